using System.Data.Common;
using Dapper;
using Kith.Store;

namespace Kith.Accounts;

/// <summary>Communities in the database.</summary>
public static class CommunityStore
{
    private const int LongestName = 100;

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
        var name = (typed ?? "").Trim();
        if (name.Length is 0 or > LongestName || name.Any(char.IsControl))
        {
            throw new InvalidInputException("That is no name for a community.", "community", $"Write it in up to {LongestName} characters.");
        }
        var known = transaction.Connection!.ExecuteScalar<long?>("select id from communities where name = @name", new { name }, transaction);
        if (known is { } number)
        {
            return new(number);
        }
        var id = Counters.Reserve(transaction, "communities", 1);
        transaction.Connection!.Execute("insert into communities (id, name) values (@id, @name)", new { id, name }, transaction);
        return new(id);
    }

    /// <summary>Says whether anybody may sign up for it, or only who is invited.</summary>
    public static void Open(DbTransaction transaction, CommunityId id, bool open) =>
        transaction.Connection!.Execute("update communities set sign_up = @open where id = @id", new { id = id.Value, open = open ? 1L : 0L }, transaction);
}
