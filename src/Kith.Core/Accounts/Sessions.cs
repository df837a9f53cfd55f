using System.Data.Common;
using Dapper;

namespace Kith.Accounts;

/// <summary>Somebody signed in on one device.</summary>
/// <param name="Hash">What is stored of its secret; good as its name, useless as a key.</param>
/// <param name="Account">Who.</param>
/// <param name="Device">Such as "Firefox on Linux".</param>
/// <param name="At">UTC milliseconds at which they signed in.</param>
/// <param name="SeenAt">UTC milliseconds of the last sign of it, to a few minutes.</param>
/// <param name="ExpiresAt">UTC milliseconds.</param>
public sealed record Session(string Hash, AccountId Account, string Device, long At, long SeenAt, long ExpiresAt);

/// <summary>Sessions in the database: any node knows them, a restart keeps them, and whoever they belong to can end them.</summary>
public static class Sessions
{
    private sealed record Row(string Hash, long AccountId, string Device, long At, long SeenAt, long ExpiresAt)
    {
        public Session Session => new(Hash, new(AccountId), Device, At, SeenAt, ExpiresAt);
    }

    private const string Columns = "hash as Hash, account_id as AccountId, device as Device, at as At, seen_at as SeenAt, expires_at as ExpiresAt";

    /// <summary>Begins one and returns its secret.</summary>
    public static string Begin(DbTransaction transaction, AccountId account, string device, long now, long expires)
    {
        var secret = Secret.New();
        transaction.Connection!.Execute(
            "insert into sessions (hash, account_id, device, at, seen_at, expires_at) values (@hash, @account, @device, @now, @now, @expires)",
            new { hash = Secret.Hash(secret), account = account.Value, device, now, expires }, transaction);
        return secret;
    }

    /// <summary>The session of a secret that is not over, or null.</summary>
    public static Session? Find(DbConnection connection, string secret, long now) => connection.QuerySingleOrDefault<Row>(
        $"select {Columns} from sessions where hash = @hash and expires_at > @now", new { hash = Secret.Hash(secret), now })?.Session;

    /// <summary>Says that it was used, and until when it lasts.</summary>
    public static void Seen(DbTransaction transaction, string secret, long now, long expires) => transaction.Connection!.Execute(
        "update sessions set seen_at = @now, expires_at = @expires where hash = @hash", new { hash = Secret.Hash(secret), now, expires }, transaction);

    /// <summary>Ends the session of a secret.</summary>
    public static void End(DbTransaction transaction, string secret) =>
        transaction.Connection!.Execute("delete from sessions where hash = @hash", new { hash = Secret.Hash(secret) }, transaction);

    /// <summary>Of an account, last used first.</summary>
    public static IReadOnlyList<Session> Of(DbConnection connection, AccountId account, long now) => [.. connection.Query<Row>(
        $"select {Columns} from sessions where account_id = @account and expires_at > @now order by seen_at desc, hash", new { account = account.Value, now }).Select(row => row.Session)];

    /// <summary>Ends one of an account by its hash; false if there is none.</summary>
    public static bool End(DbTransaction transaction, AccountId account, string hash) => transaction.Connection!.Execute(
        "delete from sessions where account_id = @account and hash = @hash", new { account = account.Value, hash }, transaction) == 1;

    /// <summary>Ends all of an account, but for one.</summary>
    public static void EndOthers(DbTransaction transaction, AccountId account, string? but = null) => transaction.Connection!.Execute(
        "delete from sessions where account_id = @account and hash <> @hash", new { account = account.Value, hash = but is null ? "" : Secret.Hash(but) }, transaction);

    /// <summary>Takes out what is over.</summary>
    public static void Forget(DbTransaction transaction, long now) =>
        transaction.Connection!.Execute("delete from sessions where expires_at <= @now", new { now }, transaction);
}
