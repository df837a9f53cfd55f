using Kith.Conversations;

namespace Kith.Rooms;

/// <summary>Somebody who waits for the <see cref="RoomLog"/>.</summary>
internal abstract class Waiting(ConversationId room, CancellationToken stop)
{
    public ConversationId Room => room;

    /// <summary>The message to be said, if it is no more than that.</summary>
    public virtual Post? Post => null;

    /// <summary>Whether to do it twice comes to the same.</summary>
    public bool IsRepeatable => Post is not null;

    protected CancellationToken Stop => stop;

    /// <summary>Does the work inside the transaction of a group, and keeps the result until that is committed.</summary>
    public abstract void Run(RoomGroup group);

    /// <summary>Hands over the result.</summary>
    public abstract void Done();

    /// <summary>Hands over what went wrong.</summary>
    public abstract void Failed(Exception error);

    /// <summary>Whether whoever waited has gone away; they are told.</summary>
    public abstract bool TakenBack();
}

/// <inheritdoc/>
internal abstract class Waiting<T>(ConversationId room, CancellationToken stop) : Waiting(room, stop)
{
    // Whoever waits goes on elsewhere: the writer has the next group to write.
    private readonly TaskCompletionSource<T> waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<T> Task => waiting.Task;

    protected T? Result { get; set; }

    protected Exception? Error { get; set; }

    public override void Done()
    {
        if (Error is { } error)
        {
            waiting.SetException(error);
        }
        else
        {
            waiting.SetResult(Result!);
        }
    }

    public override void Failed(Exception error) => waiting.SetException(error);

    public override bool TakenBack()
    {
        if (!Stop.IsCancellationRequested)
        {
            return false;
        }
        waiting.SetCanceled(Stop);
        return true;
    }
}

/// <summary>Waits for a message to be said.</summary>
internal sealed class WaitingPost(ConversationId room, Post post, CancellationToken stop) : Waiting<Posted>(room, stop)
{
    public override Post Post => post;

    public override void Run(RoomGroup group)
    {
        var state = group.Room(Room);
        Error = state is null ? RoomState.None(Room) : null;
        Result = state is null ? default : group.Append(state, post);
    }
}

/// <summary>Waits for a change of any kind.</summary>
internal sealed class WaitingChange<T>(ConversationId room, Func<RoomChange, T> change, CancellationToken stop) : Waiting<T>(room, stop)
{
    public override void Run(RoomGroup group)
    {
        (Result, Error) = (default, null);
        if (group.Room(Room) is not { } state)
        {
            Error = RoomState.None(Room);
            return;
        }
        var marked = group.Mark(state);
        try
        {
            Result = change(new RoomChange(group, state));
            group.Keep();
        }
        // It is the caller's; unless the transaction is lost with it, and then undoing throws.
        catch (Exception error) when (!Retries.MayHelp(error))
        {
            Error = error;
            group.Undo(state, marked);
        }
    }
}
