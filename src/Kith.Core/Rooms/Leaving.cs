using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Rooms;

/// <summary>Where somebody left a room, and how much came after.</summary>
/// <param name="ReadTo">Number of the last message that they have seen.</param>
/// <param name="At">UTC milliseconds at which they had read so far.</param>
/// <param name="Question">The question that was asked then; null before the first.</param>
/// <param name="Missed">How many messages of others came after and were not removed.</param>
public sealed record Leaving(long ReadTo, long At, QuestionId? Question, long Missed)
{
    /// <summary>Of somebody who was there, is not there any more, and missed something; null otherwise.</summary>
    /// <param name="connection">Open.</param>
    /// <param name="room">Where.</param>
    /// <param name="who">Who.</param>
    /// <param name="now">UTC milliseconds; to be asked before <see cref="Attendances.Sign"/> says that they are there again.</param>
    public static Leaving? Of(DbConnection connection, ConversationId room, IdentityId who, long now)
    {
        if (Attendances.Find(connection, room, who) is not { } attendance || attendance.IsHere(now))
        {
            return null;
        }
        var missed = connection.ExecuteScalar<long>(
            "select count(*) from messages where conversation_id = @room and seq > @ReadTo and author_id <> @who and deleted_at is null",
            new { room = room.Value, attendance.ReadTo, who = who.Value });
        var question = connection.QueryFirstOrDefault<long?>(
            "select question_id from messages where conversation_id = @room and seq <= @ReadTo and entry = 'question' order by seq desc limit 1", new { room = room.Value, attendance.ReadTo });
        return missed == 0 ? null : new Leaving(attendance.ReadTo, attendance.ReadAt, question is { } id ? new QuestionId(id) : null, missed);
    }
}
