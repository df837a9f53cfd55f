using System.Data.Common;
using Dapper;
using Kith.People;
using Kith.Store;

namespace Kith.Accounts;

/// <summary>What became of a <see cref="Claim"/>; stored by number.</summary>
public enum ClaimState
{
    /// <summary>Nobody has looked at it yet.</summary>
    Waiting = 0,

    /// <summary>It is so.</summary>
    Confirmed = 1,

    /// <summary>It is not so, or nobody can tell.</summary>
    Declined = 2,
}

/// <summary>What somebody says of themselves and cannot prove alone.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Account">Who says so.</param>
/// <param name="Name">How the account is called.</param>
/// <param name="Email">Its mail address.</param>
/// <param name="Identity">"This is me"; null where it is about the mail address.</param>
/// <param name="Word">How those who decide can know.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="State">What became of it.</param>
public sealed record Claim(long Id, AccountId Account, string Name, string? Email, IdentityId? Identity, string Word, long At, ClaimState State);

/// <summary>Claims in the database, and what follows from confirming them.</summary>
public static class Claims
{
    /// <summary>Characters of a word on how others can know.</summary>
    public const int LongestWord = 500;

    private sealed record Row(long Id, long AccountId, string Name, string? Email, long? IdentityId, string Word, long At, long State)
    {
        public Claim Claim => new(Id, new(AccountId), Name, Email, IdentityId is { } id ? new IdentityId(id) : null, Word, At, (ClaimState)State);
    }

    private const string Selected =
        """
        select c.id as Id, c.account_id as AccountId, a.name as Name, a.email as Email, c.identity_id as IdentityId, c.word as Word, c.at as At, c.state as State
        from claims c join accounts a on a.id = c.account_id
        """;

    /// <summary>Adds one, unless the same is waiting already.</summary>
    public static void Add(DbTransaction transaction, AccountId account, IdentityId? identity, string? word, long now)
    {
        transaction.Connection!.Execute(
            """
            insert into claims (id, account_id, identity_id, word, at) select @id, @account, @identity, @word, @now
            where not exists (select 1 from claims where account_id = @account and coalesce(identity_id, 0) = @same and state = 0)
            """,
            new
            {
                id = Counters.Reserve(transaction, "claims", 1), account = account.Value, identity = identity?.Value, same = identity?.Value ?? 0,
                word = Typed.Cut(Typed.Visible(word), LongestWord), now,
            }, transaction);
    }

    /// <summary>Those that wait, oldest first.</summary>
    public static IReadOnlyList<Claim> Waiting(DbConnection connection) =>
        [.. connection.Query<Row>($"{Selected} where c.state = 0 and a.ended_at is null order by c.id").Select(row => row.Claim)];

    /// <summary>Of an account, the newest first.</summary>
    public static IReadOnlyList<Claim> Of(DbConnection connection, AccountId account) =>
        [.. connection.Query<Row>($"{Selected} where c.account_id = @id order by c.id desc", new { id = account.Value }).Select(row => row.Claim)];

    /// <summary>
    /// Says that it is so: the mail address counts as proved, or the identity becomes the account's by a decision that can be
    /// undone like any other. False if it does not wait.
    /// </summary>
    /// <param name="transaction">All or nothing.</param>
    /// <param name="id">Its number.</param>
    /// <param name="by">Who decides; null for the command line.</param>
    /// <param name="now">UTC milliseconds.</param>
    public static bool Confirm(DbTransaction transaction, long id, AccountId? by, long now)
    {
        if (Decided(transaction, id, ClaimState.Confirmed, by, now) is not { } claim || AccountStore.Find(transaction.Connection!, claim.Account) is not { } account)
        {
            return false;
        }
        if (claim.Identity is not { } identity)
        {
            AccountStore.Prove(transaction, account, now);
            Notices.Add(transaction, account.Identity, "Your mail address was confirmed.", "/account", now);
            return true;
        }
        var decision = PeopleStore.Decide(transaction, now, PersonDecisionKind.Merge, account.Identity, identity, "claimed and confirmed"); // the word is for those who decide
        transaction.Connection!.Execute("update claims set decision_id = @decision where id = @id", new { decision, id }, transaction);
        Notices.Add(transaction, account.Identity, "It was confirmed that this is you: your past is here.", "/account", now);
        return true;
    }

    /// <summary>Says that it is not so; false if it does not wait.</summary>
    public static bool Decline(DbTransaction transaction, long id, AccountId? by, long now)
    {
        if (Decided(transaction, id, ClaimState.Declined, by, now) is not { } claim || AccountStore.Find(transaction.Connection!, claim.Account) is not { } account)
        {
            return false;
        }
        Notices.Add(transaction, account.Identity, claim.Identity is null ? "Your mail address could not be confirmed." : "It could not be confirmed that this is you.", "/account", now);
        return true;
    }

    private static Claim? Decided(DbTransaction transaction, long id, ClaimState state, AccountId? by, long now) =>
        transaction.Connection!.Execute("update claims set state = @state, decided_by = @by, decided_at = @now where id = @id and state = 0",
            new { id, state = (long)state, by = by?.Value, now }, transaction) == 1
            ? transaction.Connection!.QuerySingle<Row>($"{Selected} where c.id = @id", new { id }, transaction).Claim
            : null;
}
