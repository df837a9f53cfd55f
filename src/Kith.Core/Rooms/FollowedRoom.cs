using System.Collections.Concurrent;
using System.IO.Pipelines;
using System.Threading.Channels;
using Kith.Conversations;
using Kith.Store;

namespace Kith.Rooms;

/// <summary>
/// A room that is followed. One loop reads what is new, has it encoded once and writes the same bytes to everybody, without
/// waiting for any: whoever can't take more is left out until they can. Only the loop touches the window and who has joined.
/// </summary>
internal sealed class FollowedRoom(ConversationId id, Database database, EventEncoder encode, FollowerLimits limits, TimeProvider time)
{
    private const int Page = 500;

    private readonly Channel<bool> bell = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly ConcurrentQueue<Follower> arriving = new(), leaving = new(), flushed = new();
    private readonly List<Follower> joined = [];
    private EventWindow window = new(limits.Window, 0);
    private int hasNews, hasTicked;
    private volatile bool isOver;
    private RoomAccess access = null!;
    private long accessChanges, first;

    /// <summary>How many requests hold the room open. Guarded by <see cref="Followers"/>.</summary>
    public int Holders { get; set; }

    /// <summary>Timestamp at which the last of them left. Guarded likewise.</summary>
    public long EmptySince { get; set; }

    /// <summary>Number of the first event that need not be read from the store.</summary>
    public long First => Interlocked.Read(ref first);

    /// <summary>Fills the window.</summary>
    public async Task Prepare()
    {
        using (var connection = database.Connect())
        {
            var last = ChangeStore.Last(connection, id) ?? throw RoomState.None(id);
            access = RoomAccess.Of(connection, id);
            // Whoever came before it was closed to some is looked at, too.
            accessChanges = access.Visibility == Visibility.Public ? 0 : 1;
            window = new EventWindow(limits.Window, Math.Max(0, last - limits.Window));
        }
        // Whoever was here before a restart comes back all at once.
        await ReadNews();
    }

    /// <summary>Serves followers until stopped. What goes wrong ends their streams: they come back to a loop that is begun anew.</summary>
    public async Task Run(CancellationToken stop)
    {
        try
        {
            while (await bell.Reader.WaitToReadAsync(stop))
            {
                bell.Reader.TryRead(out _);
                await Round();
            }
        }
        finally
        {
            isOver = true;
            Interlocked.MemoryBarrier(); // Whoever comes sees that, or is seen here.
            joined.ForEach(Dismiss);
            DismissArriving();
        }
    }

    /// <summary>There may be something new.</summary>
    public void Ring()
    {
        Volatile.Write(ref hasNews, 1);
        bell.Writer.TryWrite(true);
    }

    /// <summary>Time has passed.</summary>
    public void Tick()
    {
        Volatile.Write(ref hasTicked, 1);
        bell.Writer.TryWrite(true);
    }

    /// <summary>Hands a follower over; it is handed back when the task completes.</summary>
    public Task Join(Follower follower)
    {
        var back = follower.Hand();
        arriving.Enqueue(follower);
        bell.Writer.TryWrite(true);
        if (isOver)
        {
            DismissArriving(); // Nobody else will.
        }
        return back;
    }

    /// <summary>Asks for a follower whose connection is gone.</summary>
    public void Leave(Follower follower)
    {
        follower.IsLeaving = true;
        leaving.Enqueue(follower);
        bell.Writer.TryWrite(true);
    }

    private void DismissArriving()
    {
        while (arriving.TryDequeue(out var follower))
        {
            Dismiss(follower);
        }
    }

    private static void Dismiss(Follower follower)
    {
        follower.IsLeaving = true;
        follower.HandedBack.TrySetResult();
    }

    private async Task Round()
    {
        var began = time.GetTimestamp();
        var some = TakeIn();
        // Where nobody follows, nothing is encoded; it waits for whoever comes next.
        if (joined.Count > 0 && Interlocked.Exchange(ref hasNews, 0) == 1 && await ReadNews())
        {
            some = [.. joined];
        }
        some.ForEach(follower => Serve(follower, began));
        if (Interlocked.Exchange(ref hasTicked, 0) == 1)
        {
            Tend(began);
        }
        if (FollowerLimits.Between(some.Count) - time.GetElapsedTime(began) is { Ticks: > 0 } rest)
        {
            await Task.Delay(rest, time);
        }
    }

