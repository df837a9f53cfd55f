using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Rooms;

/// <summary>What somebody typed, made into a <see cref="Post"/>.</summary>
public static class Saying
{
    /// <summary>Most characters of a message.</summary>
    public const int MostLetters = 10_000;

    private const int MostKey = 100;

    /// <summary>Makes it.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="room">Where.</param>
    /// <param name="who">Who says it.</param>
    /// <param name="key">What they call it. Two people may choose the same.</param>
    /// <param name="text">The words.</param>
    /// <param name="question">Id of the question it answers, or null.</param>
    /// <param name="replyTo">Seq of the message it replies to, or null.</param>
    /// <exception cref="InvalidInputException">Something of it is empty, too long, or not there.</exception>
    public static Post Of(DbConnection connection, ConversationId room, IdentityId who, string? key, string? text, long? question, long? replyTo)
    {
        if (string.IsNullOrWhiteSpace(key) || key.Length > MostKey || key.Any(char.IsControl))
        {
            throw new InvalidInputException("The message has no key by which it could be known again.", "key", $"Choose one for each message, of at most {MostKey} characters, such as a UUID.");
        }
        var words = Typed.Text(text, MostLetters, "message");
        return words.Length == 0
            ? throw new InvalidInputException("The message is empty.", "text", "Write a few words.")
            : new Post(KeyOf(who, key), who, words, QuestionOf(connection, room, question), KeyAt(connection, room, replyTo));
    }

    /// <summary>What a post was answered with when it was said, or null if it never was.</summary>
    public static Posted? Before(DbConnection connection, ConversationId room, Post post) => connection.QuerySingleOrDefault<(long Seq, long At)?>(
        "select seq, at from messages where conversation_id = @id and key = @Key", new { id = room.Value, post.Key }) is { } said ? new Posted(said.Seq, said.At, Again: true) : null;

    // Nobody can take a key from somebody else.
    private static string KeyOf(IdentityId who, string key) => $"{who}-{key}";

    private static QuestionId? QuestionOf(DbConnection connection, ConversationId room, long? question) => question is null ? null
        : connection.ExecuteScalar<long?>("select id from questions where id = @question and conversation_id = @id and state <> 3", new { question, id = room.Value }) is { } id ? new QuestionId(id)
        : throw new InvalidInputException($"There is no question {question} here.", "question", "Use the id of one of its questions, or none.");

    private static string? KeyAt(DbConnection connection, ConversationId room, long? seq) => seq is null ? null
        : connection.ExecuteScalar<string?>("select key from messages where conversation_id = @id and seq = @seq", new { seq, id = room.Value })
        ?? throw new InvalidInputException($"There is no message {seq} here.", "reply_to", "Use the seq of the message it replies to, or none.");
}
