using System.Text.RegularExpressions;
using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Transcripts;

/// <summary>One entry of the chat of a video call, as saved by Zoom.</summary>
/// <param name="Date">The date on the line, if it has one.</param>
/// <param name="At">Milliseconds from midnight; from the start of the recording where <paramref name="IsElapsed"/>.</param>
/// <param name="IsElapsed">Whether the time counts from the start of the recording.</param>
/// <param name="Name">Who wrote.</param>
/// <param name="To">To whom, if not to everybody.</param>
/// <param name="Text">What, lines parted by line feeds.</param>
internal sealed partial record ChatLine(LocalDate? Date, long At, bool IsElapsed, string Name, string? To, string Text)
{
    /// <summary>More than was ever written in one meeting.</summary>
    private const int Most = 100_000;

    // In lines.
    private const int LongestText = 1000;

    private static readonly HashSet<string> Everybody = new(StringComparer.OrdinalIgnoreCase)
    {
        "everyone", "everybody", "all", "all panelists", "all panelists and attendees", "hosts and panelists", "everyone (in meeting)", "everyone in meeting",
        "meeting group chat", "alle", "alle teilnehmer", "tout le monde", "iedereen", "todos", "tutti", "wszyscy",
    };

    /// <summary>The entries of a chat file, and what could not be read.</summary>
    public static (List<ChatLine> Lines, List<ImportIssue> Issues) In(ArchiveFile file)
    {
        var (entries, issues) = (new List<ChatLine>(), new List<ImportIssue>());
        var strange = new IssueLimit(file, "The line belongs to no entry of a chat; one starts like \"00:12:53 From Name to Everyone:\".");
        var text = new List<string>();
        using var lines = new TextLines(file);
        while (lines.Read() && entries.Count < Most)
        {
            if (lines.Issue is { } issue)
            {
                issues.Add(issue);
            }
            else if (Start(lines.Text) is { } start)
            {
                Close(entries, text);
                entries.Add(start with { Date = start.Date ?? entries.LastOrDefault()?.Date });
                text.Add(start.Text);
            }
            else if (entries.Count > 0)
            {
                text.AddRange(text.Count < LongestText ? [lines.Text.Trim()] : []);
            }
            else if (!string.IsNullOrWhiteSpace(lines.Text) && strange.At(lines.Number) is { } first)
            {
                issues.Add(first);
            }
        }
        Close(entries, text);
        issues.AddRange(new[] { strange.Rest }.OfType<ImportIssue>());
        return (entries, issues);
    }

    /// <summary>Whether a file that starts with these lines is the chat of a call.</summary>
    public static bool IsChat(IReadOnlyList<string> head) => head.FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } first && Start(first) is not null;

    private static void Close(List<ChatLine> entries, List<string> text)
    {
        if (entries.Count > 0)
        {
            entries[^1] = entries[^1] with { Text = string.Join('\n', text).Trim() };
        }
        text.Clear();
    }

    private static ChatLine? Start(string line)
    {
        var match = Elapsed().Match(line) is { Success: true } elapsed ? elapsed : From().Match(line) is { Success: true } from ? from : ElapsedLoosely().Match(line);
        if (!match.Success)
        {
            return null;
        }
        var name = Spaces().Replace(match.Groups["name"].Value, " ").Trim();
        var to = Spaces().Replace(match.Groups["to"].Value, " ").Trim();
        var hour = int.Parse(match.Groups["h"].Value);
        hour = match.Groups["pm"] is { Success: true } half ? hour % 12 + (half.Value is "p" or "P" ? 12 : 0) : hour;
        var at = ((hour * 60L + int.Parse(match.Groups["m"].Value)) * 60 + (match.Groups["s"].Success ? int.Parse(match.Groups["s"].Value) : 0)) * 1000;
        var date = match.Groups["y"].Success ? Moment.Date(int.Parse(match.Groups["y"].Value), int.Parse(match.Groups["mon"].Value), int.Parse(match.Groups["d"].Value)) : null;
        return name.Length == 0 || hour > 23 ? null
            : new ChatLine(date, at, date is null && !match.Groups["from"].Success, name, to.Length == 0 || Everybody.Contains(to) && !match.Groups["dm"].Success ? null : to, match.Groups["text"].Value.Trim());
    }

    // Tabs part the columns, so a name may begin with "Da" or "Van".
    [GeneratedRegex(@"^(?<h>\d{1,2}):(?<m>[0-5]\d):(?<s>[0-5]\d)\t(?![ ]?From[ \t])(?<name>[^\t]{1,100}?)[ ]?:\t(?<text>.*)$")]
    private static partial Regex Elapsed();

    [GeneratedRegex(@"^(?:(?<y>\d{4})[-/](?<mon>\d\d)[-/](?<d>\d\d)[ T])?(?<h>\d{1,2}):(?<m>[0-5]\d)(?::(?<s>[0-5]\d))?(?:[ ]?(?<pm>[AaPp])[Mm])?[ \t]+(?<from>From|Von|De|Da|Van|Od|Från)[ \t]+(?:(?<name>[^\s:][^:]{0,100})[ \t]+(?:to|an|à|a|aan|para|till|do)[ \t]+(?<to>[^\s:][^:]{0,150}?)|(?<name>[^\s:][^:]{0,100}?))[ \t]*(?<dm>\((?:direct message|privately|private|direktnachricht|message direct)\))?[ \t]*:(?:[ \t]+(?<text>.*))?$", RegexOptions.IgnoreCase)]
    private static partial Regex From();

    [GeneratedRegex(@"^(?<h>\d{1,2}):(?<m>[0-5]\d):(?<s>[0-5]\d)\t(?![ ]?From[ \t])(?<name>[^\t]{1,100}?)[ ]?:[ \t]+(?<text>.*)$")]
    private static partial Regex ElapsedLoosely();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
