using System.Data.Common;
using Dapper;
using Kith.Conversations;

namespace Kith.Rooms;

/// <summary>Reads what changed in rooms.</summary>
public static class ChangeStore
{
    private sealed record Row(long Number, long At, long Kind, long Reference);

    /// <summary>Number of the last change of a room; null if there is no such room.</summary>
    public static long? Last(DbConnection connection, ConversationId room) =>
        connection.ExecuteScalar<long?>("select changed from conversations where id = @id", new { id = room.Value });

    /// <summary>Numbers of the last change of a room and of its last message.</summary>
    public static (long Number, long Head) Cursor(DbConnection connection, ConversationId room) =>
        connection.QuerySingle<(long, long)>("select changed, head from conversations where id = @id", new { id = room.Value });

    /// <summary>The changes after a number, in order.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="room">Where.</param>
    /// <param name="number">Of the last change that is known.</param>
    /// <param name="count">At most how many.</param>
    public static IReadOnlyList<Change> After(DbConnection connection, ConversationId room, long number, int count) => [.. connection.Query<Row>(
        """
        select number as Number, at as At, kind as Kind, reference as Reference from changes
        where conversation_id = @id and number > @number order by number limit @count
        """, new { id = room.Value, number, count })
        .Select(row => new Change(room, row.Number, row.At, (ChangeKind)row.Kind, row.Reference))];
}
