using System.Globalization;
using System.Text.RegularExpressions;
using Kith.Conversations;
using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Tables;

/// <summary>A row of a table of interactions, as text.</summary>
internal readonly record struct RowText(string From, IReadOnlyList<string> To, string At, string Kind, string Weight, string Group, string Context);

/// <summary>Somebody in a row.</summary>
/// <param name="Key">The mail address, else the name, in lower case.</param>
/// <param name="Name">As written; null if there is only an address.</param>
/// <param name="Email">The address, if it is one.</param>
internal sealed partial record RowPerson(string Key, string? Name, string? Email)
{
    /// <summary>Reads "ann@example.org", "Ann Lee &lt;ann@example.org&gt;", "@ann" or "Ann Lee"; null if nobody is named.</summary>
    public static RowPerson? Of(string text)
    {
        var tidy = Spaces().Replace(TextEncoding.Clean(text), " ").Trim();
        if (tidy.Length is 0 or > 254 || !tidy.Any(char.IsLetterOrDigit))
        {
            return null;
        }
        if (Mail().Match(tidy) is { Success: true } mail)
        {
            var address = mail.Groups["address"].Value.ToLowerInvariant();
            return new RowPerson(address, mail.Groups["name"].Value.Trim(' ', '"') is { Length: > 0 } name ? name : null, address);
        }
        var handle = tidy.TrimStart('@');
        return new RowPerson(handle.ToLowerInvariant(), handle, null);
    }

    [GeneratedRegex(@"^(?:(?<name>[^<>@]*)<)?(?<address>[^\s<>@]+@[^\s<>@]+)>?$")]
    private static partial Regex Mail();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}

/// <summary>A row that was understood.</summary>
/// <param name="From">Who acted.</param>
/// <param name="To">Towards whom.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Act">What was done.</param>
/// <param name="Context">Words about it.</param>
/// <param name="Strange">The kind as written, if no kind of interaction is called so: then it counts as a mention.</param>
internal sealed partial record Row(RowPerson From, IReadOnlyList<RowPerson> To, long At, Act Act, string Context, string? Strange)
{
    // More is an announcement, not an act towards somebody; larger weights and groups are mistakes.
    private const int MostRecipients = 500, MostWeight = 1000, MostGroup = 1_000_000;

    private static readonly HashSet<string> Kinds = ["reply", "mention", "mailto", "mailcc", "thanks", "reaction", "turn", "copresence", "introduction", "met"];

    private static readonly Dictionary<string, string> Synonyms = new(StringComparer.Ordinal)
    {
        [""] = "mention", ["mail"] = "mailto", ["email"] = "mailto", ["to"] = "mailto", ["message"] = "mailto", ["cc"] = "mailcc", ["meeting"] = "copresence",
    };

    /// <summary>Reads a row; what is wrong with it if it can't be.</summary>
    public static (Row? Row, string? Wrong) Read(RowText text, DateTimeZone zone)
    {
        var to = text.To.Select(RowPerson.Of).OfType<RowPerson>().DistinctBy(person => person.Key).Take(MostRecipients).ToList();
        if (RowPerson.Of(text.From) is not { } from || to.Count == 0)
        {
            return (null, "The row does not name who acted towards whom; both from and to need a mail address, a handle or a name.");
        }
        if (RowTime.Parse(text.At, zone) is not { } at)
        {
            return (null, $"The time \"{InSentence.Of(text.At)}\" can't be read; it should be like 2024-01-31T18:00:00Z, or seconds or milliseconds since 1970.");
        }
        var kind = text.Kind.Replace("-", "", StringComparison.Ordinal).Replace("_", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToLowerInvariant();
        kind = Synonyms.GetValueOrDefault(kind, kind);
        var strange = Kinds.Contains(kind) ? null : InSentence.Of(text.Kind);
        if (!IsNumber(text.Weight, 0, MostWeight, out var weight))
        {
            return (null, $"The weight \"{InSentence.Of(text.Weight)}\" should be a number from 0 to {MostWeight}.");
        }
        return IsNumber(text.Group, 1, MostGroup, out var group)
            ? (new Row(from, to, at, new Act(strange is null ? kind : "mention", weight, (int?)group), TextEncoding.Clean(text.Context), strange), null)
            : (null, $"The group \"{InSentence.Of(text.Group)}\" should be how many were acted towards, from 1 to {MostGroup}.");
    }

    private static bool IsNumber(string text, double least, double most, out double? number)
    {
        number = null;
        if (text.Length == 0)
        {
            return true;
        }
        // 1,5 is how much of the world writes 1.5; 1,000 might be either.
        var written = DecimalComma().IsMatch(text) ? text.Replace(',', '.') : text;
        number = double.TryParse(written, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) ? parsed : null;
        return number >= least && number <= most;
    }

    [GeneratedRegex(@"^\d*,(?:\d{1,2}|\d{4,})$")]
    private static partial Regex DecimalComma();
}
