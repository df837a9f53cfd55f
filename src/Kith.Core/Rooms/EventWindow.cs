namespace Kith.Rooms;

/// <summary>
/// The last events of a room, for all who follow it. What changes again is replaced in every event that told of it: whoever
/// comes later finds it as it is, and what was removed is nowhere. Not for several threads.
/// </summary>
/// <param name="capacity">How many at most.</param>
/// <param name="last">Number of the last change before the first event.</param>
internal sealed class EventWindow(int capacity, long last)
{
    private readonly RoomEvent[] slots = new RoomEvent[capacity];

    /// <summary>Number of the last event.</summary>
    public long Last { get; private set; } = last;

    /// <summary>Number of the first event that is still here.</summary>
    public long First { get; private set; } = last + 1;

    /// <summary>The event of a number between <see cref="First"/> and <see cref="Last"/>.</summary>
    public ReadOnlyMemory<byte> this[long number] => slots[number % capacity].Bytes;

    /// <summary>Adds events, whose numbers go on from the last.</summary>
    public void Add(IReadOnlyList<RoomEvent> events)
    {
        var now = events.DistinctBy(each => (each.Change.Kind, each.Change.Reference)).ToDictionary(each => (each.Change.Kind, each.Change.Reference), each => each.Thing);
        for (var number = First; number <= Last; number++)
        {
            ref var old = ref slots[number % capacity];
            if (now.TryGetValue((old.Change.Kind, old.Change.Reference), out var thing))
            {
                old = RoomEvent.Of(old.Change, thing);
            }
        }
        foreach (var each in events)
        {
            slots[each.Change.Number % capacity] = each;
            Last = each.Change.Number;
        }
        First = Math.Max(First, Last - capacity + 1);
    }
}
