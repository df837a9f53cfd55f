using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Rooms;

/// <summary>What a message said before an edit.</summary>
/// <param name="At">UTC milliseconds of the edit that replaced it.</param>
/// <param name="By">Who edited.</param>
/// <param name="Body">The words before.</param>
public sealed record Edit(long At, IdentityId By, string Body);

/// <summary>The mark that a removed message leaves.</summary>
/// <param name="Seq">Of the message.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="By">Who removed it.</param>
/// <param name="Reason">Why.</param>
public sealed record Removal(long Seq, long At, IdentityId By, string Reason);

/// <summary>Editing and removing what was said.</summary>
public static class Mending
{
    private sealed record Row(long AuthorId, string Body, string? Entry);

    /// <summary>Puts other words in place of one's own; what stood there before is kept.</summary>
    /// <param name="change">Of the room.</param>
    /// <param name="seq">The message.</param>
    /// <param name="text">The new words.</param>
    /// <param name="addressed">Whom they name.</param>
    /// <param name="by">Who edits: only its author may.</param>
    public static Refusal? Edit(RoomChange change, long seq, string? text, Addressed addressed, IdentityId by)
    {
        var body = RoomText.Words(text, "text");
        if (Find(change, seq) is not { } row)
        {
            return Refusal.NoSuch("message");
        }
        if (row.AuthorId != by.Value)
        {
            return new(RefusalKind.NotYours, "Only its author may edit a message.", "Reply to it instead.");
        }
        if (EntryMark.Parse(row.Entry).Kind == EntryKind.Question)
        {
            return new(RefusalKind.NotYours, "A question that was asked stays as it was asked.", "Ask another one.");
        }
        if (row.Body == body)
        {
            return null;
        }
        Replace(change, seq, body, addressed, by);
        return null;
    }

    /// <summary>
    /// Removes a message: a mark with the reason stays, the words are gone for good, with what they said before edits and who reacted.
    /// What a recap quotes of it is for the slice of recaps to remove.
    /// </summary>
    /// <param name="change">Of the room.</param>
    /// <param name="seq">The message.</param>
    /// <param name="reason">Why.</param>
    /// <param name="by">Who removes it.</param>
    /// <param name="moderates">Whether they may remove what others said.</param>
    public static Refusal? Remove(RoomChange change, long seq, string? reason, IdentityId by, bool moderates)
    {
        if (Find(change, seq) is not { } row)
        {
            return Refusal.NoSuch("message");
        }
        if (row.AuthorId != by.Value && !moderates)
        {
            return new(RefusalKind.NotYours, "Only its author or a moderator may remove a message.", "Tell a moderator.");
        }
        if (EntryMark.Parse(row.Entry).Kind == EntryKind.Question)
        {
            return new(RefusalKind.NotYours, "A question that was asked stays in the log.", "Close it and ask another one.");
        }
        var why = row.AuthorId == by.Value && string.IsNullOrWhiteSpace(reason) ? "by its author" : RoomText.Line(reason, "reason");
        change.Execute("update messages set body = '', addressed = null, reactions = null, deleted_at = @Now where conversation_id = @room and seq = @seq",
            new { change.Now, room = change.Room.Value, seq });
        change.Execute("delete from edits where conversation_id = @room and seq = @seq", new { room = change.Room.Value, seq });
        change.Execute("insert into removals (conversation_id, seq, at, by_id, reason) values (@room, @seq, @Now, @by, @why)",
            new { room = change.Room.Value, seq, change.Now, by = by.Value, why });
        Changed(change, seq);
        return null;
    }

    /// <summary>What a message said before each of its edits, the oldest first.</summary>
    public static IReadOnlyList<Edit> Edits(DbConnection connection, ConversationId room, long seq) => [.. connection.Query<(long At, long By, string Body)>(
        "select at, by_id, body from edits where conversation_id = @room and seq = @seq order by at", new { room = room.Value, seq })
        .Select(row => new Edit(row.At, new(row.By), row.Body))];

    /// <summary>Puts other words in place of those of a message that is there; what stood there before is kept.</summary>
    internal static void Replace(RoomChange change, long seq, string body, Addressed addressed, IdentityId by)
    {
        var room = change.Room.Value;
        var at = Math.Max(change.Now, 1 + (change.One<long?>("select max(at) from edits where conversation_id = @room and seq = @seq", new { room, seq }) ?? 0));
        change.Execute("insert into edits (conversation_id, seq, at, by_id, body) select conversation_id, seq, @at, @by, body from messages where conversation_id = @room and seq = @seq",
            new { room, seq, at, by = by.Value });
        change.Execute("update messages set body = @body, addressed = @addressed, edited_at = @at where conversation_id = @room and seq = @seq",
            new { body, addressed = addressed.Stored, at, room, seq });
        Changed(change, seq);
    }

    /// <summary>Says that a message is not as it was, and neither are answers: they show a line of what they answer.</summary>
    internal static void Changed(RoomChange change, long seq)
    {
        var room = change.Room.Value;
        change.Stale(change.One<long>("select at from messages where conversation_id = @room and seq = @seq", new { room, seq }));
        change.Changed(ChangeKind.Message, seq);
        foreach (var (answer, at) in change.All<(long, long)>(
            """
            select m.seq, m.at from messages m join messages x on x.conversation_id = m.conversation_id and m.reply_to = x.key
            where x.conversation_id = @room and x.seq = @seq and m.deleted_at is null order by m.seq
            """, new { room, seq }))
        {
            change.Stale(at);
            change.Changed(ChangeKind.Message, answer);
        }
    }

    private static Row? Find(RoomChange change, long seq) => change.One<Row>(
        "select author_id as AuthorId, body as Body, entry as Entry from messages where conversation_id = @room and seq = @seq and deleted_at is null",
        new { room = change.Room.Value, seq });
}
