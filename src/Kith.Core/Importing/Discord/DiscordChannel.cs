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
internal sealed record DiscordChannel(ArchiveFile File, string Guild, string Id, string Name, string Type, string? Parent, string? ParentName, long ExportedAt)
{
    /// <summary>Whether it is a thread.</summary>
    public bool IsThread => Type.EndsWith("Thread", StringComparison.Ordinal) || Type is "10" or "11" or "12";

    /// <summary>Whether it is a talk among a few by name.</summary>
    public bool IsDirect => Type.StartsWith("Direct", StringComparison.Ordinal) || Type is "1" or "3";

    /// <summary>Whether only those who took part may read it.</summary>
    public bool IsPrivate => IsDirect || Type is "GuildPrivateThread" or "12";

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
        foreach (var row in JsonRows.Read(file, "guild", "channel", "exportedAt"))
        {
            guild ??= row.Name == "guild" ? row.Value.Named("id") : null;
            channel ??= row.Name == "channel" ? FromJson(file, row.Value) : null;
            exported ??= row.Name == "exportedAt" ? SourceTime.FromIso(row.Value.AsText()) : null;
            if ((guild is not null && channel is not null && exported is not null) || row.Name.Length == 0)
            {
                break;
            }
        }
        return guild is null || channel is null ? null : channel with { Guild = guild, ExportedAt = exported ?? 0 };
    }

    private static DiscordChannel? FromJson(ArchiveFile file, JsonElement channel) => channel.Named("id") is { } id
        ? new DiscordChannel(file, "", id, channel.Named("name") ?? id, channel.Named("type") ?? "", channel.Named("categoryId"), channel.Named("category"), 0)
        : null;
}
