using System.Data.Common;
using Dapper;
using Kith.Store;

namespace Kith.People;

/// <summary>Identities and decisions in the database.</summary>
public static class PeopleStore
{
    private const string Changes = "people";

    private sealed record IdentityRow(long Id, string Source, string Key, string Name, string? Email, long IsBot);

    private sealed record DecisionRow(long Id, long At, string Kind, long IdentityId, long? OtherId, string? Text, long? UndoneAt);

    /// <summary>Who is who at this moment.</summary>
    public static Everyone Load(DbConnection connection) => Everyone.From(Identities(connection), Decisions(connection));

    /// <summary>Whether a person, or somebody who was merged with one, has that number.</summary>
    public static bool Knows(DbConnection connection, PersonId id) => connection.ExecuteScalar<bool>("select count(*) > 0 from identities where id = @id", new { id = id.Value });

    /// <summary>Every identity, by number.</summary>
    public static IReadOnlyList<Identity> Identities(DbConnection connection) => [.. connection.Query<IdentityRow>(
        """
        select i.id as Id, s.format as Source, i.key as Key, i.name as Name, i.email as Email, i.is_bot as IsBot
        from identities i join sources s on s.id = i.source_id order by i.id
        """).Select(row => new Identity(new(row.Id), row.Source, row.Key, row.Name, row.Email, row.IsBot != 0))];

    /// <summary>Every decision ever made, by number, undone ones too.</summary>
    public static IReadOnlyList<PersonDecision> Decisions(DbConnection connection) => [.. connection.Query<DecisionRow>(
        """
        select id as Id, at as At, kind as Kind, identity_id as IdentityId, other_id as OtherId, text as Text, undone_at as UndoneAt
        from person_decisions order by id
        """).Select(row => new PersonDecision(row.Id, row.At, Enum.Parse<PersonDecisionKind>(row.Kind, ignoreCase: true),
            new(row.IdentityId), row.OtherId is { } other ? new IdentityId(other) : null, row.Text, row.UndoneAt))];

    /// <summary>Records a decision and returns its number. What else follows where it says who is a bot, <c>WhoIsWho</c> sees to.</summary>
    public static long Decide(DbTransaction transaction, long at, PersonDecisionKind kind, IdentityId identity, IdentityId? other, string? text)
    {
        var id = Counters.Reserve(transaction, "person_decisions", 1);
        Counters.Reserve(transaction, Changes, 1);
        transaction.Connection!.Execute(
            "insert into person_decisions (id, at, kind, identity_id, other_id, text) values (@id, @at, @kind, @identity, @other, @text)",
            new { id, at, kind = kind.ToString().ToLowerInvariant(), identity = identity.Value, other = other?.Value, text }, transaction);
        return id;
    }

    /// <summary>The source of those who sign in here, and of what they say here.</summary>
    public static long OwnSource(DbTransaction transaction)
    {
        const string find = $"select id from sources where key = '{Identity.OwnSource}'";
        if (transaction.Connection!.ExecuteScalar<long?>(find, transaction: transaction) is { } known)
        {
            return known;
        }
        var id = Counters.Reserve(transaction, "sources", 1);
        transaction.Connection!.Execute($"insert into sources (id, format, key, title) values (@id, '{Identity.OwnSource}', '{Identity.OwnSource}', 'This server') on conflict do nothing", new { id }, transaction);
        return transaction.Connection!.ExecuteScalar<long>(find, transaction: transaction);
    }

    /// <summary>Adds an identity of this server's own.</summary>
    public static IdentityId Add(DbTransaction transaction, string key, string name)
    {
        var source = OwnSource(transaction);
        var id = Counters.Reserve(transaction, "identities", 1);
        Counters.Reserve(transaction, Changes, 1);
        transaction.Connection!.Execute("insert into identities (id, source_id, key, name) values (@id, @source, @key, @name)", new { id, source, key, name }, transaction);
        return new(id);
    }

    /// <summary>Changes how an identity of this server's own is called, and the mail address (lower case) by which it joins those of archives.</summary>
    public static void Change(DbTransaction transaction, IdentityId identity, string name, string? email)
    {
        Counters.Reserve(transaction, Changes, 1);
        transaction.Connection!.Execute("update identities set name = @name, email = @email where id = @id", new { id = identity.Value, name, email }, transaction);
    }

    /// <summary>Undoes a decision; false if there is none of that number or it was undone before. What else follows, <c>WhoIsWho</c> sees to.</summary>
    internal static bool Undo(DbTransaction transaction, long at, long decision)
    {
        Counters.Reserve(transaction, Changes, 1);
        return transaction.Connection!.Execute(
            "update person_decisions set undone_at = @at where id = @decision and undone_at is null", new { at, decision }, transaction) == 1;
    }

    /// <summary>Grows with every decision made or undone, and with every account.</summary>
    public static long Version(DbConnection connection) => Counters.Last(connection, Changes);
}
