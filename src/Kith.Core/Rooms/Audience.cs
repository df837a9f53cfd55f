using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Store;

namespace Kith.Rooms;

/// <summary>The queue of the audience's questions.</summary>
public static class Audience
{
    private const int MostWaiting = 20;

    private sealed record Row(
        long Id, long AuthorId, long At, string Text, long State, string? Word, long? QuestionId, long? MergedId)
    {
        public AudienceQuestion With(IReadOnlyList<IdentityId> backers) => new(
            Id, new(AuthorId), At, Text, (AudienceState)State, Word, QuestionId is { } question ? new QuestionId(question) : null, MergedId, backers);
    }

    private const string Columns =
        "select id as Id, author_id as AuthorId, at as At, text as Text, state as State, word as Word, question_id as QuestionId, merged_id as MergedId from audience_questions";

    /// <summary>Puts a question into the queue while the room is open, and returns its number.</summary>
    public static (Refusal? Refusal, long Id) Propose(RoomChange change, string? text, IdentityId by)
    {
        var words = RoomText.Words(text, "question", Agenda.LongestText);
        if (!Hour.IsLive(change))
        {
            return (Refusal.NotLive, 0);
        }
        if (change.One<long>("select count(*) from audience_questions where conversation_id = @room and author_id = @by and state = 0", new { room = change.Room.Value, by = by.Value }) >= MostWaiting)
        {
            return (new(RefusalKind.Closed, $"{MostWaiting} of your questions are waiting.", "Propose more when some of them were asked."), 0);
        }
        var id = Counters.Reserve(change.Transaction, "audience_questions", 1);
        change.Execute("insert into audience_questions (id, conversation_id, author_id, at, text, state) values (@id, @room, @by, @Now, @words, 0)",
            new { id, room = change.Room.Value, by = by.Value, change.Now, words });
        change.Changed(ChangeKind.Audience, id);
        return (null, id);
    }

    /// <summary>Says that one would like it asked too, or takes that back.</summary>
    public static Refusal? Back(RoomChange change, long id, IdentityId by)
    {
        if (Waiting(change, id, out var row) is { } refusal)
        {
            return refusal;
        }
        if (row.AuthorId == by.Value)
        {
            return new(RefusalKind.NotYours, "It is your own question.", "Others can back it.");
        }
        if (change.Execute("delete from audience_backers where audience_question_id = @id and identity_id = @by", new { id, by = by.Value }) == 0)
        {
            change.Execute("insert into audience_backers (audience_question_id, identity_id) values (@id, @by)", new { id, by = by.Value });
        }
        change.Changed(ChangeKind.Audience, id);
        return null;
    }

    /// <summary>Makes a question of the gathering of it: as the next one, or asked at once.</summary>
    public static Refusal? Ask(RoomChange change, long id, AskWhen when, IdentityId by)
    {
        if (Waiting(change, id, out var row) is { } late)
        {
            return late;
        }
        var (refusal, question) = Asking.Add(change, new NewQuestion(row.Text), when, by);
        if (refusal is not null)
        {
            return refusal;
        }
        change.Execute("update audience_questions set state = 1, question_id = @question, decided_by = @by, decided_at = @Now where id = @id",
            new { question = question.Value, by = by.Value, change.Now, id });
        change.Changed(ChangeKind.Audience, id);
        return null;
    }

    /// <summary>Lets a question go with another one of the queue; its author and backers count there.</summary>
    public static Refusal? Merge(RoomChange change, long id, long into, IdentityId by)
    {
        if ((Waiting(change, id, out var row) ?? Waiting(change, into, out _)) is { } refusal)
        {
            return refusal;
        }
        if (id == into)
        {
            return new(RefusalKind.Closed, "A question can't be merged into itself.", "Choose another one.");
        }
        change.Execute("update audience_questions set state = 2, merged_id = @into, decided_by = @by, decided_at = @Now where id = @id", new { into, by = by.Value, change.Now, id });
        change.Execute(
            """
            insert into audience_backers (audience_question_id, identity_id)
            select @into, who from (select identity_id as who from audience_backers where audience_question_id = @id union select author_id from audience_questions where id = @id) those
            where who <> (select author_id from audience_questions where id = @into)
              and not exists (select 1 from audience_backers b where b.audience_question_id = @into and b.identity_id = who)
            """, new { into, id });
        change.Changed(ChangeKind.Audience, id);
        change.Changed(ChangeKind.Audience, into);
        return null;
    }

    /// <summary>Sets a question aside, with a word why.</summary>
    public static Refusal? SetAside(RoomChange change, long id, string? word, IdentityId by)
    {
        var why = RoomText.Line(word, "word");
        if (Waiting(change, id, out _) is { } refusal)
        {
            return refusal;
        }
        change.Execute("update audience_questions set state = 3, word = @why, decided_by = @by, decided_at = @Now where id = @id", new { why, by = by.Value, change.Now, id });
        change.Changed(ChangeKind.Audience, id);
        return null;
    }

    /// <summary>All questions of the audience: those waiting first, most backed first; then the others in order of time.</summary>
    public static IReadOnlyList<AudienceQuestion> All(DbConnection connection, ConversationId room)
    {
        var backers = connection.Query<(long Id, long By)>(
            "select b.audience_question_id, b.identity_id from audience_backers b join audience_questions a on a.id = b.audience_question_id where a.conversation_id = @room order by b.identity_id",
            new { room = room.Value }).ToLookup(row => row.Id, row => new IdentityId(row.By));
        return [.. connection.Query<Row>($"{Columns} where conversation_id = @room", new { room = room.Value }).Select(row => row.With([.. backers[row.Id]]))
            .OrderBy(one => one.State == AudienceState.Waiting ? 0 : 1).ThenByDescending(one => one.State == AudienceState.Waiting ? one.Backers.Count : 0).ThenBy(one => one.Id)];
    }

    private static Refusal? Waiting(RoomChange change, long id, out Row row)
    {
        row = change.One<Row>($"{Columns} where id = @id and conversation_id = @room", new { id, room = change.Room.Value })!;
        return row is null ? Refusal.NoSuch("question of the audience")
            : (AudienceState)row.State == AudienceState.Waiting ? null
            : new(RefusalKind.Closed, "That question is no longer waiting.", "Somebody was faster: load the page again to see what became of it.");
    }
}
