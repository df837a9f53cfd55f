using System.Collections.Concurrent;
using System.Data.Common;
using Kith.Conversations;
using Kith.Store;

namespace Kith.Rooms;

/// <summary>
/// Everything that happens in rooms goes through here: one writer a process, which commits in one transaction what has
/// arrived while it committed the transaction before. A change is acknowledged once it is durable.
/// </summary>
public sealed class RoomLog : IDisposable
{
    // So many are written at once at most; more would make the first wait for the last.
    private const int MostAtOnce = 1024;

    private readonly Database database;
    private readonly TimeProvider time;
    private readonly BlockingCollection<Waiting> arrived = [];
    private readonly Thread writer;
    private RoomConnection? open;

    /// <summary>Starts the writer.</summary>
    /// <param name="database">Open; stays the caller's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="bell">Rung for every room that changed; none if nobody listens.</param>
    public RoomLog(Database database, TimeProvider time, Bell? bell = null)
    {
        (this.database, this.time, Bell) = (database, time, bell);
        writer = new Thread(Work) { Name = "room log", IsBackground = true };
        writer.Start();
    }

    /// <summary>What followers listen to.</summary>
    public Bell? Bell { get; }

    /// <summary>Says something; the answer comes when it is durable. Sent again with the same key, it is said once.</summary>
    /// <param name="room">Where.</param>
    /// <param name="post">What.</param>
    /// <param name="stop">Takes it back, if it is not yet being written.</param>
    /// <exception cref="DbException">It is not said, as far as the database tells: sending it again does no harm.</exception>
    public Task<Posted> Post(ConversationId room, Post post, CancellationToken stop = default) => Add(new WaitingPost(room, post, stop));

    /// <summary>
    /// Changes a room. <paramref name="change"/> runs inside the write transaction, on the writer's thread, and may be run
    /// again if others spoil it; what it throws undoes what it did, nothing else, and is thrown here.
    /// </summary>
    /// <param name="room">Where.</param>
    /// <param name="change">Quick: everybody who says something waits for it.</param>
    /// <param name="stop">Takes it back, if it is not yet being written.</param>
    public Task<T> Change<T>(ConversationId room, Func<RoomChange, T> change, CancellationToken stop = default) =>
        Add(new WaitingChange<T>(room, change, stop));

    /// <summary>Writes what has arrived, and ends. What comes later is refused.</summary>
    public void Dispose()
    {
        arrived.CompleteAdding();
        writer.Join();
        arrived.Dispose();
    }

    private Task<T> Add<T>(Waiting<T> waiting)
    {
        try
        {
            arrived.Add(waiting);
        }
        catch (InvalidOperationException)
        {
            throw new ObjectDisposedException(nameof(RoomLog), "The server is being stopped.");
        }
        return waiting.Task;
    }

    private void Work()
    {
        foreach (var first in arrived.GetConsumingEnumerable())
        {
            var group = new List<Waiting> { first };
            while (group.Count < MostAtOnce && arrived.TryTake(out var next))
            {
                group.Add(next);
            }
            group.RemoveAll(waiting => waiting.TakenBack());
            if (group.Count > 0)
            {
                Write(group);
                TidyUp();
            }
        }
        open?.Dispose();
    }

    private void TidyUp()
    {
        try
        {
            open?.TidyUp();
        }
        // Nothing is lost by it; the next group begins with a connection of its own.
        catch (DbException)
        {
            open?.Dispose();
            open = null;
        }
    }

    private void Write(List<Waiting> group)
    {
        var retries = new Retries(time);
        while (true)
        {
            var committing = false;
            try
            {
                var rooms = Write(group, ref committing);
                if (group.Exists(waiting => waiting.Post is null))
                {
                    database.Changed();
                }
                group.ForEach(waiting => waiting.Done());
                rooms.ForEach(room => Bell?.Ring(room));
                return;
            }
            // Whatever it is belongs to those who wait; the writer goes on with the next.
            catch (Exception e)
            {
                open?.Dispose();
                open = null;
                if (committing)
                {
                    database.Changed();
                }
                if (!Retries.MayHelp(e))
                {
                    Separately(group, e);
                    return;
                }
                // Whether it was committed is not known. A post finds its key if it was; a change might do its work twice.
                Fail(group, e, waiting => (committing && !waiting.IsRepeatable) || retries.Exhausted);
                if (group.Count == 0)
                {
                    return;
                }
                retries.Wait();
            }
        }
    }

    private List<ConversationId> Write(List<Waiting> group, ref bool committing)
    {
        open ??= RoomConnection.Open(database);
        using var transaction = open.Begin();
        var writing = new RoomGroup(open, transaction, time.GetUtcNow().ToUnixTimeMilliseconds(), group);
        group.ForEach(waiting => waiting.Run(writing));
        var rooms = writing.Finish();
        committing = true;
        transaction.Commit();
        return rooms;
    }

    // One that can't be written must not keep the others from it.
    private void Separately(List<Waiting> group, Exception error)
    {
        if (group.Count == 1)
        {
            group[0].Failed(error);
            return;
        }
        group.ForEach(waiting => Write([waiting]));
    }

    private static void Fail(List<Waiting> group, Exception error, Predicate<Waiting> which)
    {
        group.FindAll(which).ForEach(waiting => waiting.Failed(error));
        group.RemoveAll(which);
    }
}
