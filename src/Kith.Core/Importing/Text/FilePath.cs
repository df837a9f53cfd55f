using System.Text.RegularExpressions;
using NodaTime;

namespace Kith.Importing.Text;

/// <summary>What the names of a file and of its folders tell: a day, and what the file is about.</summary>
internal static partial class FilePath
{
    // What logs and transcripts are called where nobody named them, and what is no name at all.
    private static readonly HashSet<string> Empty = new(StringComparer.OrdinalIgnoreCase)
    {
        "", "log", "logs", "irc", "irclog", "irclogs", "raw", "ascii", "txt", "chat", "transcript", "corrected", "transcripts", "meeting", "meetings",
        "export", "exports", "archive", "archives", "recording", "recordings", "audio", "captions", "closed", "caption", "index", "saved", "zoom",
        "recording.transcript", "meeting_saved_chat", "closed_caption", "transcript_corrected", "data", "tmp", "temp", "downloads", "gmt",
    };

    /// <summary>The names from two folders around the archive down to the file, without endings such as <c>.zip</c>.</summary>
    public static IReadOnlyList<string> Parts(Archive archive, ArchiveFile file)
    {
        var full = Path.GetFullPath(archive.Path);
        var root = Path.GetFileName(full.TrimEnd('/', '\\'));
        var inner = file.Path.Split('/');
        // What an archive is about may stand on the folders around it; a single file is its own archive.
        var outer = full.TrimEnd('/', '\\').Split('/', '\\')[..^1].Where(part => part.Length > 0).TakeLast(2);
        return inner.Length == 1 && root.StartsWith(inner[0], StringComparison.Ordinal) ? [.. outer, inner[0]] : [.. outer, ArchiveEnding().Replace(root, ""), .. inner];
    }

    /// <summary>The day that stands nearest to the end of the path (2020-01-07, 20200107, 2020_01_07, 2020/01/07); null if none does.</summary>
    public static LocalDate? Day(IReadOnlyList<string> parts)
    {
        foreach (Match match in Days().Matches(string.Join('/', parts)))
        {
            if (Moment.Date(int.Parse(match.Groups["y"].Value), int.Parse(match.Groups["m"].Value), int.Parse(match.Groups["d"].Value)) is { } date)
            {
                return date;
            }
        }
        return null;
    }

    /// <summary>The innermost name that says something, without days, times and endings; null if none does.</summary>
    public static string? Name(IReadOnlyList<string> parts)
    {
        for (var i = parts.Count - 1; i >= 0; i--)
        {
            var name = i == parts.Count - 1 ? Ending().Replace(parts[i], "") : parts[i];
            name = Clock().Replace(Periods().Replace(Days().Replace(name, ""), ""), "").Trim('-', '_', '.', ' ', '(', ')');
            if (!Empty.Contains(name) && !name.All(c => char.IsAsciiDigit(c) || c is '-' or '_' or '.'))
            {
                return name;
            }
        }
        return null;
    }

    [GeneratedRegex(@"(?<!\d)(?<y>\d{4})[-_./]?(?<m>\d\d)[-_./]?(?<d>\d\d)(?!\d)", RegexOptions.RightToLeft)]
    private static partial Regex Days();

    // 2024, 2024-03, 2024-March, march_2024
    [GeneratedRegex(@"[-_. ]*(?<![\da-z])(?:(?:19|20)\d\d(?:[-_. ]?(?:0[1-9]|1[0-2])|[-_. ]?(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6})?|(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}[-_. ]?(?:19|20)\d\d)(?![\da-z])", RegexOptions.IgnoreCase)]
    private static partial Regex Periods();

    [GeneratedRegex(@"(?<=^|[-_.T ])\d\d[-_.:]?\d\d(?:[-_.:]?\d\d)?(?=$|[-_. ])|^GMT(?=$|[-_])")]
    private static partial Regex Clock();

    [GeneratedRegex(@"(?:\.(?:txt|log|weechatlog|raw|ascii|vtt|srt|csv|tsv|jsonl|ndjson|mbox|mbx|mail|eml|gz|annotation|cc|transcript|[a-z]{2}|[a-z]{2}-[A-Z]{2}))+$", RegexOptions.IgnoreCase)]
    private static partial Regex Ending();

    [GeneratedRegex(@"\.(?:zip|tar|tgz|tar\.gz|gz)$", RegexOptions.IgnoreCase)]
    private static partial Regex ArchiveEnding();
}
