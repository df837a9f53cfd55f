using System.Net;
using System.Text.RegularExpressions;
using Kith.Importing.Text;

namespace Kith.Importing.Transcripts;

/// <summary>What was heard between two times of a recording.</summary>
/// <param name="From">Milliseconds from its start.</param>
/// <param name="To">Milliseconds from its start.</param>
/// <param name="Speaker">The speaker, if markup says so (Teams); else null: a name may stand at the start of the text (Zoom).</param>
/// <param name="Text">The words, on one line.</param>
internal sealed partial record Cue(long From, long To, string? Speaker, string Text)
{
    /// <summary>More cues than a week of talk has.</summary>
    private const int Most = 200_000;

    // In lines: what goes on for longer is no cue.
    private const int LongestCue = 100;

    /// <summary>The cues of a WebVTT or SRT file, and what could not be read.</summary>
    public static (List<Cue> Cues, List<ImportIssue> Issues) In(ArchiveFile file)
    {
        var (cues, issues) = (new List<Cue>(), new List<ImportIssue>());
        var spoilt = new IssueLimit(file, "The times of this cue can't be read; they should be like 00:01:02.500 --> 00:01:04.000.");
        using var lines = new TextLines(file);
        (long From, long To)? times = null;
        var words = new List<string>();
        while (lines.Read() && cues.Count < Most)
        {
            if (lines.Issue is { } issue)
            {
                issues.Add(issue);
            }
            else if (lines.Text.Contains("-->", StringComparison.Ordinal))
            {
                Close(cues, ref times, words);
                times = Times(lines.Text);
                issues.AddRange(times is null ? new[] { spoilt.At(lines.Number) }.OfType<ImportIssue>() : []);
            }
            else if (string.IsNullOrWhiteSpace(lines.Text))
            {
                Close(cues, ref times, words);
            }
            else if (times is not null && words.Count < LongestCue)
            {
                words.Add(lines.Text.Trim());
            }
        }
        Close(cues, ref times, words);
        issues.AddRange(new[] { spoilt.Rest }.OfType<ImportIssue>());
        return (cues, issues);
    }

    /// <summary>Whether a file that starts with these lines is WebVTT.</summary>
    public static bool IsVtt(IReadOnlyList<string> head) => head.Count > 0 && Header().IsMatch(head[0]);

    /// <summary>Whether a file that starts with these lines is SRT: a number, then times.</summary>
    public static bool IsSrt(IReadOnlyList<string> head)
    {
        var first = head.SkipWhile(string.IsNullOrWhiteSpace).Take(2).ToList();
        return first.Count == 2 && first[0].Trim() is { Length: < 8 } number && number.All(char.IsAsciiDigit) && first[1].Contains("-->", StringComparison.Ordinal) && Times(first[1]) is not null;
    }

    private static void Close(List<Cue> cues, ref (long From, long To)? times, List<string> words)
    {
        if (times is { } time && words.Count > 0)
        {
            cues.AddRange(Voices(time, string.Join(' ', words)));
        }
        times = null;
        words.Clear();
    }

    // Teams: <v Ann Lee>words</v>, at times several in one cue.
    private static IEnumerable<Cue> Voices((long From, long To) time, string text)
    {
        var voices = Voice().Matches(text);
        var parts = voices.Count == 0 ? [(null, text)] : voices.Select(voice => (Speaker: (string?)Plain(voice.Groups["name"].Value), Text: voice.Groups["text"].Value));
        return parts.Select(part => new Cue(time.From, time.To, string.IsNullOrEmpty(part.Speaker) ? null : part.Speaker, Plain(Tag().Replace(part.Text, ""))))
            .Where(cue => cue.Text.Length > 0);
    }

    private static string Plain(string text) => Spaces().Replace(TextEncoding.Clean(WebUtility.HtmlDecode(text)), " ").Trim();

    private static (long, long)? Times(string line)
    {
        var times = Time().Matches(line);
        return times.Count < 2 || times[1].Index < line.IndexOf("-->", StringComparison.Ordinal) ? null
            : (Milliseconds(times[0]), Math.Max(Milliseconds(times[0]), Milliseconds(times[1])));
    }

    private static long Milliseconds(Match time) =>
        ((time.Groups["h"].Success ? int.Parse(time.Groups["h"].Value) : 0) * 60L + int.Parse(time.Groups["m"].Value)) * 60_000
        + int.Parse(time.Groups["s"].Value) * 1000L + int.Parse(time.Groups["f"].Value.PadRight(3, '0'));

    [GeneratedRegex(@"^WEBVTT(?:$|[ \t])")]
    private static partial Regex Header();

    [GeneratedRegex(@"(?<![\d:])(?:(?<h>\d{1,3}):)?(?<m>[0-5]?\d):(?<s>[0-5]\d)[.,](?<f>\d{1,3})(?!\d)")]
    private static partial Regex Time();

    [GeneratedRegex(@"<v(?:\.[^\s>]*)?\s+(?<name>[^>]{1,200})>(?<text>.*?)(?=</v>|<v[\s.]|$)")]
    private static partial Regex Voice();

    [GeneratedRegex(@"</?[a-z0-9][^<>]{0,100}>", RegexOptions.IgnoreCase)]
    private static partial Regex Tag();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
