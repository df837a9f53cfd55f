using System.Data.Common;
using Dapper;
using Kith.People;
using Kith.Store;

namespace Kith.Accounts;

/// <summary>Communities in the database.</summary>
public static class CommunityStore
{
    /// <summary>Characters of a name.</summary>
    public const int LongestName = 100;

    private sealed record Row(long Id, string Name, long SignUp)
    {
        public Community Community => new(new(Id), Name, SignUp != 0);
    }

    /// <summary>All, in order of the alphabet.</summary>
    public static IReadOnlyList<Community> All(DbConnection connection) =>
        [.. connection.Query<Row>("select id as Id, name as Name, sign_up as SignUp from communities order by name").Select(row => row.Community)];

    /// <summary>One by its number, or null.</summary>
    public static Community? Find(DbConnection connection, CommunityId id) =>
        connection.QuerySingleOrDefault<Row>("select id as Id, name as Name, sign_up as SignUp from communities where id = @id", new { id = id.Value })?.Community;

    /// <summary>The one of that name, made if there is none.</summary>
    /// <exception cref="InvalidInputException">It is no name.</exception>
    public static CommunityId Named(DbTransaction transaction, string? typed)
    {
        var name = Checked(typed);
        return Of(transaction, name) ?? Insert(transaction, name);
    }

    /// <summary>Makes one.</summary>
    /// <exception cref="InvalidInputException">It is no name, or there is one of that name.</exception>
    public static CommunityId Add(DbTransaction transaction, string? typed) => Insert(transaction, Free(transaction, typed, null));

    /// <summary>Gives one another name.</summary>
    /// <exception cref="InvalidInputException">There is no such community, it is no name, or another has it.</exception>
    public static void Rename(DbTransaction transaction, CommunityId id, string? typed)
    {
        if (transaction.Connection!.Execute("update communities set name = @name where id = @id", new { id = id.Value, name = Free(transaction, typed, id) }, transaction) == 0)
        {
            throw new InvalidInputException("There is no such community.", "community", "Load the page again.");
        }
    }

    /// <summary>All in order of the alphabet, with how many members each has.</summary>
    public static IReadOnlyList<(Community Community, long Members)> Sizes(DbConnection connection)
    {
        var sizes = connection.Query<(long Community, long Members)>(
            "select m.community_id, count(*) from memberships m join accounts a on a.id = m.account_id where a.ended_at is null group by m.community_id").ToDictionary(row => row.Community, row => row.Members);
        return [.. All(connection).Select(community => (community, sizes.GetValueOrDefault(community.Id.Value)))];
    }

    /// <summary>The communities in whose archives somebody is, or whose closed conversations they may read.</summary>
    public static IReadOnlyList<CommunityId> WhereKnown(DbConnection connection, Person person) => [.. connection.Query<long>(
        $"""
        {OfSources($"in (select s.id from identities i join sources s on s.id = i.source_id where s.key <> '{Identity.OwnSource}' and i.id {Sql.Among(connection, "ids")})")}
        union select c.community_id from participants p join conversations c on c.id = p.conversation_id where p.identity_id {Sql.Among(connection, "ids")}
        """, new { ids = person.Identities.Select(identity => identity.Id.Value).ToArray() }).Select(id => new CommunityId(id))];

    /// <summary>The query for the communities to which what came from sources belongs. An import says anew whose a source is; what came before stays where it was.</summary>
    /// <param name="which">The condition on the number of a source.</param>
    internal static string OfSources(string which) =>
        $"select community_id from sources where community_id is not null and id {which} union select community_id from conversations where source_id {which}";

    /// <summary>Says whether anybody may sign up for it, or only who is invited.</summary>
    public static void Open(DbTransaction transaction, CommunityId id, bool open) =>
        transaction.Connection!.Execute("update communities set sign_up = @open where id = @id", new { id = id.Value, open = open ? 1L : 0L }, transaction);

    private static string Checked(string? typed) => Typed.Visible(typed) is { Length: > 0 and <= LongestName } name && name.Any(char.IsLetterOrDigit)
        ? name
        : throw new InvalidInputException("That is no name for a community.", "community", $"Write it in up to {LongestName} characters.");

    private static string Free(DbTransaction transaction, string? typed, CommunityId? own)
    {
        var name = Checked(typed);
        return Of(transaction, name) is { } other && other != own
            ? throw new InvalidInputException($"There is a community called {name}.", "community", "Choose another name.")
            : name;
    }

    private static CommunityId? Of(DbTransaction transaction, string name) =>
        transaction.Connection!.ExecuteScalar<long?>("select id from communities where name = @name", new { name }, transaction) is { } id ? new CommunityId(id) : null;

    private static CommunityId Insert(DbTransaction transaction, string name)
    {
        var id = Counters.Reserve(transaction, "communities", 1);
        transaction.Connection!.Execute("insert into communities (id, name) values (@id, @name)", new { id, name }, transaction);
        return new(id);
    }
}
