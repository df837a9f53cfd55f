using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Irc;

/// <summary>A file of an archive that is a log, the channel it belongs to and the day its name gives.</summary>
/// <param name="File">The file.</param>
/// <param name="Channel">The channel's name, or what the folder or file is called.</param>
/// <param name="Title">What a meeting in it is called, without its day.</param>
/// <param name="Day">From the file's or folder's name, if there is one.</param>
internal sealed record IrcFile(ArchiveFile File, string Channel, string Title, LocalDate? Day)
{
    // The program that makes minutes of logs (scrawl) looks here for the name of the group that met.
    private const string GroupName = "group.txt";

    // What other programs write into the second column of their logs.
    private static readonly HashSet<string> Levels = new(StringComparer.OrdinalIgnoreCase)
    {
        "info", "warn", "warning", "error", "debug", "trace", "fatal", "notice", "critical", "severe",
    };

    /// <summary>Whether a file that starts with these lines is a log: most of them are of a log's form, and somebody speaks.</summary>
    public static bool IsLog(IReadOnlyList<string> head)
    {
        var lines = head.Where(line => !string.IsNullOrWhiteSpace(line)).Select(IrcLine.Parse).ToList();
        var known = lines.Count(line => line.Kind != IrcLineKind.Unknown);
        return known * 10 >= lines.Count * 6
            && lines.Exists(line => line.Kind is IrcLineKind.Said or IrcLineKind.Action && !Levels.Contains(line.Nick));
    }

    /// <summary>The logs of an archive, and what is no log although it is called one.</summary>
    public static (IReadOnlyList<IrcFile> Logs, IReadOnlyList<ImportIssue> Issues) In(Archive archive)
    {
        var logs = new List<(ArchiveFile File, string? Channel)>();
        var others = new List<string>();
        foreach (var file in archive.Files)
        {
            var head = TextLines.Head(file);
            if (IsLog(head))
            {
                logs.Add((file, ChannelIn(file.Path) ?? ChannelIn(head)));
            }
            else if (archive.Files.Count == 1 || Path.GetExtension(file.Path).ToLowerInvariant() is ".log" or ".txt" or ".weechatlog")
            {
                others.Add(file.Path);
            }
        }
        return (Named(archive, logs), [.. others.Where(path => !path.EndsWith(GroupName, StringComparison.Ordinal)).Select(NoLog).Take(20)]);
    }

    private static ImportIssue NoLog(string path) => new(path, 0, "This is no log of a chat; its lines would be like \"[12:18] <nick> words\".");

    // Files of one folder are of one channel, even if not every one of them says of which.
    private static List<IrcFile> Named(Archive archive, List<(ArchiveFile File, string? Channel)> logs)
    {
        var folders = logs.Where(log => log.Channel is not null).GroupBy(log => Folder(log.File))
            .ToDictionary(folder => folder.Key, folder => folder.GroupBy(log => log.Channel!, StringComparer.OrdinalIgnoreCase).MaxBy(same => same.Count())!.Key.ToLowerInvariant());
        return logs.ConvertAll(log =>
        {
            var parts = FilePath.Parts(archive, log.File);
            var channel = ChannelIn(log.File.Path) ?? folders.GetValueOrDefault(Folder(log.File)) ?? FilePath.Name(parts) ?? "irc";
            return new IrcFile(log.File, channel.ToLowerInvariant(), Group(archive, log.File) ?? channel, FilePath.Day(parts));
        });
    }

    private static string? Group(Archive archive, ArchiveFile log) =>
        archive.Find(Folder(log) + GroupName) is { } group && TextLines.Head(group, 1) is [{ Length: > 1 and < 100 } name] && !string.IsNullOrWhiteSpace(name) ? name.Trim() : null;

    private static string Folder(ArchiveFile file) => file.Path[..(file.Path.LastIndexOf('/') + 1)];

    // #chan.2020-01-07.log, network_#chan_20200107.log, irc.libera.#chan.weechatlog, %23chan/2020-01-07.log
    private static string? ChannelIn(string path)
    {
        var plain = path.Replace("%23", "#", StringComparison.Ordinal);
        var at = plain.LastIndexOf('#');
        if (at < 0)
        {
            return null;
        }
        var name = plain[at..].Split('/')[0];
        return FilePath.Name([name]) is { Length: > 1 } found ? found : null;
    }

    private static string? ChannelIn(IEnumerable<string> head) =>
        head.Select(line => IrcLine.Parse(line).Channel).FirstOrDefault(channel => channel is not null);
}
