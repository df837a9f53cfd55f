using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Rooms;

/// <summary>Somebody who was in a room.</summary>
/// <param name="Who">The identity.</param>
/// <param name="ArrivedAt">UTC milliseconds at which they first came.</param>
/// <param name="SeenAt">UTC milliseconds of the last sign of them.</param>
/// <param name="ReadTo">Number of the last message that they have seen; 0 for none.</param>
/// <param name="ReadAt">UTC milliseconds at which they had read so far.</param>
public sealed record Attendance(IdentityId Who, long ArrivedAt, long SeenAt, long ReadTo, long ReadAt)
{
    /// <summary>Whether they are still there: a page in sight gives a sign every 20 seconds.</summary>
    public bool IsHere(long now) => now - SeenAt < Attendances.HereMilliseconds;
}

/// <summary>Who was in a room, and how far they read. It says nothing about what anybody did elsewhere.</summary>
public static class Attendances
{
    /// <summary>Who gave no sign for so long has left.</summary>
    public const long HereMilliseconds = 75_000;

    private sealed record Row(long IdentityId, long ArrivedAt, long SeenAt, long ReadTo, long ReadAt)
    {
        public Attendance Attendance => new(new(IdentityId), ArrivedAt, SeenAt, ReadTo, ReadAt);
    }

    private const string Columns = "select identity_id as IdentityId, arrived_at as ArrivedAt, seen_at as SeenAt, read_to as ReadTo, read_at as ReadAt from attendances";

    /// <summary>A sign of somebody in a room; how far they read never goes back.</summary>
    /// <param name="transaction">Open.</param>
    /// <param name="room">Where.</param>
    /// <param name="who">Who.</param>
    /// <param name="readTo">Number of the last message that they have seen; 0: nothing new.</param>
    /// <param name="now">UTC milliseconds.</param>
    public static void Sign(DbTransaction transaction, ConversationId room, IdentityId who, long readTo, long now) => transaction.Connection!.Execute(
        """
        insert into attendances (conversation_id, identity_id, arrived_at, seen_at, read_to, read_at)
        select id, @who, @now, @now, case when head < @readTo then head else @readTo end, @now from conversations where id = @room
        on conflict (conversation_id, identity_id) do update set
          seen_at = case when attendances.seen_at > excluded.seen_at then attendances.seen_at else excluded.seen_at end,
          read_at = case when attendances.read_to < excluded.read_to then excluded.read_at else attendances.read_at end,
          read_to = case when attendances.read_to < excluded.read_to then excluded.read_to else attendances.read_to end
        """, new { room = room.Value, who = who.Value, readTo, now }, transaction);

    /// <summary>Everybody who was there, in order of arrival.</summary>
    public static IReadOnlyList<Attendance> All(DbConnection connection, ConversationId room) =>
        [.. connection.Query<Row>($"{Columns} where conversation_id = @room order by arrived_at, identity_id", new { room = room.Value }).Select(row => row.Attendance)];

    /// <summary>One of them, or null.</summary>
    public static Attendance? Find(DbConnection connection, ConversationId room, IdentityId who) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} where conversation_id = @room and identity_id = @who", new { room = room.Value, who = who.Value })?.Attendance;
}
