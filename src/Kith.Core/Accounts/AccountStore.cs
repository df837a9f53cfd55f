using System.Data.Common;
using Dapper;
using Kith.People;
using Kith.Store;

namespace Kith.Accounts;

/// <summary>Accounts and memberships in the database.</summary>
public static class AccountStore
{
    private const string Columns =
        """
        a.id as Id, a.identity_id as IdentityId, a.name as Name, a.email as Email, a.is_operator as IsOperator, a.guest_of as GuestOf,
        a.email_proved_at as ProvedAt, a.feed_secret as FeedSecret
        """;

    private sealed record Row(long Id, long IdentityId, string Name, string? Email, long IsOperator, long? GuestOf, long? ProvedAt, string? FeedSecret)
    {
        public Account With(IReadOnlyDictionary<CommunityId, Role> roles) =>
            new(new(Id), new(IdentityId), Name, Email, IsOperator != 0, GuestOf, ProvedAt is not null, FeedSecret, roles);
    }

    /// <summary>Whether anybody can sign in: until then, whoever reaches the server is a member without a name.</summary>
    public static bool Any(DbConnection connection) =>
        connection.ExecuteScalar<long>("select case when exists (select 1 from accounts where guest_of is null and ended_at is null) then 1 else 0 end") == 1;

    /// <summary>One account that was not ended, or null.</summary>
    public static Account? Find(DbConnection connection, AccountId id) => Find(connection, "a.id = @id", new { id = id.Value });

    /// <summary>The account of a mail address, or null.</summary>
    public static Account? Find(DbConnection connection, string email) => Find(connection, "a.email = @email", new { email = AccountRules.Email(email) });

    /// <summary>The account that speaks as an identity, or null.</summary>
    public static Account? Of(DbConnection connection, IdentityId identity) => Find(connection, "a.identity_id = @id", new { id = identity.Value });

    /// <summary>Adds somebody who can sign in once they have a password or passkey; with a community, as that.</summary>
    /// <param name="transaction">All or nothing.</param>
    /// <param name="name">As shown.</param>
    /// <param name="email">In lower case, not yet proved; null for guests and tests.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <param name="isOperator">Whether it looks after the installation.</param>
    /// <param name="guestOf">Number of the conversation of the one gathering, for a guest.</param>
    public static AccountId Add(DbTransaction transaction, string name, string? email, long now, bool isOperator = false, long? guestOf = null)
    {
        var id = Counters.Reserve(transaction, "accounts", 1);
        var identity = PeopleStore.Add(transaction, $"account-{id}", name);
        transaction.Connection!.Execute(
            """
            insert into accounts (id, identity_id, name, email, stamp, is_operator, guest_of, feed_secret, created_at)
            values (@id, @identity, @name, @email, @stamp, @isOperator, @guestOf, @feed, @now)
            """,
            new { id, identity = identity.Value, name, email, stamp = Secret.New(), isOperator = isOperator ? 1L : 0L, guestOf, feed = guestOf is null ? Secret.New() : null, now }, transaction);
        return new(id);
    }

    /// <summary>Makes somebody a member, or changes their role.</summary>
    public static void Join(DbTransaction transaction, AccountId account, CommunityId community, Role role, long now) => transaction.Connection!.Execute(
        """
        insert into memberships (account_id, community_id, role, at) values (@account, @community, @role, @now)
        on conflict (account_id, community_id) do update set role = excluded.role
        """, new { account = account.Value, community = community.Value, role = (long)role, now }, transaction);

    private static Account? Find(DbConnection connection, string condition, object values) =>
        connection.QuerySingleOrDefault<Row>($"select {Columns} from accounts a where a.ended_at is null and {condition}", values) is { } row
            ? row.With(Roles(connection, new(row.Id)))
            : null;

    private static Dictionary<CommunityId, Role> Roles(DbConnection connection, AccountId id) => connection.Query<(long Community, long Role)>(
        "select community_id, role from memberships where account_id = @id", new { id = id.Value })
        .ToDictionary(row => new CommunityId(row.Community), row => (Role)row.Role);
}
