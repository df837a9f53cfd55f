using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Recaps;

/// <summary>Corrections in the database. They are facts: what an import says of an author does not undo them.</summary>
public static class CorrectionStore
{
    /// <summary>The name of whom nobody knows.</summary>
    public const string NobodyKnown = "Somebody unknown";

    private const string Columns =
        """
        select x.id as Id, x.conversation_id as ConversationId, x.seq as Seq, x.from_id as FromId, x.to_id as ToId, x.asked_by as AskedBy, x.asked_at as AskedAt,
          x.state as State, x.decided_by as DecidedBy
        from corrections x
        """;

    private sealed record Row(long Id, long ConversationId, long Seq, long FromId, long? ToId, long AskedBy, long AskedAt, long State, long? DecidedBy)
    {
        public Correction Correction => new(new(Id), new(ConversationId), Seq, new(FromId), ToId is { } to ? new IdentityId(to) : null, new(AskedBy), AskedAt, (CorrectionState)State,
            DecidedBy is { } by ? new IdentityId(by) : null);
    }

    /// <summary>One, or null.</summary>
    public static Correction? Find(DbConnection connection, CorrectionId id) =>
        connection.QuerySingleOrDefault<Row>($"{Columns} where x.id = @id", new { id = id.Value })?.Correction;

    /// <summary>All of a message, the latest first.</summary>
    public static IReadOnlyList<Correction> Of(DbConnection connection, ConversationId conversation, long seq) => [.. connection.Query<Row>(
        $"{Columns} where x.conversation_id = @id and x.seq = @seq order by x.id desc", new { id = conversation.Value, seq }).Select(row => row.Correction)];

    /// <summary>
    /// Those that wait and are for somebody to see: they concern them, or a gathering that they moderate, or conversations of
    /// communities that they look after. The latest first.
    /// </summary>
    /// <param name="connection">Open.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="communities">Numbers of the communities that they look after; null: all.</param>
    public static IReadOnlyList<Correction> Waiting(DbConnection connection, Reader reader, IReadOnlyList<long>? communities) => [.. connection.Query<Row>(
        $"""
        {Columns} join conversations c on c.id = x.conversation_id
        where x.state = 0 and {Visible.To(connection, reader)} and (
          x.from_id {Sql.Among(connection, "reader")} or x.to_id {Sql.Among(connection, "reader")} or x.asked_by {Sql.Among(connection, "reader")}
          or exists (select 1 from moderators m where m.conversation_id = x.conversation_id and m.identity_id {Sql.Among(connection, "reader")})
          {(communities is null ? "or 1 = 1" : communities.Count == 0 ? "" : $"or c.community_id in ({string.Join(',', communities)})")})
        order by x.id desc
        """, new { reader = Visible.Parameter(reader) }).Select(row => row.Correction)];

    /// <summary>Numbers of the messages of a conversation whose author was corrected.</summary>
    public static IReadOnlySet<long> CorrectedIn(DbConnection connection, ConversationId conversation) => connection.Query<long>(
        "select seq from corrections where conversation_id = @id and state = 1", new { id = conversation.Value }).ToHashSet();

    /// <summary>Asks that a message be another's.</summary>
    /// <param name="change">Of its conversation.</param>
    /// <param name="seq">The message.</param>
    /// <param name="to">Whose it is to be; null: nobody knows whose.</param>
    /// <param name="by">Who asks.</param>
    /// <exception cref="InvalidInputException">There is no such message, it is theirs already, or somebody has asked before.</exception>
    public static Correction Ask(RoomChange change, long seq, IdentityId? to, IdentityId by)
    {
        var connection = change.Transaction.Connection!;
        var from = AuthorOf(change, seq);
        if (from == to)
        {
            throw new InvalidInputException("The message stands under that name already.", "to", "Choose somebody else.");
        }
        if (Of(connection, change.Room, seq).Any(each => each.State == CorrectionState.Waiting))
        {
            throw new InvalidInputException("Somebody has asked for a correction of this message before.", "message", "Wait for what becomes of it.");
        }
        var id = Counters.Reserve(change.Transaction, "corrections", 1);
        connection.Execute(
            "insert into corrections (id, conversation_id, seq, from_id, to_id, asked_by, asked_at, state) values (@id, @room, @seq, @from, @to, @by, @Now, 0)",
            new { id, room = change.Room.Value, seq, from = from.Value, to = to?.Value, by = by.Value, change.Now }, change.Transaction);
        return Find(connection, new(id))!;
    }

