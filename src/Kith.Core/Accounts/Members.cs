using System.Data.Common;
using Dapper;

namespace Kith.Accounts;

/// <summary>Somebody in a community.</summary>
/// <param name="Id">Their account.</param>
/// <param name="Name">As shown.</param>
/// <param name="Email">Of the account.</param>
/// <param name="IsProved">Whether the mail address was proved.</param>
/// <param name="IsOperator">Whether they look after the installation.</param>
/// <param name="Role">In this community.</param>
/// <param name="At">UTC milliseconds at which they joined.</param>
public sealed record Membership(AccountId Id, string Name, string? Email, bool IsProved, bool IsOperator, Role Role, long At);

/// <summary>Who belongs where, and taking out.</summary>
public static class Members
{
    private sealed record Row(long Id, string Name, string? Email, long? ProvedAt, long IsOperator, long Role, long At);

    /// <summary>The members of a community by name.</summary>
    public static IReadOnlyList<Membership> Of(DbConnection connection, CommunityId community) => [.. connection.Query<Row>(
        """
        select a.id as Id, a.name as Name, a.email as Email, a.email_proved_at as ProvedAt, a.is_operator as IsOperator, m.role as Role, m.at as At
        from memberships m join accounts a on a.id = m.account_id
        where m.community_id = @id and a.ended_at is null order by lower(a.name), a.id
        """, new { id = community.Value })
        .Select(row => new Membership(new(row.Id), row.Name, row.Email, row.ProvedAt is not null, row.IsOperator != 0, (Role)row.Role, row.At))];

    /// <summary>Whether somebody may change what another one is: stewards and operators up to their own role, and an operator nobody.</summary>
    public static bool MayChange(Role changing, Account other, CommunityId community) =>
        changing >= Role.Steward && !other.IsOperator && other.In(community) <= changing && other.GuestOf is null;

    /// <summary>Takes somebody out of a community; who then belongs nowhere can sign in no more.</summary>
    public static void TakeOut(DbTransaction transaction, Account account, CommunityId community, long now)
    {
        transaction.Connection!.Execute("delete from memberships where account_id = @account and community_id = @community",
            new { account = account.Id.Value, community = community.Value }, transaction);
        if (!account.IsOperator && account.Roles.Keys.All(own => own == community))
        {
            End(transaction, account, now);
        }
    }

    /// <summary>
    /// Ends an account. What they said stays with their name, as they said it; signing in, mail address and all that opens
    /// something is gone.
    /// </summary>
    /// <exception cref="InvalidInputException">It is the last operator.</exception>
    public static void End(DbTransaction transaction, Account account, long now)
    {
        var connection = transaction.Connection!;
        if (account.IsOperator && connection.ExecuteScalar<long>("select count(*) from accounts where is_operator = 1 and ended_at is null", transaction: transaction) == 1)
        {
            throw new InvalidInputException("There is no other operator.", "account", "Make somebody else the operator first: kith operator NAME.");
        }
        var id = account.Id.Value;
        connection.Execute("delete from sessions where account_id = @id", new { id }, transaction);
        connection.Execute("delete from passkeys where account_id = @id", new { id }, transaction);
        connection.Execute("delete from memberships where account_id = @id", new { id }, transaction);
        connection.Execute("delete from links where account_id = @id", new { id }, transaction);
        connection.Execute("update accounts set ended_at = @now, email = null, password_hash = null, feed_secret = null, is_operator = 0 where id = @id", new { id, now }, transaction);
    }
}
