using Kith.Accounts;
using Kith.People;
using Kith.Server.Shared;

namespace Kith.Server.Accounts;

/// <summary>All that an account page shows.</summary>
/// <param name="Account">Whose.</param>
/// <param name="Person">Who they are, by all identities.</param>
/// <param name="Communities">Where they belong, and as what.</param>
/// <param name="Joining">The community that waits for the mail address to be proved.</param>
/// <param name="HasPassword">Whether there is one.</param>
/// <param name="Passkeys">Oldest first.</param>
/// <param name="Sessions">Last used first.</param>
/// <param name="This">Hash of the session that asks.</param>
/// <param name="Claims">The newest first.</param>
/// <param name="Mails">Whether notices are mailed.</param>
/// <param name="Feeds">Addresses of the account's own calendar and feed.</param>
/// <param name="SendsMail">Whether the server sends mail.</param>
public sealed record AccountView(
    Account Account, Person? Person, IReadOnlyList<(Community Community, Role Role)> Communities, Community? Joining, bool HasPassword,
    IReadOnlyList<Passkey> Passkeys, IReadOnlyList<Session> Sessions, string? This, IReadOnlyList<Claim> Claims, bool Mails, IReadOnlyList<(string Name, string Address)> Feeds, bool SendsMail)
{
    /// <summary>Reads it.</summary>
    internal static AccountView Of(Present present, SiteOptions options, Entrance entrance, Account account)
    {
        var person = present.Network.Everyone.Of(account.Identity);
        return present.Database.Read(connection =>
        {
            var communities = CommunityStore.All(connection);
            var joining = AccountStore.Joining(connection, account.Id);
            return new AccountView(
                account, person, [.. communities.Where(each => account.Roles.ContainsKey(each.Id)).Select(each => (each, account.Roles[each.Id]))],
                communities.FirstOrDefault(each => each.Id == joining), AccountStore.HasPassword(connection, account.Id), Kith.Accounts.Passkeys.Of(connection, account.Id),
                Kith.Accounts.Sessions.Of(connection, account.Id, present.Now), entrance.Session is { } secret ? Secret.Hash(secret) : null,
                Kith.Accounts.Claims.Of(connection, account.Id), AccountStore.Mails(connection, account.Id), [.. FeedsOf(account, options, entrance)], options.Mail is not null);
        });
    }

    private static IEnumerable<(string, string)> FeedsOf(Account account, SiteOptions options, Entrance entrance) => FeedKey.Of(account) is { } key
        ? [("Calendar", entrance.Here(options, $"/calendar.ics?key={key}")), ("Atom feed", entrance.Here(options, $"/gatherings.atom?key={key}"))]
        : [];
}
