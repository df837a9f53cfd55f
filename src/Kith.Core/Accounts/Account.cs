using Kith.People;

namespace Kith.Accounts;

/// <summary>Number of an <see cref="Account"/>.</summary>
public readonly record struct AccountId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>Somebody who can sign in, or a guest. It speaks as <paramref name="Identity"/>; the person behind that is told by <see cref="Everyone"/>.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Identity">The identity of the source <c>kith</c> as which it speaks.</param>
/// <param name="Name">As shown.</param>
/// <param name="Email">In lower case; null for guests.</param>
/// <param name="IsOperator">Whether it looks after the installation.</param>
/// <param name="GuestOf">Of a guest: number of the conversation of the one gathering; null for members.</param>
/// <param name="IsProved">Whether the mail address was proved to be theirs.</param>
/// <param name="FeedSecret">See <see cref="FeedKey"/>.</param>
/// <param name="Roles">The communities it belongs to, and what it may do there.</param>
public sealed record Account(
    AccountId Id, IdentityId Identity, string Name, string? Email, bool IsOperator, long? GuestOf, bool IsProved, string? FeedSecret,
    IReadOnlyDictionary<CommunityId, Role> Roles)
{
    /// <summary>What it may do in a community.</summary>
    public Role In(CommunityId community) => IsOperator ? Role.Operator : Roles.TryGetValue(community, out var role) ? role : GuestOf is null ? Role.Anyone : Role.Guest;

    /// <summary>The most it may do anywhere.</summary>
    public Role Highest => IsOperator ? Role.Operator : Roles.Count > 0 ? Roles.Values.Max() : GuestOf is null ? Role.Anyone : Role.Guest;
}
