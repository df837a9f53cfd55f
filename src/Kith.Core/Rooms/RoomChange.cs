using System.Data.Common;
using Kith.Conversations;

namespace Kith.Rooms;

/// <summary>What may be done to a room inside one transaction of the <see cref="RoomLog"/>. Not for use after that.</summary>
public sealed class RoomChange
{
    private readonly RoomGroup group;
    private readonly RoomState state;

    internal RoomChange(RoomGroup group, RoomState state) => (this.group, this.state, Now) = (group, state, group.Now(state));

    /// <summary>The transaction, for what a slice changes in tables of its own. It is not to be ended.</summary>
    public DbTransaction Transaction => group.Transaction;

    /// <summary>Which room.</summary>
    public ConversationId Room => state.Id;

    /// <summary>UTC milliseconds; never before what was said last.</summary>
    public long Now { get; }

    /// <summary>Appends a message and tells followers. Said before with the same key, nothing is added.</summary>
    public Posted Append(Post post) => group.AppendNow(state, post);

    /// <summary>Tells followers that something is not as it was.</summary>
    public void Changed(ChangeKind kind, long reference) => group.Changed(state, kind, reference);

    /// <summary>Says that what is derived from messages since this time (UTC milliseconds) must be derived again.</summary>
    public void Stale(long from) => RoomGroup.Stale(state, from);
}
