using System.Data.Common;
using Dapper;
using Kith.People;
using Kith.Store;

namespace Kith.Accounts;

/// <summary>Something that happened and that somebody should know.</summary>
/// <param name="Id">Its number.</param>
/// <param name="To">An identity of whom it is for.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Text">In a sentence.</param>
/// <param name="Url">Path of the page that it is about.</param>
/// <param name="ReadAt">UTC milliseconds; null while it is new.</param>
public sealed record Notice(long Id, IdentityId To, long At, string Text, string Url, long? ReadAt);

/// <summary>Notices in the database. They are for a person: addressed to any of the identities, they reach the account.</summary>
public static class Notices
{
    private sealed record Row(long Id, long IdentityId, long At, string Text, string Url, long? ReadAt)
    {
        public Notice Notice => new(Id, new(IdentityId), At, Text, Url, ReadAt);
    }

    private const string Columns = "id as Id, identity_id as IdentityId, at as At, text as Text, url as Url, read_at as ReadAt";

    /// <summary>Adds one, in the transaction of what it tells; it is mailed too, where mail is sent.</summary>
    /// <param name="transaction">Of what it tells.</param>
    /// <param name="to">Any identity of the person.</param>
    /// <param name="text">In a sentence.</param>
    /// <param name="url">Path of the page that it is about, such as <c>/gatherings/12</c>.</param>
    /// <param name="now">UTC milliseconds.</param>
    public static void Add(DbTransaction transaction, IdentityId to, string text, string url, long now) => transaction.Connection!.Execute(
        "insert into notices (id, identity_id, at, text, url) values (@id, @to, @now, @text, @url)",
        new { id = Counters.Reserve(transaction, "notices", 1), to = to.Value, now, text, url }, transaction);

    /// <summary>Adds one that is shown and not mailed.</summary>
    public static void AddUnmailed(DbTransaction transaction, IdentityId to, string text, string url, long now) => transaction.Connection!.Execute(
        "insert into notices (id, identity_id, at, text, url, mailed_at) values (@id, @to, @now, @text, @url, @now)",
        new { id = Counters.Reserve(transaction, "notices", 1), to = to.Value, now, text, url }, transaction);

    /// <summary>Of a person, by identities, the newest first.</summary>
    public static IReadOnlyList<Notice> Of(DbConnection connection, IReadOnlyList<IdentityId> identities, int count = 100) => [.. connection.Query<Row>(
        $"select {Columns} from notices where identity_id {Sql.Among(connection, "ids")} order by id desc limit @count",
        new { ids = Numbers(identities), count }).Select(row => row.Notice)];

    /// <summary>Who was ever told of a page.</summary>
    public static IReadOnlyList<IdentityId> ToldOf(DbConnection connection, string url) =>
        [.. connection.Query<long>("select distinct identity_id from notices where url = @url", new { url }).Select(id => new IdentityId(id))];

    /// <summary>How many are new to a person.</summary>
    public static long New(DbConnection connection, IReadOnlyList<IdentityId> identities) => connection.ExecuteScalar<long>(
        $"select count(*) from notices where read_at is null and identity_id {Sql.Among(connection, "ids")}", new { ids = Numbers(identities) });

    /// <summary>The person has seen them, up to and with this number.</summary>
    public static void Read(DbTransaction transaction, IReadOnlyList<IdentityId> identities, long upTo, long now) => transaction.Connection!.Execute(
        $"update notices set read_at = @now where read_at is null and id <= @upTo and identity_id {Sql.Among(transaction.Connection!, "ids")}",
        new { ids = Numbers(identities), upTo, now }, transaction);

    /// <summary>Those not yet mailed, oldest first.</summary>
    public static IReadOnlyList<Notice> Unmailed(DbConnection connection, int count = 100) => [.. connection.Query<Row>(
        $"select {Columns} from notices where mailed_at is null order by id limit @count", new { count }).Select(row => row.Notice)];

    /// <summary>It went to the outbox, or nobody has an address for it.</summary>
    public static void Mailed(DbTransaction transaction, long id, long now) =>
        transaction.Connection!.Execute("update notices set mailed_at = @now where id = @id", new { id, now }, transaction);

    private static long[] Numbers(IReadOnlyList<IdentityId> identities) => [.. identities.Select(identity => identity.Value)];
}
