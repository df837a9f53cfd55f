using System.Data.Common;
using Dapper;
using Kith.Conversations;

namespace Kith.Rooms;

/// <summary>An entry of a room's log as a room shows it: also one that was removed, of which only the mark is left.</summary>
/// <param name="Message">It; of a removed one the words are gone.</param>
/// <param name="Removed">The mark, or null.</param>
/// <param name="Answers">The message that it replies to, or null; not one that was removed.</param>
public sealed record RoomEntry(Message Message, Removal? Removed, Message? Answers);

/// <summary>Reads the log of a room.</summary>
public static class RoomEntries
{
    /// <summary>Entries by number. Whether the reader may read the room is for the caller to know.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="room">Which.</param>
    /// <param name="from">Number of the first.</param>
    /// <param name="count">At most how many.</param>
    public static IReadOnlyList<RoomEntry> From(DbConnection connection, ConversationId room, long from = 1, int count = int.MaxValue)
    {
        var messages = ConversationStore.InOrder(connection, room, from, count);
        if (messages.Count == 0)
        {
            return [];
        }
        var known = messages.ToDictionary(message => message.Key, StringComparer.Ordinal);
        var elsewhere = messages.Select(message => message.ReplyTo).OfType<string>().Where(key => !known.ContainsKey(key)).Distinct(StringComparer.Ordinal).ToList();
        foreach (var answered in elsewhere.Count == 0 ? [] : ConversationStore.InOrder(connection, room, keys: elsewhere))
        {
            known[answered.Key] = answered;
        }
        var removals = Removals(connection, room, known.Values.Min(message => message.Seq), messages[^1].Seq);
        return [.. messages.Select(message => new RoomEntry(message, removals.GetValueOrDefault(message.Seq), Answered(message)))];

        Message? Answered(Message message) =>
            message.ReplyTo is { } key && known.TryGetValue(key, out var answered) && !removals.ContainsKey(answered.Seq) ? answered : null;
    }

    /// <summary>One entry, or null.</summary>
    public static RoomEntry? Find(DbConnection connection, ConversationId room, long seq) => From(connection, room, seq, 1).FirstOrDefault(entry => entry.Message.Seq == seq);

    private static Dictionary<long, Removal> Removals(DbConnection connection, ConversationId room, long from, long to) => connection.Query<(long Seq, long At, long By, string Reason)>(
        "select seq, at, by_id, reason from removals where conversation_id = @room and seq between @from and @to", new { room = room.Value, from, to })
        .ToDictionary(row => row.Seq, row => new Removal(row.Seq, row.At, new(row.By), row.Reason));
}
