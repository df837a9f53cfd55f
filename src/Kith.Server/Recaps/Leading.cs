using System.Data.Common;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Kith.Server.Shared;

namespace Kith.Server.Recaps;

/// <summary>Who looks after what is left of a gathering.</summary>
internal static class Leading
{
    /// <summary>The gathering, if whoever asks may write its recap: it has ended, and they lead it.</summary>
    /// <exception cref="RefusedException">They may read it, but not that.</exception>
    /// <exception cref="InvalidInputException">It is too early for that.</exception>
    public static Gathering? Led(DbConnection connection, Me me, ConversationId id) =>
        GatheringStore.Find(connection, me.Reader, id) is not { } gathering ? null
        : !me.Leads(gathering) ? throw new RefusedException(StatusCodes.Status403Forbidden, "The recap is for those who lead the gathering.", "Ask a moderator.")
        : gathering.State is GatheringState.Ended or GatheringState.Published ? gathering
        : throw new InvalidInputException("The gathering has not ended.", "state", "The recap is made from the whole log: end it first.");

    /// <summary>Whether somebody decides about corrections in a conversation: its stewards, and who leads it if it is a gathering.</summary>
    public static bool Settles(DbConnection connection, Me me, ConversationId id) =>
        GatheringStore.Find(connection, me.Reader, id) is { } gathering
            ? me.Leads(gathering)
            : me.In(ConversationStore.CommunityOf(connection, id)) >= Role.Steward;
}
