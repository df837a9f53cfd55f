using Kith.Accounts;
using Kith.Server.Expertise;
using Kith.Server.Shared;

namespace Kith.Server.Accounts;

/// <summary>Who asks.</summary>
/// <param name="Name">As shown; null for visitors.</param>
/// <param name="Identity">Number of the identity as which they speak; null for visitors.</param>
/// <param name="Role">The most they may do anywhere.</param>
/// <param name="Communities">What they are where, by number of the community.</param>
public sealed record MeAnswer(string? Name, long? Identity, Role Role, IReadOnlyDictionary<long, Role> Communities)
{
    /// <summary>From the request.</summary>
    public static MeAnswer Of(Me me) => new(
        me.Account?.Name, me.Account?.Identity.Value, me.Highest, me.Account?.Roles.ToDictionary(pair => pair.Key.Value, pair => pair.Value) ?? []);
}

/// <summary>What is kept about an account, for its owner to take away. What they said is theirs to download elsewhere.</summary>
public sealed record AccountData(
    string Name, string? Email, bool EmailProved, bool Operator, IReadOnlyDictionary<string, Role> Communities, IReadOnlyList<AccountData.KnownAs> Identities,
    IReadOnlyList<AccountData.SignedInOn> Sessions, IReadOnlyList<AccountData.Key> Passkeys, IReadOnlyList<AccountData.Said> Claims, IReadOnlyList<AccountData.Told> Notices,
    IReadOnlyList<string> DeclinedTopics)
{
    /// <summary>An identity that belongs to the person.</summary>
    public sealed record KnownAs(string Source, string Name, string? Email);

    /// <summary>A session.</summary>
    public sealed record SignedInOn(string Device, DateTimeOffset At, DateTimeOffset LastSeen);

    /// <summary>A passkey.</summary>
    public sealed record Key(string Name, DateTimeOffset At, DateTimeOffset? LastUsed);

    /// <summary>A claim.</summary>
    public sealed record Said(DateTimeOffset At, long? Identity, string Word, ClaimState State);

    /// <summary>A notice.</summary>
    public sealed record Told(DateTimeOffset At, string Text, string Url, bool Read);

    /// <summary>Of what the account page shows.</summary>
    public static AccountData Of(Present present, AccountView view) => new(
        view.Account.Name, view.Account.Email, view.Account.IsProved, view.Account.IsOperator, view.Communities.ToDictionary(each => each.Community.Name, each => each.Role),
        [.. (view.Person?.Identities ?? []).Select(each => new KnownAs(each.Source, each.Name, each.Email))],
        [.. view.Sessions.Select(each => new SignedInOn(each.Device, Times.Of(each.At), Times.Of(each.SeenAt)))],
        [.. view.Passkeys.Select(each => new Key(each.Name, Times.Of(each.At), each.UsedAt is { } used ? Times.Of(used) : null))],
        [.. view.Claims.Select(each => new Said(Times.Of(each.At), each.Identity?.Value, each.Word, each.State))],
        [.. present.Database.Read(connection => Kith.Accounts.Notices.Of(connection, [.. (view.Person?.Identities ?? []).Select(each => each.Id)], 1000))
            .Select(each => new Told(Times.Of(each.At), each.Text, each.Url, each.ReadAt is not null))],
        Declining.Of(present, [.. (view.Person?.Identities ?? []).Select(each => each.Id)]));
}
