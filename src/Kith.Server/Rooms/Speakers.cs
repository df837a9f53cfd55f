using System.Data.Common;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Rooms;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Shared;
using Kith.Store;

namespace Kith.Server.Rooms;

/// <summary>Who may say something where, remembered: whoever talks asks for every message.</summary>
public sealed class Speakers(Present present)
{
    private sealed record Known(Reader Reader, Gathering? Gathering, Standing? Standing);

    private readonly Remembered<(ConversationId Room, AccountId Who), Known> known = new(present.Database, present.Time);

    /// <summary>Why somebody may not say something in a room now, null if they may; false if there is no such room for them.</summary>
    /// <param name="me">Who; has an account.</param>
    /// <param name="room">Where.</param>
    /// <param name="refusal">Why not.</param>
    public bool Find(Me me, ConversationId room, out Refusal? refusal)
    {
        var (who, account) = (me.Speaker(), me.Account!);
        refusal = null;
        var speaker = known.Of((room, account.Id), Read);
        // A request that began before somebody's rights changed may have read with those of then.
        speaker = ReferenceEquals(speaker.Reader, me.Reader) ? speaker : known.Anew((room, account.Id), Read);
        if (speaker is not { Gathering: { } gathering, Standing: { } standing })
        {
            return false;
        }
        refusal = me.Speaks(gathering)
            // In slow mode it counts when they spoke last.
            ? RoomRules.Check((standing.Pace > 0 ? StandingOf(room, who) : standing) with { Moderates = me.Leads(gathering) }, present.Now)
            : new Refusal(RefusalKind.NotYours, "Only members of the community may do that.", "Ask its stewards to let you in.");
        return true;

        Known Read(DbConnection connection) => GatheringStore.Find(connection, me.Reader, room) is { } found
            ? new(me.Reader, found, RoomRules.StandingOf(connection, room, who))
            : new(me.Reader, null, null);
    }

    private Standing StandingOf(ConversationId room, IdentityId who) => present.Database.Read(connection => RoomRules.StandingOf(connection, room, who));
}
