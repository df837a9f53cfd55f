using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Accounts;

namespace Kith.Server.Gatherings;

/// <summary>As whom, and as what, whoever asks takes part in gatherings.</summary>
internal static class TakingPart
{
    /// <summary>Says that there is no such gathering for whoever asks.</summary>
    public const string Nowhere = "There is no such gathering, or only those who take part may read it.";

    /// <summary>As whom somebody speaks.</summary>
    /// <exception cref="InvalidInputException">There are no accounts yet.</exception>
    public static IdentityId Speaker(this Me me) => me.Account?.Identity
        ?? throw new InvalidInputException("Kith does not know who you are: there are no accounts yet.", "account", "Set up accounts first; then this works.");

    /// <summary>Whether somebody leads a gathering.</summary>
    public static bool Leads(this Me me, Gathering gathering) => May.Moderate(me.In(gathering.Community), gathering.Moderators.Any(me.Reader.Identities.Contains));

    /// <summary>Whether somebody who may read a gathering belongs to those who speak at it; whether it takes any words now is another question.</summary>
    public static bool Speaks(this Me me, Gathering gathering) => me.Account is { } account && May.Speak(
        gathering.Conversation.Visibility, me.In(gathering.Community),
        takesPart: account.GuestOf == gathering.Id.Value || gathering.Conversation.Visibility == Visibility.Participants);
}
