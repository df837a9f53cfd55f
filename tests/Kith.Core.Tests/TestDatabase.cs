using Dapper;
using Kith.Store;
using Npgsql;

namespace Kith.Tests;

/// <summary>A database of a test's own, empty and up to date, gone when the test is over.</summary>
public sealed class TestDatabase : IDisposable
{
    /// <summary>Set by <c>./test</c>: how to reach the tests' PostgreSQL.</summary>
    public const string Variable = "KITH_TEST_POSTGRES";

    private static int last;

    private readonly Action remove;

    private TestDatabase(Database database, string location, Action remove)
    {
        Database = database;
        Location = location;
        this.remove = remove;
    }

    public Database Database { get; }

    /// <summary>The data directory, or the connection string.</summary>
    public string Location { get; }

    public static TestDatabase On(Engine engine) => engine == Engine.Sqlite ? Sqlite() : Postgres();

    public void Dispose()
    {
        Database.Dispose();
        remove();
    }

    private static TestDatabase Sqlite()
    {
        var directory = Directory.CreateTempSubdirectory("kith-test-");
        return new TestDatabase(Database.OpenDirectory(directory.FullName), directory.FullName, () => directory.Delete(recursive: true));
    }

    private static TestDatabase Postgres()
    {
        var server = Environment.GetEnvironmentVariable(Variable)
            ?? throw new InvalidOperationException($"{Variable} is not set: run ./test, which starts a PostgreSQL of its own.");
        var name = $"kith_test_{Environment.ProcessId}_{Interlocked.Increment(ref last)}";
        using (var connection = new NpgsqlConnection(server))
        {
            connection.Execute($"create database {name}");
        }
        var location = new NpgsqlConnectionStringBuilder(server) { Database = name }.ToString();
        return new TestDatabase(Database.OpenPostgres(location), location, () =>
        {
            using var connection = new NpgsqlConnection(server);
            connection.Execute($"drop database {name} with (force)");
        });
    }
}
