using System.Security.Claims;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Server.Shared;

namespace Kith.Server.Accounts;

/// <summary>Who asks, for one request.</summary>
/// <param name="account">Signed in, or a guest; null for a visitor.</param>
/// <param name="isOpen">Whether there are no accounts yet: then whoever reaches the server is a member without a name.</param>
/// <param name="reader">What they may read.</param>
public sealed class Me(Account? account, bool isOpen, Reader reader)
{
    /// <summary>Signed in, or a guest; null for a visitor.</summary>
    public Account? Account => account;

    /// <summary>Whether there are no accounts yet.</summary>
    public bool IsOpen => isOpen;

    /// <summary>What they may read.</summary>
    public Reader Reader => reader;

    /// <summary>The most they may do anywhere.</summary>
    public Role Highest => isOpen ? Role.Steward : account?.Highest ?? Role.Anyone;

    /// <summary>What they may do in a community.</summary>
    public Role In(CommunityId community) => isOpen ? Role.Steward : account?.In(community) ?? Role.Anyone;

    /// <summary>The communities in which they are that, or more.</summary>
    public IReadOnlyList<Community> Communities(Present present, Role least) => [.. present.Database.Read(CommunityStore.All).Where(community => In(community.Id) >= least)];

    /// <summary>From the cookie of a request.</summary>
    internal static Me Of(HttpContext context, Acquaintance acquaintance) =>
        acquaintance.Of(long.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var number) ? new AccountId(number) : null);
}
