using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Irc;

/// <summary>
/// Logs of IRC and of chats bridged to it. The daily files of a channel are one conversation; a meeting (MeetBot, or minutes
/// after the habits of W3C groups) is one of its own, with those who were there.
/// </summary>
public sealed class IrcLog : IImporter
{
    /// <inheritdoc/>
    public string Format => "irc";

    /// <inheritdoc/>
    public string Reads => "IRC";

    /// <inheritdoc/>
    public bool Recognises(Archive archive) => archive.Files.Any(file => IrcFile.IsLog(TextLines.Head(file)));

    /// <summary>None: a community has one source of logs, so that a copy of a log in another folder is the same log.</summary>
    public string? SourceKey(Archive archive) => null;

    /// <inheritdoc/>
    public IEnumerable<Entry> Read(Archive archive, ImportOptions options)
    {
        var (logs, issues) = IrcFile.In(archive);
        (HashSet<string>, HashSet<string>) known = ([], []);
        return issues.Concat(logs.SelectMany(log => Read(log, options.Zone ?? DateTimeZone.Utc, known)));
    }

    private static IEnumerable<Entry> Read(IrcFile log, DateTimeZone zone, (HashSet<string>, HashSet<string>) known)
    {
        var talk = new IrcTalk(log, IrcScan.Of(log.File, log.Day), zone, known);
        using var lines = new TextLines(log.File);
        while (lines.Read())
        {
            foreach (var entry in lines.Issue is { } issue ? [issue] : talk.Take(lines.Text, lines.Number))
            {
                yield return entry;
            }
        }
        foreach (var entry in talk.End())
        {
            yield return entry;
        }
    }
}
