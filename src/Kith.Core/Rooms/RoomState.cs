using Kith.Conversations;

namespace Kith.Rooms;

/// <summary>How far a room is, inside a transaction that holds it.</summary>
internal sealed class RoomState(long id, long head, long? lastAt, long number)
{
    public ConversationId Id => new(id);

    /// <summary>Number of the last message.</summary>
    public long Head { get; set; } = head;

    /// <summary>UTC milliseconds of the last message; null if there is none.</summary>
    public long? LastAt { get; set; } = lastAt;

    /// <summary>Number of the last change.</summary>
    public long Number { get; set; } = number;

    /// <summary>UTC milliseconds from which on what is derived must be derived again; null: nothing.</summary>
    public long? Stale { get; set; }

    /// <summary>Whether the conversation's row is behind this.</summary>
    public bool IsAhead { get; set; }

    /// <summary>Whether followers must be told.</summary>
    public bool IsChanged { get; set; }

    public RoomState Copy() => (RoomState)MemberwiseClone();

    public void Restore(RoomState before) =>
        (Head, LastAt, Number, Stale, IsAhead, IsChanged) = (before.Head, before.LastAt, before.Number, before.Stale, before.IsAhead, before.IsChanged);

    public static InvalidInputException None(ConversationId id) => new($"There is no room {id}.", "room", "Use the number of a conversation.");
}
