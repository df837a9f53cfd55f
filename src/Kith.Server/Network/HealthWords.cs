using System.Globalization;
using System.Text;
using Kith.Network.Health;
using Kith.Server.Shared;
using Microsoft.AspNetCore.Components;

namespace Kith.Server.Network;

/// <summary>The figures of network health, each in plain words with its uncertainty and its course.</summary>
internal static class HealthWords
{
    /// <summary>A figure as the page shows it.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Now">Its value now; a dash where too few people stand behind it.</param>
    /// <param name="Sure">Its interval, or why there is none.</param>
    /// <param name="Then">What it was at the beginning of the course; null if nothing may be said of then.</param>
    /// <param name="Means">What it says, in a sentence.</param>
    /// <param name="Course">Over the periods; null where nothing may be said.</param>
    public sealed record Figure(string Name, string Now, string Sure, string? Then, string Means, IReadOnlyList<double?> Course);

    private const string TooFew = "not said: it rests on hardly anybody, or on nearly everybody";

    /// <summary>All of them, of the last period.</summary>
    public static IReadOnlyList<Figure> Of(NetworkHealth health) =>
    [
        Counted(health, "People who spoke", period => period.Active, "Different people who said something in the last 90 days, where a whole community can read it."),
        Counted(health, "Newly arrived", period => period.New, "People who spoke for the first time in the last 30 days."),
        Estimated(health, "Newcomers somebody turned to", period => period.Welcomed, "Of those who were new a month before: to how many somebody turned within 30 days, by a reply, by name, by mail, with thanks or a reaction, by speaking next in the thread, or in a meeting that both came to."),
        Counted(health, "On their own", period => period.Isolated, "People who spoke, but with nobody both ways: either nobody turned to them, or they to nobody."),
        Estimated(health, "Both turn to each other", period => period.Reciprocity, "Of all pairs in contact, the share in which it goes both ways. Low means announcements, high means conversation."),
        Estimated(health, "Carried by the most active tenth", period => period.Concentration, "The share of all contact that comes from one person in ten. The higher it is, the more depends on few; 10 % would be perfectly even."),
        Counted(health, "Groups", period => period.Groups, "Groups of at least ten people who keep to each other more than to others.", rounded: false),
        Estimated(health, "Contact between groups", period => period.Between, "The share of contact that crosses from one group to another, groups of fewer than ten among them."),
        Counted(health, "People who bridge groups", period => period.Bridging, "People who have at least a fifth of their contact outside their own group. If they leave, groups lose touch."),
        Estimated(health, "Questions answered within a day", period => period.Answered, "Of the messages with a question mark, those whose writer somebody turned to within a day in the same conversation: by a reply, by name, or by speaking next in the thread. Some questions expect no answer."),
        Estimated(health, "Time to the first answer", period => period.Minutes, "The median: half of the answers came sooner. Only of questions that were answered within a week.", Minutes),
    ];

    /// <summary>The course as bars, the last one strong; the words are for whoever can't see them. Nothing where nothing may be said of any period.</summary>
    public static MarkupString Course(Figure figure)
    {
        if (figure.Course.All(value => value is null))
        {
            return default;
        }
        const int step = 10, height = 34;
        var most = figure.Course.Max() is { } top and > 0 ? top : 1;
        var svg = new StringBuilder().Append(CultureInfo.InvariantCulture,
            $"""<svg class="course" viewBox="0 0 {figure.Course.Count * step} {height}" preserveAspectRatio="xMinYMax" role="img" aria-label="{figure.Name} over {Marks.Count(figure.Course.Count, "period")} of 30 days; now {figure.Now}">""");
        for (var i = 0; i < figure.Course.Count; i++)
        {
            var tall = figure.Course[i] is { } value ? Math.Max(1.5, value / most * height) : 1.5;
            svg.Append(CultureInfo.InvariantCulture,
                $"""<rect x="{i * step}" y="{height - tall:0.#}" width="{step - 2}" height="{tall:0.#}"{(figure.Course[i] is null ? " class=\"none\"" : i == figure.Course.Count - 1 ? " class=\"now\"" : "")}/>""");
        }
        return new(svg.Append("</svg>").ToString());
    }

    private static Figure Counted(NetworkHealth health, string name, Func<HealthPeriod, int?> of, string means, bool rounded = true)
    {
        var course = CourseOf(health, of);
        static string Write(double count) => count.ToString("N0", CultureInfo.InvariantCulture);
        return new(name, course[^1] is { } now ? Write(now) : "–",
            course[^1] is null ? "not said: it is hardly anybody, or nearly everybody" : rounded ? "counted, in steps of five" : "counted",
            Then(course.Count, course[0], Write), means, [.. course.Select(value => (double?)value)]);
    }

    private static Figure Estimated(NetworkHealth health, string name, Func<HealthPeriod, Estimate> of, string means, Func<double, string>? write = null)
    {
        write ??= Percent;
        var course = CourseOf(health, of);
        var now = course[^1];
        var sure = now switch
        {
            { Value: null } => TooFew,
            { Low: { } low, High: { } high } when write(low) == write(high) => "95 % sure, as finely as it is said",
            { Low: { } low, High: { } high } => $"95 % sure: {write(low)} to {write(high)}",
            _ => "counted",
        };
        return new(name, now.Value is { } value ? write(value) : "–", sure, Then(course.Count, course[0].Value, write), means, [.. course.Select(each => each.Value)]);
    }

    // A place for each period from the first to the last: of those that are left out it is empty.
    private static List<T?> CourseOf<T>(NetworkHealth health, Func<HealthPeriod, T?> of)
    {
        var (first, told) = (health.Periods[0].Until, health.Periods.ToDictionary(period => period.Until));
        return [.. Enumerable.Range(0, (health.Periods[^1].Until - first) / NetworkHealth.PeriodLength + 1)
            .Select(i => told.TryGetValue(first + i * NetworkHealth.PeriodLength, out var period) ? of(period) : default)];
    }

    private static string? Then(int periods, double? first, Func<double, string> write) =>
        periods > 1 && first is { } value ? $"{(periods - 1) * NetworkHealth.PeriodLength} days before: {write(value)}" : null;

    /// <summary>A share as the page shows it; a dash where too few people stand behind it.</summary>
    public static string Percent(double? share) => share is { } value ? Percent(value) : "–";

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0} %");

    private static string Minutes(double minutes) => minutes switch
    {
        < 1 => "under 1 min",
        < 120 => string.Create(CultureInfo.InvariantCulture, $"{minutes:0} min"),
        < 2 * 24 * 60 => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60:0.#} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{minutes / 60 / 24:0.#} days"),
    };
}
