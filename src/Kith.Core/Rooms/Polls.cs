using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;

namespace Kith.Rooms;

/// <summary>
/// Votes in polls. A person has one vote in each, and may change it while the poll is open. Votes are counted and nobody is
/// named with them: docs/decisions/0009-votes-are-counted-not-named.md.
/// </summary>
public static class Polls
{
    private sealed record Row(long State, string? Options, long Gathering, long? EndedAt);

    /// <summary>Votes for an option, counted from 0.</summary>
    public static Refusal? Vote(RoomChange change, QuestionId question, int option, IdentityId by)
    {
        var row = change.One<Row>(
            """
            select q.state as State, q.options as Options, g.state as Gathering, g.ended_at as EndedAt
            from questions q join gatherings g on g.conversation_id = q.conversation_id
            where q.id = @id and q.conversation_id = @room and q.kind = 2 and q.state <> 3
            """, new { id = question.Value, room = change.Room.Value });
        if (row is null)
        {
            return Refusal.NoSuch("poll");
        }
        if (!IsOpen((QuestionState)row.State, (GatheringState)row.Gathering, row.EndedAt, change.Now))
        {
            return new(RefusalKind.Closed, "The poll is not open.", "Votes are taken from when it is asked until it is closed.");
        }
        if (option < 0 || option >= row.Options!.Split('\n').Length)
        {
            throw new InvalidInputException($"The poll has no option {option}.", "option", $"Give 0 to {row.Options!.Split('\n').Length - 1}.");
        }
        change.Execute(
            """
            insert into poll_votes (question_id, identity_id, option, at) values (@id, @by, @option, @Now)
            on conflict (question_id, identity_id) do update set option = excluded.option, at = excluded.at
            """, new { id = question.Value, by = by.Value, option = (long)option, change.Now });
        change.Changed(ChangeKind.Question, question.Value);
        return null;
    }

    /// <summary>Whether votes are taken: while it is asked and, as late answers are, for a week after the end.</summary>
    public static bool IsOpen(QuestionState question, GatheringState gathering, long? endedAt, long now) =>
        (gathering == GatheringState.Live && question == QuestionState.Asked)
        || (RoomRules.IsOver(gathering) && question == QuestionState.Closed && now < endedAt + Gathering.LateMilliseconds);

    /// <summary>The votes of a gathering's polls: who chose which option of which question.</summary>
    public static ILookup<QuestionId, (IdentityId By, int Option)> Votes(DbConnection connection, ConversationId room) => connection.Query<(long Question, long By, long Option)>(
        """
        select v.question_id, v.identity_id, v.option from poll_votes v join questions q on q.id = v.question_id
        where q.conversation_id = @room order by v.question_id, v.at, v.identity_id
        """, new { room = room.Value }).ToLookup(row => new QuestionId(row.Question), row => (new IdentityId(row.By), (int)row.Option));

    /// <summary>Which option somebody chose in each poll of a gathering where they voted.</summary>
    public static IReadOnlyDictionary<QuestionId, int> ChosenBy(DbConnection connection, ConversationId room, IdentityId who) => connection.Query<(long Question, long Option)>(
        """
        select v.question_id, v.option from poll_votes v join questions q on q.id = v.question_id
        where q.conversation_id = @room and v.identity_id = @who
        """, new { room = room.Value, who = who.Value }).ToDictionary(row => new QuestionId(row.Question), row => (int)row.Option);

    /// <summary>How many people chose each option of a poll; who is known twice votes once, as they did last.</summary>
    /// <param name="poll">Which.</param>
    /// <param name="votes">Its votes, the last one last.</param>
    /// <param name="everyone">Who is who.</param>
    public static IReadOnlyList<int> Counts(Question poll, IEnumerable<(IdentityId By, int Option)> votes, Everyone everyone)
    {
        var last = new Dictionary<PersonId, int>();
        foreach (var (by, option) in votes)
        {
            last[everyone.OrNew(by).Id] = option;
        }
        return [.. poll.Options.Select((_, option) => last.Values.Count(chosen => chosen == option))];
    }
}
