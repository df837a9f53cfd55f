using System.Data.Common;
using Dapper;
using Kith.Conversations;

namespace Kith.Rooms;

/// <summary>What may be done to a room inside one transaction of the <see cref="RoomLog"/>.</summary>
public sealed class RoomChange
{
    private readonly DbConnection connection;
    private readonly List<(ChangeKind Kind, long Reference)> changed = [];
    private long head;
    private long lastAt;
    private long? stale;

    internal RoomChange(DbTransaction transaction, ConversationId room, long now)
    {
        (Transaction, Room) = (transaction, room);
        connection = transaction.Connection!;
        var forUpdate = connection is Npgsql.NpgsqlConnection ? "for update" : "";
        (head, lastAt, Number) = connection.QuerySingle<(long, long, long)>(
            $"select head, coalesce(last_at, 0), changed from conversations where id = @id {forUpdate}", new { id = room.Value }, transaction);
        // A clock that was set back does not change the order.
        Now = Math.Max(now, lastAt);
    }

    /// <summary>The transaction, for what a slice changes in tables of its own.</summary>
    public DbTransaction Transaction { get; }

    /// <summary>Which room.</summary>
    public ConversationId Room { get; }

    /// <summary>UTC milliseconds; never before what was said last.</summary>
    public long Now { get; }

    /// <summary>Number of the last change.</summary>
    public long Number { get; private set; }

    /// <summary>Appends a message and tells followers. Said before with the same key, nothing is added.</summary>
    public Posted Append(Post post)
    {
        if (connection.QuerySingleOrDefault<(long Seq, long At)?>(
            "select seq, at from messages where conversation_id = @id and key = @Key", new { id = Room.Value, post.Key }, Transaction) is { } known)
        {
            return new Posted(known.Seq, known.At, Again: true);
        }
        head++;
        Log.Append(Transaction, [new NewMessage(Room.Value, head, post.Key, post.Author.Value, Now, Markup.Markdown, post.Body,
            post.ReplyTo, post.Addressed?.Stored, null, null, null, post.Question?.Value, post.Entry.Stored)]);
        Stale(Now);
        Changed(ChangeKind.Message, head);
        return new Posted(head, Now, Again: false);
    }

    /// <summary>Tells followers that something is not as it was.</summary>
    public void Changed(ChangeKind kind, long reference) => changed.Add((kind, reference));

    /// <summary>Says that what is derived from messages since this time (UTC milliseconds) must be derived again.</summary>
    public void Stale(long from) => stale = Math.Min(stale ?? from, from);

    internal void Finish()
    {
        if (stale is { } from)
        {
            Log.MarkStale(Transaction, [(Room.Value, from)]);
        }
        foreach (var (kind, reference) in changed)
        {
            connection.Execute("insert into changes (conversation_id, number, at, kind, reference) values (@id, @number, @Now, @kind, @reference)",
                new { id = Room.Value, number = ++Number, Now, kind = (long)kind, reference }, Transaction);
        }
        connection.Execute("update conversations set changed = @Number where id = @id", new { Number, id = Room.Value }, Transaction);
    }
}