    private async Task<bool> ReadNews()
    {
        using var connection = database.Connect();
        var before = window.Last;
        IReadOnlyList<Change> changes;
        do
        {
            changes = ChangeStore.After(connection, id, window.Last, Page);
            window.Add(await RoomEvent.Of(encode, connection, id, changes));
        }
        while (changes.Count == Page);
        // Asked after what was said was read: whoever may read no more by then is sent none of it.
        var now = RoomAccess.Of(connection, id);
        (access, accessChanges) = (now, accessChanges + (now == access ? 0 : 1));
        Interlocked.Exchange(ref first, window.First);
        return window.Last > before;
    }

    // Those who came, those who can take more again, and those who left.
    private List<Follower> TakeIn()
    {
        var some = new List<Follower>();
        while (arriving.TryDequeue(out var follower))
        {
            follower.Place = joined.Count;
            follower.LookedAt = follower.LookedAt == 0 ? time.GetTimestamp() : follower.LookedAt;
            joined.Add(follower);
            some.Add(follower);
        }
        while (flushed.TryDequeue(out var follower))
        {
            follower.IsBusy = false;
            some.Add(follower);
        }
        while (leaving.TryDequeue(out var follower))
        {
            some.Add(follower);
        }
        return some;
    }

    private void Serve(Follower follower, long now)
    {
        while (follower is { IsBusy: false, Place: >= 0 })
        {
            if (follower.IsLeaving || follower.Number < window.First - 1 || !MayStillRead(follower))
            {
                HandBack(follower);
                return;
            }
            if (follower.Number >= window.Last)
            {
                return;
            }
            for (var bytes = 0; follower.Number < window.Last && bytes < limits.Turn;)
            {
                var next = window[++follower.Number].Span;
                System.Buffers.BuffersExtensions.Write(follower.To, next);
                bytes += next.Length;
            }
            Flush(follower, now);
        }
    }

    // Whoever may read no more is sent nothing that is said from then on. Each is asked about only when something has changed.
    private bool MayStillRead(Follower follower)
    {
        var looked = (accessChanges, access.Visibility == Visibility.Participants ? database.Writes : 0);
        if (follower.Looked != looked)
        {
            Look(follower);
            follower.Looked = looked;
        }
        return !follower.IsLeaving;
    }

    private void Look(Follower follower)
    {
        follower.LookedAt = time.GetTimestamp();
        follower.IsLeaving |= !follower.MayRead();
    }

    private void Flush(Follower follower, long now)
    {
        follower.WrittenAt = now;
        var flushing = follower.To.FlushAsync();
        if (flushing.IsCompletedSuccessfully)
        {
            follower.IsLeaving |= flushing.GetAwaiter().GetResult().IsCompleted;
            return;
        }
        follower.IsBusy = true;
        _ = WaitFor(follower, flushing);
    }

    private async Task WaitFor(Follower follower, ValueTask<FlushResult> flushing)
    {
        try
        {
            follower.IsLeaving |= (await flushing).IsCompleted;
        }
        // The connection broke off.
        catch (Exception e) when (e is IOException or OperationCanceledException or InvalidOperationException)
        {
            follower.IsLeaving = true;
        }
        flushed.Enqueue(follower);
        bell.Writer.TryWrite(true);
    }

    private void Tend(long now)
    {
        // A few each time: looking asks the database.
        var looks = joined.Count / 15 + 10;
        foreach (var follower in joined.ToList())
        {
            if (follower.IsBusy)
            {
                if (time.GetElapsedTime(follower.WrittenAt, now) > limits.Slow)
                {
                    follower.Cut();
                }
                continue;
            }
            if (looks > 0 && time.GetElapsedTime(follower.LookedAt, now) > limits.Look)
            {
                looks--;
                Look(follower);
            }
            if (!follower.IsLeaving && time.GetElapsedTime(follower.WrittenAt, now) > limits.Heartbeat)
            {
                System.Buffers.BuffersExtensions.Write(follower.To, RoomEvent.Heartbeat);
                Flush(follower, now);
            }
            Serve(follower, now);
        }
    }

    private void HandBack(Follower follower)
    {
        var last = joined[^1];
        (joined[follower.Place], last.Place) = (last, follower.Place);
        joined.RemoveAt(joined.Count - 1);
        follower.Place = -1;
        follower.HandedBack.TrySetResult();
    }
}
