using System.Data.Common;
using Kith.Conversations;

namespace Kith.Rooms;

/// <summary>
/// What is written in one transaction. Messages and changes are numbered here and gathered, and written together by
/// <see cref="Flush"/>: a statement for each kind of row rather than for each message.
/// </summary>
internal sealed class RoomGroup
{
    private const string Savepoint = "change";

    private readonly RoomConnection connection;
    private readonly Dictionary<long, RoomState> rooms;
    private readonly Dictionary<(long Room, string Key), Posted> said;
    private readonly List<(long Room, string Key)> saidSince = [];
    private readonly List<NewMessage> messages = [];
    private readonly List<Change> changes = [];
    private readonly long now;

    /// <summary>Holds the rooms until the transaction ends, and finds out which posts have been said before.</summary>
    public RoomGroup(RoomConnection connection, DbTransaction transaction, long now, IReadOnlyList<Waiting> group)
    {
        (this.connection, Transaction, this.now) = (connection, transaction, now);
        rooms = connection.Hold([.. group.Select(waiting => waiting.Room.Value).Distinct().Order()]);
        said = connection.Said([.. group.Where(waiting => waiting.Post is not null).Select(waiting => (waiting.Room.Value, waiting.Post!.Key)).Distinct()]);
    }

    public DbTransaction Transaction { get; }

    /// <summary>The room, or null if there is none of that number.</summary>
    public RoomState? Room(ConversationId id) => rooms.GetValueOrDefault(id.Value);

    /// <summary>UTC milliseconds. A clock that was set back does not change the order.</summary>
    public long Now(RoomState room) => Math.Max(now, room.LastAt ?? now);

    /// <summary>Appends a message, unless one of this key has been said.</summary>
    public Posted Append(RoomState room, Post post)
    {
        var id = (room.Id.Value, post.Key);
        if (said.TryGetValue(id, out var before))
        {
            return before with { Again = true };
        }
        var at = Now(room);
        messages.Add(new NewMessage(room.Id.Value, ++room.Head, post.Key, post.Author.Value, at, Markup.Markdown, post.Body,
            post.ReplyTo, post.Addressed?.Stored, null, null, null, post.Question?.Value, post.Entry.Stored));
        room.LastAt = at;
        Stale(room, at);
        Changed(room, ChangeKind.Message, room.Head);
        saidSince.Add(id);
        return said[id] = new Posted(room.Head, at, Again: false);
    }

    /// <summary>As <see cref="Append"/>, for a post that was not known when the group began; it is written at once.</summary>
    public Posted AppendNow(RoomState room, Post post)
    {
        var id = (room.Id.Value, post.Key);
        if (!said.ContainsKey(id) && connection.Said([id]).TryGetValue(id, out var before))
        {
            return before with { Again = true };
        }
        var posted = Append(room, post);
        Flush();
        return posted;
    }

    public void Changed(RoomState room, ChangeKind kind, long reference)
    {
        changes.Add(new Change(room.Id, ++room.Number, Now(room), kind, reference));
        (room.IsAhead, room.IsChanged) = (true, true);
    }

    public static void Stale(RoomState room, long from) => room.Stale = Math.Min(room.Stale ?? from, from);

    /// <summary>Writes what has been gathered.</summary>
    public void Flush()
    {
        var ahead = rooms.Values.Where(room => room.IsAhead).ToList();
        connection.Write(messages, changes, ahead);
        ahead.ForEach(room => room.IsAhead = false);
        messages.Clear();
        changes.Clear();
    }

    /// <summary>A point to which <see cref="Undo"/> leads back. What others said before it is written before it.</summary>
    public RoomState Mark(RoomState room)
    {
        Flush();
        saidSince.Clear();
        Transaction.Save(Savepoint);
        return room.Copy();
    }

    /// <summary>All since the mark is well.</summary>
    public void Keep()
    {
        Flush();
        Transaction.Release(Savepoint);
    }

    /// <summary>Undoes all since the mark.</summary>
    public void Undo(RoomState room, RoomState marked)
    {
        messages.Clear();
        changes.Clear();
        saidSince.ForEach(id => said.Remove(id));
        room.Restore(marked);
        Transaction.Rollback(Savepoint);
    }

    /// <summary>Writes the rest, the work list of what is derived, and the news for other nodes. Returns the rooms that changed.</summary>
    public List<ConversationId> Finish()
    {
        Flush();
        var stale = rooms.Values.Where(room => room.Stale is not null).Select(room => (room.Id.Value, room.Stale!.Value)).ToList();
        if (stale.Count > 0)
        {
            Log.MarkStale(Transaction, stale);
        }
        var changed = rooms.Values.Where(room => room.IsChanged).Select(room => room.Id).ToList();
        Bell.Ring(Transaction, changed);
        return changed;
    }
}
