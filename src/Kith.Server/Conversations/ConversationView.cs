using Kith.Conversations;
using Kith.People;
using Kith.Server.Shared;

namespace Kith.Server.Conversations;

/// <summary>A page of a conversation as it was read.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Voices">Who spoke, most first.</param>
/// <param name="Page">From 1.</param>
/// <param name="Pages">At least 1.</param>
/// <param name="Messages">In order of time.</param>
/// <param name="Answered">Messages of other pages that these answer.</param>
/// <param name="HasConversations">Whether it has no messages, and others are in it, as topics are in a channel.</param>
/// <param name="Everyone">Who is who.</param>
public sealed record ConversationView(
    Conversation Conversation, IReadOnlyList<VoiceAnswer> Voices, int Page, int Pages, IReadOnlyList<Message> Messages, IReadOnlyList<Message> Answered, bool HasConversations, Everyone Everyone)
{
    /// <summary>Messages on a page.</summary>
    public const int PageLength = 200;

    /// <summary>Reads a page; null if there is no such conversation for the reader, or no such page.</summary>
    public static ConversationView? Of(Present present, Reader reader, ConversationId id, int page)
    {
        var everyone = present.Network.Everyone;
        using var connection = present.Database.Connect();
        if (ConversationStore.Find(connection, reader, id) is not { } conversation)
        {
            return null;
        }
        var pages = (int)Math.Max(1, (ConversationStore.Count(connection, id) + PageLength - 1) / PageLength);
        if (page < 1 || page > pages)
        {
            return null;
        }
        var messages = ConversationStore.Messages(connection, reader, id, (page - 1) * PageLength, PageLength);
        var here = messages.Select(message => message.Key).ToHashSet(StringComparer.Ordinal);
        var elsewhere = messages.Select(message => message.ReplyTo).OfType<string>().Where(key => !here.Contains(key)).Distinct(StringComparer.Ordinal);
        var voices = ConversationStore.Voices(connection, id)
            .Select(voice => (Person: everyone.Of(voice.Identity), voice.Messages)).Where(voice => voice.Person is not null)
            .GroupBy(voice => voice.Person!, voice => voice.Messages).Select(voice => new VoiceAnswer(voice.Key.Name, voice.Key.Id.Value, voice.Sum()))
            .OrderByDescending(voice => voice.Messages).ToList();
        return new ConversationView(
            conversation, voices, page, pages, messages, ConversationStore.WithKeys(connection, reader, id, [.. elsewhere]),
            messages.Count == 0 && ConversationStore.HasConversations(connection, reader, id), everyone);
    }

    /// <summary>Where a message stands: the page and its place on it; null if the reader can't see such a message.</summary>
    public static string? AddressOf(Present present, Reader reader, ConversationId id, long seq)
    {
        using var connection = present.Database.Connect();
        return ConversationStore.Find(connection, reader, id, seq) is { } message
            ? $"{AddressOf(id, (int)(ConversationStore.PlaceOf(connection, message) / PageLength) + 1)}#m{seq}"
            : null;
    }

    /// <summary>The address of a page.</summary>
    public static string AddressOf(ConversationId id, int page) => page == 1 ? Address.Of(id) : $"{Address.Of(id)}?page={page}";
}
