using System.Data.Common;
using Dapper;

namespace Kith.Accounts;

/// <summary>What a link is good for; stored by number.</summary>
public enum LinkPurpose
{
    /// <summary>The first start: whoever opens it becomes the operator.</summary>
    SetUp = 0,

    /// <summary>A mail address is theirs.</summary>
    Email = 1,

    /// <summary>A new password.</summary>
    Password = 2,
}

/// <summary>A link that works once and not for long.</summary>
/// <param name="Purpose">What for.</param>
/// <param name="Account">For whom; null for the first start.</param>
/// <param name="Email">The mail address to which it was sent, or null.</param>
public sealed record OneTimeLink(LinkPurpose Purpose, AccountId? Account, string? Email);

/// <summary>One-time links in the database, by the hash of their secret.</summary>
public static class OneTimeLinks
{
    private sealed record Row(long Purpose, long? AccountId, string? Email)
    {
        public OneTimeLink Link => new((LinkPurpose)Purpose, AccountId is { } id ? new AccountId(id) : null, Email);
    }

    private const string Columns = "purpose as Purpose, account_id as AccountId, email as Email";

    /// <summary>How long one works, in milliseconds: a day.</summary>
    public const long Lasts = TimeSpan.MillisecondsPerDay;

    /// <summary>Makes one and returns its secret.</summary>
    public static string Make(DbTransaction transaction, LinkPurpose purpose, AccountId? account, string? email, long now)
    {
        var secret = Secret.New();
        transaction.Connection!.Execute(
            "insert into links (hash, purpose, account_id, email, at, expires_at) values (@hash, @purpose, @account, @email, @now, @expires)",
            new { hash = Secret.Hash(secret), purpose = (long)purpose, account = account?.Value, email, now, expires = now + Lasts }, transaction);
        return secret;
    }

    /// <summary>The link of a secret that still works, or null.</summary>
    public static OneTimeLink? Find(DbConnection connection, LinkPurpose purpose, string secret, long now) => connection.QuerySingleOrDefault<Row>(
        $"select {Columns} from links where hash = @hash and purpose = @purpose and used_at is null and expires_at > @now",
        new { hash = Secret.Hash(secret), purpose = (long)purpose, now })?.Link;

    /// <summary>Uses it up; null if it does not work, or somebody was faster.</summary>
    public static OneTimeLink? Use(DbTransaction transaction, LinkPurpose purpose, string secret, long now) => transaction.Connection!.QuerySingleOrDefault<Row>(
        $"update links set used_at = @now where hash = @hash and purpose = @purpose and used_at is null and expires_at > @now returning {Columns}",
        new { hash = Secret.Hash(secret), purpose = (long)purpose, now }, transaction)?.Link;

    /// <summary>Makes all of a purpose worthless that were not used, of one account or of none.</summary>
    public static void Void(DbTransaction transaction, LinkPurpose purpose, AccountId? account) => transaction.Connection!.Execute(
        "delete from links where purpose = @purpose and used_at is null and coalesce(account_id, 0) = @account",
        new { purpose = (long)purpose, account = account?.Value ?? 0 }, transaction);
}
