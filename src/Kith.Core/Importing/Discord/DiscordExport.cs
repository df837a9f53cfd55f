using Kith.Conversations;

namespace Kith.Importing.Discord;

/// <summary>
/// Files that DiscordChatExporter writes as JSON: one a channel or thread, or several parts of one. Direct messages and private
/// threads are read only if asked for.
/// </summary>
public sealed class DiscordExport : IImporter
{
    /// <inheritdoc/>
    public string Format => "discord";

    /// <inheritdoc/>
    public string Reads => "Discord";

    /// <inheritdoc/>
    public bool Recognises(Archive archive) => archive.Files.Take(20).Any(file => DiscordChannel.Of(file) is not null);

    /// <inheritdoc/>
    public string? SourceKey(Archive archive) => Channels(archive).GroupBy(channel => channel.Guild).MaxBy(guild => guild.Count())?.Key;

    /// <inheritdoc/>
    public IEnumerable<Entry> Read(Archive archive, ImportOptions options)
    {
        // Channels before their threads, older exports before newer ones.
        var channels = Channels(archive).Where(channel => !channel.IsPrivate || options.IncludePrivate)
            .OrderBy(channel => channel.IsThread).ThenBy(channel => channel.ExportedAt).ThenBy(channel => channel.File.Path, StringComparer.Ordinal).ToList();
        var names = channels.DistinctBy(channel => channel.Id).ToDictionary(channel => channel.Id, channel => channel.Name);
        var messages = new DiscordMessages(names);
        var described = new HashSet<string>(StringComparer.Ordinal);
        var threads = channels.Where(channel => channel.IsThread).Select(channel => channel.Id).ToHashSet(StringComparer.Ordinal);
        var spans = new Dictionary<string, DiscordSpans>(StringComparer.Ordinal);
        foreach (var each in channels)
        {
            // Threads hang on channels: one that names a thread, perhaps itself, does not say where it belongs.
            var channel = each.Parent is { } thread && threads.Contains(thread) ? each with { Parent = null } : each;
            if (channel is { IsThread: true, Parent: { } parent } && described.Add(parent))
            {
                // It is only named here: that says nothing of how far it is known.
                yield return new ConversationEntry(parent, channel.ParentName ?? parent, ConversationKind.Channel, Visibility.Community);
            }
            described.Add(channel.Id);
            yield return channel.Conversation;
            var span = new DiscordSpans.Span(long.MaxValue, 0, Whole: true);
            foreach (var entry in messages.Read(channel))
            {
                span = span.With(entry);
                yield return entry is ImportIssue issue ? issue with { Conversation = channel.Id } : entry;
            }
            (spans.TryGetValue(channel.Id, out var all) ? all : spans[channel.Id] = new DiscordSpans()).Add(span.Reaching(channel.From, channel.To));
        }
        foreach (var (channel, all) in spans)
        {
            foreach (var (first, last) in all.Covered())
            {
                yield return new CoverageEntry(channel, first, last);
            }
        }
    }

    private static List<DiscordChannel> Channels(Archive archive) => [.. archive.Files.Select(DiscordChannel.Of).OfType<DiscordChannel>()];
}
