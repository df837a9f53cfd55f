using Kith.People;
using Kith.Server.Accounts;
using Kith.Server.Shared;

namespace Kith.Server.Gatherings;

/// <summary>What forms and actions need to know of who sends them.</summary>
internal static class Asking
{
    /// <summary>As whom somebody speaks.</summary>
    /// <exception cref="InvalidInputException">There are no accounts yet.</exception>
    public static IdentityId Speaker(this Me me) => me.Account?.Identity
        ?? throw new InvalidInputException("Kith does not know who you are: there are no accounts yet.", "account", "Set up accounts first; then this works.");

    /// <summary>UTC milliseconds.</summary>
    public static long Now(this Present present) => present.Time.GetUtcNow().ToUnixTimeMilliseconds();
}
