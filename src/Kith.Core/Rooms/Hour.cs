using Kith.Gatherings;

namespace Kith.Rooms;

/// <summary>Opening and ending the hour, and its pace.</summary>
public static class Hour
{
    /// <summary>The longest slow mode.</summary>
    public const int SlowestSeconds = 600;

    /// <summary>Opens the room, where it is not too early.</summary>
    public static Refusal? Open(RoomChange change)
    {
        var startsAt = change.One<long?>("select starts_at from gatherings where conversation_id = @room", new { room = change.Room.Value });
        if (change.Now < startsAt - Gathering.EarlyMilliseconds)
        {
            return new(RefusalKind.Closed, "It is too early to open the room.", $"It can be opened from {Gathering.EarlyMilliseconds / 60_000} minutes before the start; to begin sooner, move the gathering.");
        }
        GatheringStore.Take(change.Transaction, change.Room, GatheringStep.Open, change.Now);
        change.Changed(ChangeKind.Gathering, 0);
        return null;
    }

    /// <summary>Ends the hour: what is still asked is closed, and late answers are taken from now on.</summary>
    public static Refusal? End(RoomChange change)
    {
        GatheringStore.Take(change.Transaction, change.Room, GatheringStep.End, change.Now);
        Asking.CloseAll(change);
        change.Changed(ChangeKind.Gathering, 0);
        return null;
    }

    /// <summary>Sets the least seconds between two messages of one person; 0 for none.</summary>
    public static Refusal? SetPace(RoomChange change, int seconds)
    {
        if (seconds is < 0 or > SlowestSeconds)
        {
            throw new InvalidInputException($"A pace of {seconds} seconds is not possible.", "seconds", $"Give 0 to {SlowestSeconds}; 0 is no slow mode.");
        }
        change.Execute("update gatherings set pace = @seconds where conversation_id = @room", new { seconds = (long)seconds, room = change.Room.Value });
        change.Changed(ChangeKind.Gathering, 0);
        return null;
    }

    internal static bool IsLive(RoomChange change) => GatheringStore.StateOf(change.Transaction.Connection!, change.Room) == GatheringState.Live;
}
