using System.Buffers;
using Kith.Conversations;
using Kith.Store;

namespace Kith.Rooms;

/// <summary>Everybody who follows a room on this node. A follower is a cursor: whoever comes back says how far they were.</summary>
public sealed class Followers : IDisposable
{
    private const int Page = 200, LookEvery = 5;

    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1), Retry = TimeSpan.FromSeconds(1);

    private readonly Database database;
    private readonly TimeProvider time;
    private readonly EventEncoder encode;
    private readonly FollowerLimits limits;
    private readonly Dictionary<long, (FollowedRoom Room, Task Prepared, CancellationTokenSource Stop)> rooms = [];
    private readonly CancellationTokenSource stopping = new();
    private readonly ITimer wheel;
    private long ticks;

    /// <summary>Begins to listen.</summary>
    /// <param name="database">Open; stays the caller's.</param>
    /// <param name="time">The clock.</param>
    /// <param name="bell">Rings when there is news.</param>
    /// <param name="encode">Says how things are.</param>
    /// <param name="limits">If not the usual ones.</param>
    public Followers(Database database, TimeProvider time, Bell bell, EventEncoder encode, FollowerLimits? limits = null)
    {
        (this.database, this.time, this.encode, this.limits) = (database, time, encode, limits ?? new FollowerLimits());
        bell.Listen(Ring);
        wheel = time.CreateTimer(_ => Tick(), null, Second, Second);
    }

    /// <summary>How many follow.</summary>
    internal int Count
    {
        get
        {
            lock (rooms)
            {
                return rooms.Values.Sum(each => each.Room.Holders);
            }
        }
    }

    /// <summary>Writes to a follower everything that happens, beginning after its cursor, until it leaves or may no longer read.</summary>
    /// <param name="id">The room; exists.</param>
    /// <param name="follower">Whose writer is touched by nobody else until this returns.</param>
    /// <param name="gone">When the connection is gone.</param>
    public async Task Follow(ConversationId id, Follower follower, CancellationToken gone)
    {
        var room = await Open(id);
        await using var leave = gone.Register(() => room.Leave(follower));
        try
        {
            follower.To.Write(RoomEvent.Greeting(Retry));
            await Flush(follower, gone);
            while (!follower.IsLeaving && !stopping.IsCancellationRequested)
            {
                if (follower.Number < room.First - 1)
                {
                    await CatchUp(id, room, follower, gone);
                }
                await room.Join(follower);
            }
        }
        catch (OperationCanceledException) when (gone.IsCancellationRequested)
        {
            follower.IsLeaving = true;
        }
        finally
        {
            Close(room);
        }
    }

    /// <summary>Ends every stream, and those that are begun from here on: the server is being stopped.</summary>
    public void Stop() => stopping.Cancel();

    /// <inheritdoc/>
    public void Dispose()
    {
        wheel.Dispose();
        Stop();
        lock (rooms)
        {
            rooms.Clear();
        }
    }

    // What is no longer in the window.
    private async Task CatchUp(ConversationId id, FollowedRoom room, Follower follower, CancellationToken gone)
    {
        using var connection = database.Connect();
        var last = ChangeStore.Last(connection, id) ?? 0;
        follower.To.Write(RoomEvent.Behind(follower.Number, last));
        while (follower.Number < room.First - 1 && !follower.IsLeaving && !stopping.IsCancellationRequested)
        {
            if (!follower.MayRead())
            {
                follower.IsLeaving = true;
                return;
            }
            foreach (var each in await RoomEvent.Of(encode, connection, id, ChangeStore.After(connection, id, follower.Number, Page)))
            {
                follower.To.Write(each.Bytes);
                follower.Number = each.Change.Number;
            }
            await Flush(follower, gone);
        }
    }

    private async Task Flush(Follower follower, CancellationToken gone)
    {
        var flushing = follower.To.FlushAsync(CancellationToken.None);
        try
        {
            var result = flushing.IsCompletedSuccessfully ? await flushing : await flushing.AsTask().WaitAsync(limits.Slow, time, gone);
            follower.IsLeaving |= result.IsCompleted;
        }
        catch (TimeoutException)
        {
            follower.Cut();
            follower.IsLeaving = true;
        }
        follower.WrittenAt = time.GetTimestamp();
    }

    private async Task<FollowedRoom> Open(ConversationId id)
    {
        FollowedRoom room;
        Task prepared;
        lock (rooms)
        {
            if (!rooms.TryGetValue(id.Value, out var known))
            {
                rooms[id.Value] = known = Begin(id);
            }
            (room, prepared, _) = known;
            room.Holders++;
        }
        await prepared;
        return room;
    }

    private (FollowedRoom Room, Task Prepared, CancellationTokenSource Stop) Begin(ConversationId id)
    {
        var room = new FollowedRoom(id, database, encode, limits, time);
        var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping.Token);
        var prepared = Task.Run(room.Prepare);
        _ = Serve(id, room, prepared, stop.Token);
        return (room, prepared, stop);
    }

    private async Task Serve(ConversationId id, FollowedRoom room, Task prepared, CancellationToken stop)
    {
        try
        {
            await prepared;
            await room.Run(stop);
        }
        finally
        {
            Forget(id, room);
        }
    }

    private void Close(FollowedRoom room)
    {
        lock (rooms)
        {
            room.Holders--;
            room.EmptySince = time.GetTimestamp();
        }
    }

    // Whoever comes next begins anew.
    private void Forget(ConversationId id, FollowedRoom room)
    {
        lock (rooms)
        {
            if (rooms.TryGetValue(id.Value, out var known) && ReferenceEquals(known.Room, room))
            {
                rooms.Remove(id.Value);
                known.Stop.Dispose();
            }
        }
    }

    private void Ring(ConversationId? room)
    {
        lock (rooms)
        {
            if (room is { } one)
            {
                (rooms.TryGetValue(one.Value, out var known) ? known.Room : null)?.Ring();
                return;
            }
            foreach (var each in rooms.Values)
            {
                each.Room.Ring();
            }
        }
    }

    private void Tick()
    {
        // The bell may have been out of order; and other processes than servers write too.
        if (++ticks % LookEvery == 0)
        {
            Ring(null);
        }
        lock (rooms)
        {
            foreach (var (id, (room, loop, stop)) in rooms.ToList())
            {
                if (room.Holders == 0 && time.GetElapsedTime(room.EmptySince) > limits.Linger)
                {
                    stop.Cancel();
                    stop.Dispose();
                    rooms.Remove(id);
                }
                else
                {
                    room.Tick();
                }
            }
        }
    }
}
