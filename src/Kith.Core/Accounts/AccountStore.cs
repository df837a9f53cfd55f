using System.Data.Common;
using Dapper;

namespace Kith.Accounts;

/// <summary>Accounts and memberships in the database.</summary>
public static class AccountStore
{
    private const string Columns = "a.id as Id, a.identity_id as IdentityId, a.name as Name, a.email as Email, a.is_operator as IsOperator, a.guest_of as GuestOf";

    private sealed record Row(long Id, long IdentityId, string Name, string? Email, long IsOperator, long? GuestOf);

    /// <summary>Whether anybody can sign in: until then, whoever reaches the server is a member without a name.</summary>
    public static bool Any(DbConnection connection) =>
        connection.ExecuteScalar<long>("select case when exists (select 1 from accounts where guest_of is null and ended_at is null) then 1 else 0 end") == 1;

    /// <summary>One account that was not ended, or null.</summary>
    public static Account? Find(DbConnection connection, AccountId id) =>
        connection.QuerySingleOrDefault<Row>($"select {Columns} from accounts a where a.id = @id and a.ended_at is null", new { id = id.Value }) is { } row
            ? new Account(new(row.Id), new(row.IdentityId), row.Name, row.Email, row.IsOperator != 0, row.GuestOf, Roles(connection, id))
            : null;

    private static Dictionary<CommunityId, Role> Roles(DbConnection connection, AccountId id) => connection.Query<(long Community, long Role)>(
        "select community_id, role from memberships where account_id = @id", new { id = id.Value })
        .ToDictionary(row => new CommunityId(row.Community), row => (Role)row.Role);
}
