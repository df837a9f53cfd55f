using Kith.Accounts;
using Kith.Conversations;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>Number of a series.</summary>
public readonly record struct SeriesId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>How far a gathering is; stored by number.</summary>
public enum GatheringState
{
    /// <summary>Somebody would like it to be held; it has no moderator yet.</summary>
    Proposed = 0,

    /// <summary>It has a time and a moderator.</summary>
    Scheduled = 1,

    /// <summary>The room is open.</summary>
    Live = 2,

    /// <summary>The hour is over and the transcript stands; late answers are still taken for a while.</summary>
    Ended = 3,

    /// <summary>Its recap is published.</summary>
    Published = 4,

    /// <summary>It will not be held.</summary>
    Cancelled = 5,
}

/// <summary>A conversation at a set time with an agenda.</summary>
/// <param name="Conversation">Its room; kind chat or meeting. Title, community and visibility are the conversation's.</param>
/// <param name="Community">The community that holds it.</param>
/// <param name="Series">The series it belongs to, or null.</param>
/// <param name="State">How far it is.</param>
/// <param name="Framing">What it is about, in Markdown.</param>
/// <param name="StartsAt">UTC milliseconds.</param>
/// <param name="Minutes">How long it is to last.</param>
/// <param name="Zone">IANA time zone in which its time was set.</param>
/// <param name="Guests">Whether people without an account may join by giving a name.</param>
/// <param name="Pace">Least seconds between two messages of one person; 0 for none.</param>
/// <param name="Backchannel">The conversation of its moderators among themselves, or null.</param>
/// <param name="CreatedBy">Who set it up.</param>
/// <param name="OpenedAt">UTC milliseconds; null before it was live.</param>
/// <param name="EndedAt">UTC milliseconds; null before it ended.</param>
/// <param name="PublishedAt">UTC milliseconds; null before its recap was published.</param>
/// <param name="ChangedAt">UTC milliseconds at which last something changed that stands in calendars.</param>
/// <param name="Revision">How often that happened.</param>
/// <param name="Uid">By what calendars know it.</param>
/// <param name="Occurrence">In a series: the local start that its rule gave, such as <c>2026-12-01T16:00</c>; it stays when the gathering is moved.</param>
/// <param name="Moderators">At least one, unless it is only proposed.</param>
public sealed record Gathering(
    Conversation Conversation, CommunityId Community, SeriesId? Series, GatheringState State, string Framing, long StartsAt, int Minutes, string Zone, bool Guests, int Pace,
    ConversationId? Backchannel, IdentityId CreatedBy, long? OpenedAt, long? EndedAt, long? PublishedAt, long ChangedAt, int Revision,
    string Uid, string? Occurrence, IReadOnlyList<IdentityId> Moderators)
{
    /// <summary>A moderator may open the room so long before its start.</summary>
    public const long EarlyMilliseconds = 30 * 60_000L;

    /// <summary>Answers are taken for so long after the end.</summary>
    public const long LateMilliseconds = 7 * TimeSpan.MillisecondsPerDay;

    /// <summary>Its number: that of its conversation.</summary>
    public ConversationId Id => Conversation.Id;

    /// <summary>Its title: that of its conversation.</summary>
    public string Title => Conversation.Title;

    /// <summary>UTC milliseconds at which it is to end.</summary>
    public long EndsAt => StartsAt + Minutes * 60_000L;

    /// <summary>UTC milliseconds from which a moderator may open it.</summary>
    public long OpensFrom => StartsAt - EarlyMilliseconds;

    /// <summary>UTC milliseconds until which answers are taken: after it ended, or was to end.</summary>
    public long TakesAnswersUntil => (EndedAt ?? EndsAt) + LateMilliseconds;
}
