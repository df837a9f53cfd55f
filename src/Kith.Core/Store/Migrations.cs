using System.Reflection;
using Dapper;

namespace Kith.Store;

/// <summary>
/// Brings a database to the present schema, one numbered text a step, each step whole or not at all.
/// The texts serve both engines; the words in braces are the whole difference of dialect.
/// </summary>
public static class Migrations
{
    /// <summary>Applies what is missing.</summary>
    /// <exception cref="InvalidInputException">The database was made by a newer Kith.</exception>
    public static void Apply(Database database) => database.Write(transaction =>
    {
        var connection = transaction.Connection!;
        if (database.Engine == Engine.Postgres)
        {
            connection.Execute("select pg_advisory_xact_lock(5484)", transaction: transaction);
        }
        connection.Execute("create table if not exists migrations (number bigint primary key)", transaction: transaction);
        var done = connection.ExecuteScalar<long?>("select max(number) from migrations", transaction: transaction) ?? 0;
        var steps = Steps().ToList();
        if (done > steps[^1].Number)
        {
            throw new InvalidInputException($"The database is at schema {done}, this Kith knows up to {steps[^1].Number}.", "schema", "Use a newer Kith.");
        }
        foreach (var (number, sql) in steps.Where(step => step.Number > done))
        {
            Database.Execute(connection, Dialect(sql, database.Engine), transaction);
            connection.Execute("insert into migrations (number) values (@number)", new { number }, transaction);
        }
    });

    private static IEnumerable<(long Number, string Sql)> Steps()
    {
        var assembly = typeof(Migrations).Assembly;
        return assembly.GetManifestResourceNames()
            .Where(name => name.EndsWith(".sql", StringComparison.Ordinal))
            .Select(name => (NumberOf(name), Text(assembly, name)))
            .OrderBy(step => step.Item1);
    }

    private static long NumberOf(string resource) => long.Parse(resource.Split('.')[^2].Split('_')[0]);

    private static string Text(Assembly assembly, string name)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }

    private static string Dialect(string sql, Engine engine) => engine == Engine.Sqlite
        ? sql.Replace("{id}", "integer primary key").Replace("{bytes}", "blob").Replace("{clustered}", "without rowid").Replace("{binary}", "collate binary")
        : sql.Replace("{id}", "bigint primary key").Replace("{bytes}", "bytea").Replace("{clustered}", "").Replace("{binary}", "collate \"C\"");
}
