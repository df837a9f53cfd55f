using Dapper;
using Kith.Store;
using Npgsql;

namespace Kith.Tests;

/// <summary>A database of a test's own, empty and up to date, gone when the test is over.</summary>
public sealed class TestDatabase : IDisposable
{
    /// <summary>Set by <c>./test</c>: how to reach the tests' PostgreSQL.</summary>
    public const string Variable = "KITH_TEST_POSTGRES";

    // Brought up to date once on each engine; every test gets a copy, which takes a third of the time.
    private static readonly Lazy<byte[]> Bytes = new(MakeBytes);
    private static readonly Lazy<string> Template = new(MakeTemplate);

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

    private static string Server => Environment.GetEnvironmentVariable(Variable)
        ?? throw new InvalidOperationException($"{Variable} is not set: run ./test, which starts a PostgreSQL of its own.");

    public static TestDatabase On(Engine engine) => engine == Engine.Sqlite ? Sqlite() : Postgres();

    public void Dispose()
    {
        Database.Dispose();
        remove();
    }

    private static TestDatabase Sqlite()
    {
        var directory = Folder();
        File.WriteAllBytes(FileIn(directory), Bytes.Value);
        return new TestDatabase(Database.OpenDirectory(directory.FullName), directory.FullName, () => directory.Delete(recursive: true));
    }

    private static TestDatabase Postgres()
    {
        var name = $"{Template.Value}_{Interlocked.Increment(ref last)}";
        Execute($"create database {name} template {Template.Value}");
        var location = At(name);
        return new TestDatabase(Database.OpenPostgres(location), location, () => Execute($"drop database {name} with (force)"));
    }

    private static byte[] MakeBytes()
    {
        var directory = Folder();
        Database.OpenDirectory(directory.FullName).Dispose();
        var bytes = File.ReadAllBytes(FileIn(directory));
        directory.Delete(recursive: true);
        return bytes;
    }

    private static string MakeTemplate()
    {
        var name = $"kith_test_{Environment.ProcessId}";
        Execute($"drop database if exists {name}");
        Execute($"create database {name}");
        // Without a pool: nobody may be connected to what is copied.
        Database.OpenPostgres(new NpgsqlConnectionStringBuilder(At(name)) { Pooling = false }.ToString()).Dispose();
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Execute($"drop database {name}");
        return name;
    }

    // Best in memory, as ./test does: nothing here is dear, and a disk would be waited for at every commit.
    private static DirectoryInfo Folder() => Directory.CreateDirectory(Path.Combine(
        Environment.GetEnvironmentVariable("KITH_TEST_FILES") ?? Path.GetTempPath(), $"kith-test-{Path.GetRandomFileName()}"));

    private static string FileIn(DirectoryInfo directory) => Path.Combine(directory.FullName, "kith.db");

    private static string At(string name) => new NpgsqlConnectionStringBuilder(Server) { Database = name }.ToString();

    private static void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(Server);
        connection.Execute(sql);
    }
}
