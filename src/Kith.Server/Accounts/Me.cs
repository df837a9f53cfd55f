using System.Security.Claims;
using Kith.Accounts;
using Kith.Conversations;

namespace Kith.Server.Accounts;

/// <summary>Who asks, for one request.</summary>
/// <param name="account">Signed in, or a guest; null for a visitor.</param>
/// <param name="isOpen">Whether there are no accounts yet: then whoever reaches the server is a member without a name.</param>
/// <param name="reader">What they may read.</param>
public sealed class Me(Account? account, bool isOpen, Reader reader)
{
    /// <summary>Name of the parameter of an address that holds a <see cref="FeedKey"/>.</summary>
    public const string KeyParameter = "key";

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

    /// <summary>From the cookie of a request, or from the key of an endpoint that takes one.</summary>
    internal static Me Of(HttpContext context, Acquaintance acquaintance) => acquaintance.Of(
        long.TryParse(context.User.FindFirstValue(ClaimTypes.NameIdentifier), out var number) ? new AccountId(number) : null,
        context.GetEndpoint()?.Metadata.GetMetadata<TakesKey>() is null ? null : context.Request.Query[KeyParameter].ToString());
}

/// <summary>An endpoint that reads for whoever owns the <see cref="FeedKey"/> in its address.</summary>
public sealed record TakesKey;

/// <summary>Feeds and calendars of somebody's own.</summary>
public static class FeedGuard
{
    /// <summary>Says that an endpoint, which only reads, also answers to a <see cref="FeedKey"/>: <c>?key=…</c>.</summary>
    public static T TakesKey<T>(this T endpoints) where T : IEndpointConventionBuilder => endpoints.WithMetadata(new TakesKey());
}
