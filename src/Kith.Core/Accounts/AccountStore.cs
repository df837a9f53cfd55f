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
    /// <param name="email">In lower case, not yet proved; null for guests.</param>
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

    /// <summary>Says that somebody becomes a member once their mail address is proved.</summary>
    public static void JoinOnceProved(DbTransaction transaction, AccountId account, CommunityId community) => transaction.Connection!.Execute(
        "update accounts set joining_id = @community where id = @account", new { account = account.Value, community = community.Value }, transaction);

    /// <summary>
    /// The mail address is theirs. From here on the identity has it too, and with it the person whom archives know by that
    /// address: the past is there.
    /// </summary>
    public static void Prove(DbTransaction transaction, Account account, long now)
    {
        var connection = transaction.Connection!;
        connection.Execute("update accounts set email_proved_at = @now where id = @id", new { now, id = account.Id.Value }, transaction);
        connection.Execute("update claims set state = 1, decided_at = @now where account_id = @id and identity_id is null and state = 0", new { now, id = account.Id.Value }, transaction);
        PeopleStore.Change(transaction, account.Identity, account.Name, account.Email);
        if (connection.ExecuteScalar<long?>("select joining_id from accounts where id = @id", new { id = account.Id.Value }, transaction) is { } community)
        {
            if (!account.Roles.ContainsKey(new(community)))
            {
                Join(transaction, account.Id, new(community), Role.Member, now);
            }
            connection.Execute("update accounts set joining_id = null where id = @id", new { id = account.Id.Value }, transaction);
        }
    }

    /// <summary>The community that somebody joins once their mail address is proved, or null.</summary>
    public static CommunityId? Joining(DbConnection connection, AccountId account) =>
        connection.ExecuteScalar<long?>("select joining_id from accounts where id = @id", new { id = account.Value }) is { } id ? new CommunityId(id) : null;

    /// <summary>Changes the name.</summary>
    public static void Rename(DbTransaction transaction, Account account, string name)
    {
        transaction.Connection!.Execute("update accounts set name = @name where id = @id", new { name, id = account.Id.Value }, transaction);
        PeopleStore.Change(transaction, account.Identity, name, account.IsProved ? account.Email : null);
    }

    /// <summary>Changes the mail address, which has to be proved anew; the identity keeps no address until then.</summary>
    /// <exception cref="InvalidInputException">Somebody else has it.</exception>
    public static void ChangeEmail(DbTransaction transaction, Account account, string email)
    {
        Free(transaction, email, account.Id);
        transaction.Connection!.Execute("update accounts set email = @email, email_proved_at = null where id = @id", new { email, id = account.Id.Value }, transaction);
        PeopleStore.Change(transaction, account.Identity, account.Name, null);
    }

    /// <summary>Makes sure that a mail address is nobody else's.</summary>
    /// <exception cref="InvalidInputException">It is.</exception>
    public static void Free(DbTransaction transaction, string email, AccountId? but = null)
    {
        if (Find(transaction.Connection!, email) is { } other && other.Id != but)
        {
            throw new InvalidInputException($"There is an account with the mail address {email}.", "email", "Sign in with it, or use another address.");
        }
    }

    /// <summary>Gives an account a password, by its hash; every link to a new one is worthless from here on.</summary>
    public static void SetPassword(DbTransaction transaction, AccountId account, string hash)
    {
        transaction.Connection!.Execute("update accounts set password_hash = @hash, stamp = @stamp, failed = 0, locked_until = null where id = @id",
            new { hash, stamp = Secret.New(), id = account.Value }, transaction);
        OneTimeLinks.Void(transaction, LinkPurpose.Password, account);
    }

    /// <summary>Whether there is a password.</summary>
    public static bool HasPassword(DbConnection connection, AccountId account) =>
        connection.ExecuteScalar<string?>("select password_hash from accounts where id = @id", new { id = account.Value }) is not null;

    /// <summary>Makes a new <see cref="FeedKey"/>.</summary>
    public static void RenewFeed(DbTransaction transaction, AccountId account) => transaction.Connection!.Execute(
        "update accounts set feed_secret = @secret where id = @id", new { secret = Secret.New(), id = account.Value }, transaction);

    /// <summary>Whether notices are mailed too.</summary>
    public static bool Mails(DbConnection connection, AccountId account) =>
        connection.ExecuteScalar<long>("select mails from accounts where id = @id", new { id = account.Value }) != 0;

    /// <inheritdoc cref="Mails(DbConnection, AccountId)"/>
    public static void Mails(DbTransaction transaction, AccountId account, bool mails) =>
        transaction.Connection!.Execute("update accounts set mails = @mails where id = @id", new { mails = mails ? 1L : 0L, id = account.Value }, transaction);

    /// <summary>Makes somebody an operator.</summary>
    public static void MakeOperator(DbTransaction transaction, AccountId account) =>
        transaction.Connection!.Execute("update accounts set is_operator = 1 where id = @id", new { id = account.Value }, transaction);

    /// <summary>Everybody who can sign in, by name.</summary>
    public static IReadOnlyList<Account> All(DbConnection connection)
    {
        // At once: it may be asked where others wait.
        var roles = connection.Query<(long Account, long Community, long Role)>("select account_id, community_id, role from memberships")
            .ToLookup(row => row.Account, row => (Community: new CommunityId(row.Community), Role: (Role)row.Role));
        return [.. connection.Query<Row>($"select {Columns} from accounts a where a.ended_at is null and a.guest_of is null order by lower(a.name), a.id")
            .Select(row => row.With(roles[row.Id].ToDictionary(each => each.Community, each => each.Role)))];
    }

    private static Account? Find(DbConnection connection, string condition, object values) =>
        connection.QuerySingleOrDefault<Row>($"select {Columns} from accounts a where a.ended_at is null and {condition}", values) is { } row
            ? row.With(Roles(connection, new(row.Id)))
            : null;

    private static Dictionary<CommunityId, Role> Roles(DbConnection connection, AccountId id) => connection.Query<(long Community, long Role)>(
        "select community_id, role from memberships where account_id = @id", new { id = id.Value })
        .ToDictionary(row => new CommunityId(row.Community), row => (Role)row.Role);
}
