using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using Kith.People;
using Microsoft.AspNetCore.Components;

namespace Kith.Server.Shared;

/// <summary>Small pieces of HTML that long lists repeat: as components they would cost more than the rest of the page.</summary>
public static class Marks
{
    private const int Hues = 12;

    /// <summary>Initials on a colour that stays the person's own; decoration beside the name.</summary>
    public static MarkupString Face(string name, long id, bool isBot = false, bool large = false) => new(
        $"""<span class="face hue-{id * 7 % Hues}{(isBot ? " bot" : "")}{(large ? " large" : "")}" aria-hidden="true">{HtmlEncoder.Default.Encode(Initials(name))}</span>""");

    /// <inheritdoc cref="Face(string, long, bool, bool)"/>
    public static MarkupString Face(Person person) => Face(person.Name, person.Id.Value, person.IsBot);

    /// <summary>The day, such as 24 Mar 2021.</summary>
    public static MarkupString Day(DateTimeOffset at) => Time(at, "d MMM yyyy");

    /// <inheritdoc cref="Day(DateTimeOffset)"/>
    public static MarkupString Day(long at) => Day(Times.Of(at));

    /// <summary>The time of day, such as 14:05.</summary>
    public static MarkupString Clock(long at) => Time(Times.Of(at), "HH:mm");

    /// <summary>Day and time.</summary>
    public static MarkupString Moment(DateTimeOffset at) => Time(at, "d MMM yyyy, HH:mm");

    /// <summary>From the first day to the last, or one day.</summary>
    public static MarkupString Span(DateTimeOffset first, DateTimeOffset last) =>
        first.Date == last.Date ? Day(first) : new($"{Day(first)} – {Day(last)}");

    /// <summary>A share of one as a line; whoever can't see it has the words beside it.</summary>
    public static MarkupString Bar(double share) => new(string.Create(CultureInfo.InvariantCulture,
        $"""<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect width="{Math.Clamp(share, 0, 1) * 100:0.#}" height="6"/></svg>"""));

    /// <summary>A number of things: "1 message", "6,555 messages".</summary>
    public static string Count(long number, string one, string? many = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{number:N0} {(number == 1 ? one : many ?? one + "s")}");

    /// <summary>How long ago, in words: "less than a minute ago", "3 hours ago".</summary>
    public static string Ago(TimeSpan age) => age.TotalMinutes < 1 ? "less than a minute ago"
        : age.TotalHours < 1 ? $"{Count((long)age.TotalMinutes, "minute")} ago"
        : age.TotalDays < 1 ? $"{Count((long)age.TotalHours, "hour")} ago"
        : $"{Count((long)age.TotalDays, "day")} ago";

    private static MarkupString Time(DateTimeOffset at, string format) => new(string.Create(CultureInfo.InvariantCulture,
        $"""<time datetime="{at.UtcDateTime:yyyy-MM-ddTHH:mm:ssZ}">{at.UtcDateTime.ToString(format, CultureInfo.InvariantCulture)}</time>"""));

    private static string Initials(string name)
    {
        var words = name.Split([' ', '.', '_', '-', '@', '('], StringSplitOptions.RemoveEmptyEntries)
            .Select(word => word.EnumerateRunes().FirstOrDefault(Rune.IsLetterOrDigit)).Where(first => first != default).ToList();
        return words switch
        {
            [] => "?",
            [var only] => Rune.ToUpperInvariant(only).ToString(),
            [var first, .., var last] => $"{Rune.ToUpperInvariant(first)}{Rune.ToUpperInvariant(last)}",
        };
    }
}
