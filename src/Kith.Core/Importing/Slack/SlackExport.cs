using Kith.Conversations;
using Kith.Importing.Json;

namespace Kith.Importing.Slack;

/// <summary>
/// A workspace's export from Slack: lists of users and channels, and a folder a channel with a JSON file a day. Private
/// channels and direct messages are read only if asked for.
/// </summary>
public sealed class SlackExport : IImporter
{
    /// <inheritdoc/>
    public string Format => "slack";

    /// <inheritdoc/>
    public string Reads => "Slack";

    /// <inheritdoc/>
    public bool Recognises(Archive archive) => Deepest(archive).Any(file => JsonRows.Read(file).Take(3).Any(row => SlackMessages.IsMessage(row)))
        || archive.Files.Any(file => file.Name is "channels.json" && JsonRows.Read(file).Take(1).Any(row => SlackWorkspace.IsChannel(row.Value)));

    private static IEnumerable<ArchiveFile> Deepest(Archive archive) => archive.Files.Where(IsJson).OrderByDescending(file => file.Path.Count(c => c == '/')).Take(3);

    /// <inheritdoc/>
    public string? SourceKey(Archive archive) => SlackWorkspace.Of(archive).Team ?? archive.Files
        .Where(file => IsJson(file) && file.Path.Contains('/'))
        .Take(20)
        .SelectMany(file => JsonRows.Read(file).Take(5).Where(row => SlackMessages.IsMessage(row)).Select(row => row.Value.Named("team")).ToList())
        .FirstOrDefault(team => team is not null);

    /// <inheritdoc/>
    public IEnumerable<Entry> Read(Archive archive, ImportOptions options)
    {
        var workspace = SlackWorkspace.Of(archive);
        foreach (var entry in workspace.Issues.Concat<Entry>(workspace.People))
        {
            yield return entry;
        }
        var folders = Folders(archive, workspace);
        if (folders.Count == 0)
        {
            yield return new ImportIssue(archive.Path, 0, "No messages: an export has a folder a channel, with a JSON file a day, beside channels.json.");
        }
        var span = Span(folders.SelectMany(folder => folder));
        var messages = new SlackMessages(workspace);
        foreach (var folder in folders)
        {
            foreach (var entry in Folder(folder, workspace, messages, span, options))
            {
                yield return entry;
            }
        }
    }

    private static bool IsJson(ArchiveFile file) => file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase);

    private static List<IGrouping<string, ArchiveFile>> Folders(Archive archive, SlackWorkspace workspace) =>
    [
        .. archive.Files
            .Where(file => IsJson(file) && file.Path.StartsWith(workspace.Root, StringComparison.Ordinal))
            .GroupBy(file => file.Path[workspace.Root.Length..].Split('/')[0])
            .Where(folder => folder.Any(file => file.Path.Length > workspace.Root.Length + file.Name.Length)),
    ];

    // From when to when the export reaches: the first and last message of its first and last day.
    private static (long First, long Last) Span(IEnumerable<ArchiveFile> files)
    {
        var days = files.GroupBy(file => file.Name).OrderBy(day => day.Key, StringComparer.Ordinal).ToList();
        if (days.Count == 0)
        {
            return (0, 0);
        }
        var times = days[0].Concat(days[^1]).SelectMany(file => JsonRows.Read(file).Select(row => SlackMessages.Time(row.Value.Text("ts")))).OfType<long>();
        return times.Aggregate((First: long.MaxValue, Last: 0L), (span, time) => (Math.Min(span.First, time), Math.Max(span.Last, time)));
    }

    private static IEnumerable<Entry> Folder(
        IGrouping<string, ArchiveFile> folder, SlackWorkspace workspace, SlackMessages messages, (long First, long Last) span, ImportOptions options)
    {
        var channel = workspace.InFolder(folder.Key);
        if (channel is null && workspace.IsListed)
        {
            yield return new ImportIssue(workspace.Root + folder.Key, 0, "Left out: no list has this channel, so it is not known who may read it; it should stand in channels.json.") { Conversation = folder.Key };
            yield break;
        }
        channel ??= new SlackChannel(folder.Key, folder.Key, SlackWorkspace.Public, []);
        if (channel.IsPrivate && !options.IncludePrivate)
        {
            yield break;
        }
        yield return Conversation(channel, workspace, span.Last);
        var whole = true;
        foreach (var entry in folder.SelectMany(file => messages.Read(file, channel.Id)))
        {
            whole &= entry is not ImportIssue;
            yield return entry is ImportIssue issue ? issue with { Conversation = channel.Id } : entry;
        }
        if (whole && span.Last > 0)
        {
            yield return new CoverageEntry(channel.Id, span.First, span.Last);
        }
    }

    private static ConversationEntry Conversation(SlackChannel channel, SlackWorkspace workspace, long asOf) => new(
        channel.Id,
        channel.IsDirect ? string.Join(", ", channel.Members.Select(member => workspace.NameOf(member) ?? member)) is { Length: > 0 } names ? names : channel.Name : channel.Name,
        channel.IsDirect ? ConversationKind.Direct : ConversationKind.Channel,
        channel.IsPrivate ? Visibility.Participants : Visibility.Community,
        Members: channel.IsPrivate ? channel.Members : null,
        AsOf: asOf);
}
