using System.Data.Common;
using System.Text.Json.Serialization;
using Kith.Conversations;

namespace Kith.Server.Shared;

/// <summary>A message that an answer rests on.</summary>
/// <param name="Text">Its words in a line.</param>
/// <param name="At">When.</param>
/// <param name="Conversation">Title of the conversation, with its channel.</param>
/// <param name="Url">Permanent address of the message on this server.</param>
public sealed record Evidence(string Text, DateTimeOffset At, string Conversation, string Url)
{
    /// <summary>The word by which it was found, where it holds none that was asked for: one of the same stem, in it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Stem { get; init; }

    /// <summary>The word asked for that stands near it, in the title or in what others said, where it holds neither that nor one of the same stem.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Near { get; init; }

    /// <summary>Reads a message as evidence; null if it was removed or the reader may not see it. Seq 0 is the conversation as a whole.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="id">Where.</param>
    /// <param name="seq">The message.</param>
    /// <param name="at">When, in UTC milliseconds.</param>
    /// <param name="about">Words that the quotation should show, if the message holds them.</param>
    public static Evidence? Of(DbConnection connection, Reader reader, ConversationId id, long seq, long at, string about = "")
    {
        if (ConversationStore.Find(connection, reader, id) is not { } conversation)
        {
            return null;
        }
        var message = seq == 0 ? null : ConversationStore.Find(connection, reader, id, seq);
        return seq != 0 && message is null
            ? null
            : new Evidence(message is null ? "" : Excerpt.Of(message.Body, message.Markup, about: about), Times.Of(at), TitleOf(conversation), Address.Of(id, seq));
    }

    /// <summary>"channel › title", or the title alone.</summary>
    public static string TitleOf(Conversation conversation) =>
        conversation.Channel is { } channel ? $"{channel} › {conversation.Title}" : conversation.Title;
}
