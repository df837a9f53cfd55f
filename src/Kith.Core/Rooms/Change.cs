using Kith.Conversations;

namespace Kith.Rooms;

/// <summary>What changed in a room; stored by number, never renumbered.</summary>
public enum ChangeKind
{
    /// <summary>A message: new, edited, removed, reacted to. The reference is its seq.</summary>
    Message = 0,

    /// <summary>A question: asked, closed, added, voted on. The reference is its id.</summary>
    Question = 1,

    /// <summary>The gathering as a whole: opened, ended, its pace, its moderators. The reference is 0.</summary>
    Gathering = 2,

    /// <summary>A question of the audience. The reference is its id.</summary>
    Audience = 3,

    /// <summary>Somebody was muted, or may speak again. The reference is their identity.</summary>
    Mute = 4,
}

/// <summary>One change in a room. It names what changed, not how it is now.</summary>
/// <param name="Room">Where.</param>
/// <param name="Number">From 1, without gaps in each room: what a follower's cursor counts.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Kind">What changed.</param>
/// <param name="Reference">Which one.</param>
public readonly record struct Change(ConversationId Room, long Number, long At, ChangeKind Kind, long Reference);