    /// <summary>Accepts: from now on, and for all that is derived, the other one said it.</summary>
    public static void Accept(RoomChange change, Correction correction, IdentityId by)
    {
        Decide(change, correction, CorrectionState.Waiting, CorrectionState.Accepted, by);
        var to = correction.To ?? Unknown(change, correction.Seq);
        change.Transaction.Connection!.Execute("update corrections set to_id = @to where id = @id", new { to = to.Value, id = correction.Id.Value }, change.Transaction);
        SetAuthor(change, correction.Seq, to);
    }

    /// <summary>Declines: everything stays as it is.</summary>
    public static void Decline(RoomChange change, Correction correction, IdentityId by) =>
        Decide(change, correction, CorrectionState.Waiting, CorrectionState.Declined, by);

    /// <summary>Takes back what was accepted, or what still waits.</summary>
    /// <exception cref="InvalidInputException">The message was corrected again since.</exception>
    public static void Undo(RoomChange change, Correction correction, IdentityId by)
    {
        if (correction.State == CorrectionState.Accepted && AuthorOf(change, correction.Seq) != correction.To)
        {
            throw new InvalidInputException("The message was corrected again since.", "correction", "Take the later correction back first.");
        }
        Decide(change, correction, correction.State, CorrectionState.Undone, by);
        if (correction.State == CorrectionState.Accepted)
        {
            SetAuthor(change, correction.Seq, correction.From);
        }
    }

    private static void Decide(RoomChange change, Correction correction, CorrectionState from, CorrectionState to, IdentityId by)
    {
        if (change.Transaction.Connection!.Execute(
            "update corrections set state = @to, decided_by = @by, decided_at = @Now where id = @id and state = @from",
            new { to = (long)to, by = by.Value, change.Now, id = correction.Id.Value, from = (long)from }, change.Transaction) != 1)
        {
            throw new InvalidInputException("Somebody else was faster.", "correction", "Load the page again.");
        }
    }

    private static IdentityId AuthorOf(RoomChange change, long seq) => new(change.Transaction.Connection!.ExecuteScalar<long?>(
        "select author_id from messages where conversation_id = @room and seq = @seq and deleted_at is null", new { room = change.Room.Value, seq }, change.Transaction)
        ?? throw new InvalidInputException("There is no such message.", "message", "It may have been removed."));

    // Whom answers turn to follows from whose the message is: they are derived anew, and shown anew.
    private static void SetAuthor(RoomChange change, long seq, IdentityId author)
    {
        change.Transaction.Connection!.Execute("update messages set author_id = @author where conversation_id = @room and seq = @seq",
            new { author = author.Value, room = change.Room.Value, seq }, change.Transaction);
        Mending.Changed(change, seq);
    }

    // Somebody of whom nothing is known but that they wrote one message: not its author, and no other either.
    private static IdentityId Unknown(RoomChange change, long seq)
    {
        var key = $"unknown:{change.Room}:{seq}";
        var known = change.Transaction.Connection!.ExecuteScalar<long?>(
            "select id from identities where source_id = @source and key = @key", new { source = PeopleStore.OwnSource(change.Transaction), key }, change.Transaction);
        return known is { } id ? new(id) : PeopleStore.Add(change.Transaction, key, NobodyKnown);
    }
}
