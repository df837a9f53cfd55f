using System.Data.Common;
using Dapper;

namespace Kith.Accounts;

/// <summary>A passkey as it is kept.</summary>
/// <param name="Id">Of the credential, base64url.</param>
/// <param name="Account">Whose.</param>
/// <param name="Name">As its owner calls it.</param>
/// <param name="At">UTC milliseconds at which it was added.</param>
/// <param name="UsedAt">UTC milliseconds at which somebody last signed in with it, or null.</param>
/// <param name="Data">JSON: public key, counter and what was attested.</param>
public sealed record Passkey(string Id, AccountId Account, string Name, long At, long? UsedAt, string Data);

/// <summary>Passkeys in the database.</summary>
public static class Passkeys
{
    private sealed record Row(string Id, long AccountId, string Name, long At, long? UsedAt, string Data)
    {
        public Passkey Passkey => new(Id, new(AccountId), Name, At, UsedAt, Data);
    }

    private const string Columns = "id as Id, account_id as AccountId, name as Name, at as At, used_at as UsedAt, data as Data";

    /// <summary>Of an account, oldest first.</summary>
    public static IReadOnlyList<Passkey> Of(DbConnection connection, AccountId account) =>
        [.. connection.Query<Row>($"select {Columns} from passkeys where account_id = @id order by at, id", new { id = account.Value }).Select(row => row.Passkey)];

    /// <summary>One by its id, or null.</summary>
    public static Passkey? Find(DbConnection connection, string id) =>
        connection.QuerySingleOrDefault<Row>($"select {Columns} from passkeys where id = @id", new { id })?.Passkey;

    /// <summary>Adds one, or records that it was used; another account's stays another account's.</summary>
    public static void Keep(DbTransaction transaction, Passkey passkey) => transaction.Connection!.Execute(
        """
        insert into passkeys (id, account_id, name, at, used_at, data) values (@Id, @Account, @Name, @At, @UsedAt, @Data)
        on conflict (id) do update set used_at = excluded.used_at, data = excluded.data where passkeys.account_id = excluded.account_id
        """, new { passkey.Id, Account = passkey.Account.Value, passkey.Name, passkey.At, passkey.UsedAt, passkey.Data }, transaction);

    /// <summary>Removes one of an account; false if it has none of that id.</summary>
    public static bool Remove(DbTransaction transaction, AccountId account, string id) =>
        transaction.Connection!.Execute("delete from passkeys where id = @id and account_id = @account", new { id, account = account.Value }, transaction) == 1;
}
