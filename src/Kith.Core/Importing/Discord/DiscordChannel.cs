using System.Text.Json;
using Kith.Conversations;
using Kith.Importing.Json;

namespace Kith.Importing.Discord;

/// <summary>What stands above the messages in a file of DiscordChatExporter: one channel or thread.</summary>
/// <param name="File">The file.</param>
/// <param name="Guild">The server's id; "0" for direct messages.</param>
/// <param name="Id">The channel's id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Type">Discord's word for its kind, or its number.</param>
/// <param name="Parent">Of a thread, the id of its channel.</param>
/// <param name="ParentName">Of a thread, the name of its channel.</param>
/// <param name="ExportedAt">UTC milliseconds; 0 if the file does not say.</param>
/// <param name="From">UTC milliseconds from which on messages were asked for; null if the file does not say.</param>
/// <param name="To">UTC milliseconds up to which messages were asked for; null if the file does not say.</param>
internal sealed record DiscordChannel(
    ArchiveFile File, string Guild, string Id, string Name, string Type, string? Parent, string? ParentName, long ExportedAt, long? From = null, long? To = null)
{
    // Discord's numbers of the kinds that the exporter has no word for.
    private static readonly string[] Open = ["0", "2", "4", "5", "10", "11", "13", "14", "15", "16"];

    /// <summary>Whether it is a thread.</summary>
    public bool IsThread => Type.EndsWith("Thread", StringComparison.Ordinal) || Type is "10" or "11" or "12";

    /// <summary>Whether it is a talk among a few by name.</summary>
    public bool IsDirect => Guild == "0" || Type.StartsWith("Direct", StringComparison.Ordinal) || Type is "1" or "3";

    /// <summary>Whether only those who took part may read it; also where its type does not say that all may.</summary>
    public bool IsPrivate => IsDirect || Type == "GuildPrivateThread" || !(Type.StartsWith("Guild", StringComparison.Ordinal) || Open.Contains(Type));

    /// <summary>As an entry.</summary>
    public ConversationEntry Conversation => new(
        Id, Name, IsDirect ? ConversationKind.Direct : IsThread ? ConversationKind.Topic : ConversationKind.Channel,
        IsPrivate ? Visibility.Participants : Visibility.Community, IsThread ? Parent : null, AsOf: ExportedAt);

    /// <summary>Reads the head of a file; null if it is none of DiscordChatExporter's.</summary>
    public static DiscordChannel? Of(ArchiveFile file)
    {
        if (!file.Head(64).AsSpan().TrimStart("\uFEFF\0 \t\r\n"u8).StartsWith("{"u8) && !file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }
        var (guild, channel, exported) = (default(string), default(DiscordChannel), default(long?));
        var (from, to) = (default(long?), default(long?));
        // All of it stands above the messages, which may be gigabytes.
        foreach (var row in JsonRows.Read(file, "guild", "channel", "dateRange", "exportedAt", "messages").TakeWhile(row => row.Name is not ("" or "messages")))
        {
            guild ??= row.Name == "guild" ? row.Value.Named("id") : null;
            channel ??= row.Name == "channel" ? FromJson(file, row.Value) : null;
            exported ??= row.Name == "exportedAt" ? SourceTime.FromIso(row.Value.AsText()) : null;
            (from, to) = row.Name == "dateRange" ? Range(row.Value) : (from, to);
        }
        return guild is null || channel is null ? null
            : channel with { Guild = guild, ExportedAt = exported ?? 0, From = from, To = to == long.MaxValue ? exported : to };
    }

    // A null is an open end. Messages of the very millisecond of an end may be on either side of it.
    private static (long? From, long? To) Range(JsonElement range)
    {
        var (after, before) = (range.Field("after"), range.Field("before"));
        return (
            after.ValueKind == JsonValueKind.Null ? 1 : SourceTime.FromIso(after.AsText()) + 1,
            before.ValueKind == JsonValueKind.Null ? long.MaxValue : SourceTime.FromIso(before.AsText()) - 1);
    }

    private static DiscordChannel? FromJson(ArchiveFile file, JsonElement channel) => channel.Named("id") is { } id
        ? new DiscordChannel(file, "", id, channel.Named("name") ?? id, channel.Named("type") ?? "", channel.Named("categoryId"), channel.Named("category"), 0)
        : null;
}
