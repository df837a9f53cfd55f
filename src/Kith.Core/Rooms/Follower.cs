using System.IO.Pipelines;

namespace Kith.Rooms;

/// <summary>Somebody who follows a room: a place to write to, and a cursor.</summary>
/// <param name="to">Where events go.</param>
/// <param name="after">Number of the last change they know.</param>
/// <param name="mayRead">Whether they may still read the room; asked now and then.</param>
/// <param name="cut">Breaks the connection off, so that a write that hangs ends.</param>
public sealed class Follower(PipeWriter to, long after, Func<bool> mayRead, Action cut)
{
    // Set from any thread; all else by whoever has the follower: its request, or the loop of the room it has joined.
    private volatile bool leaving;

    /// <summary>Number of the last change that was written to them.</summary>
    public long Number { get; internal set; } = after;

    internal PipeWriter To => to;

    /// <summary>Whether it is over: the connection is gone, or the reader's right.</summary>
    internal bool IsLeaving
    {
        get => leaving;
        set => leaving = value;
    }

    /// <summary>Timestamp of the last write.</summary>
    internal long WrittenAt { get; set; }

    /// <summary>Timestamp at which it was last seen that they may read.</summary>
    internal long LookedAt { get; set; }

    /// <summary>How often who may read had changed when it was last asked because of that.</summary>
    internal (long Access, long Writes) Looked { get; set; }

    /// <summary>Whether what was written has not yet gone out.</summary>
    internal bool IsBusy { get; set; }

    /// <summary>Place in the list of the room; -1 while in none.</summary>
    internal int Place { get; set; } = -1;

    /// <summary>Completed when the room hands the follower back: it leaves, or is too far behind.</summary>
    internal TaskCompletionSource HandedBack { get; private set; } = null!;

    internal Task Hand()
    {
        HandedBack = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        return HandedBack.Task;
    }

    internal bool MayRead() => mayRead();

    internal void Cut() => cut();
}
