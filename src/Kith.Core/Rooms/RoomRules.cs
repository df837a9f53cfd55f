using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;

namespace Kith.Rooms;

/// <summary>What decides whether somebody may say something now.</summary>
/// <param name="State">Of the gathering; null for a room that is always open, such as a backchannel.</param>
/// <param name="EndedAt">UTC milliseconds at which it ended; null before.</param>
/// <param name="MutedWhy">The reason for which they are muted, or null.</param>
/// <param name="Pace">Least seconds between two messages of one person; 0 for none.</param>
/// <param name="LastAt">UTC milliseconds of their last message there; null if there is none.</param>
/// <param name="Moderates">Whether they lead it: no pace is set to them.</param>
public readonly record struct Standing(GatheringState? State, long? EndedAt, string? MutedWhy, int Pace, long? LastAt, bool Moderates);

/// <summary>The rules for speaking in a room.</summary>
public static class RoomRules
{
    // Properties, not a constructor: where nothing was said yet, SQLite can't tell the type of its time.
    private sealed record Row
    {
        public long? State { get; init; }

        public long? EndedAt { get; init; }

        public long? Pace { get; init; }

        public string? Reason { get; init; }

        public long? LastAt { get; init; }
    }

    /// <summary>What decides whether somebody may speak in a room; it is not known here whether they moderate it.</summary>
    public static Standing StandingOf(DbConnection connection, ConversationId room, IdentityId who)
    {
        var row = connection.QuerySingle<Row>(
            """
            select g.state as State, g.ended_at as EndedAt, g.pace as Pace,
              (select reason from mutes where conversation_id = c.id and identity_id = @who) as Reason,
              (select max(at) from messages where conversation_id = c.id and author_id = @who and entry is null and g.pace > 0) as LastAt
            from conversations c left join gatherings g on g.conversation_id = c.id where c.id = @room
            """, new { room = room.Value, who = who.Value });
        return new Standing((GatheringState?)row.State, row.EndedAt, row.Reason, (int)(row.Pace ?? 0), row.LastAt, Moderates: false);
    }

    /// <summary>Whether somebody of this standing may speak; null: yes.</summary>
    /// <param name="standing">Of the author.</param>
    /// <param name="now">UTC milliseconds.</param>
    public static Refusal? Check(Standing standing, long now)
    {
        if (standing.State is GatheringState.Proposed or GatheringState.Scheduled or GatheringState.Cancelled)
        {
            return new(RefusalKind.Closed, "The room is not open.", "It opens when a moderator opens it, or at the start of the gathering.");
        }
        if (IsOver(standing.State) && now >= standing.EndedAt + Gathering.LateMilliseconds)
        {
            return new(RefusalKind.Closed, "The gathering ended more than a week ago and takes no more answers.", "Comment on its recap instead.");
        }
        if (standing.MutedWhy is { } why)
        {
            return new(RefusalKind.Muted, $"The moderators have muted you for this gathering: {why}", "You can go on reading.");
        }
        var free = standing.LastAt + standing.Pace * 1000L;
        return standing.Moderates || standing.State != GatheringState.Live || !(now < free)
            ? null
            : new(RefusalKind.TooFast, $"The room is in slow mode: one message every {standing.Pace} seconds.", $"Send it in {Seconds(free.Value - now)} seconds.", Seconds(free.Value - now));
    }

    /// <summary>Whether the hour is over.</summary>
    public static bool IsOver(GatheringState? state) => state is GatheringState.Ended or GatheringState.Published;

    private static int Seconds(long milliseconds) => (int)((milliseconds + 999) / 1000);
}
