using System.Data.Common;
using System.Runtime.CompilerServices;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Kith.Store;

/// <summary>
/// Where everything is kept. Hands out open connections and write transactions; knows the engine so that the few
/// statements which differ can ask. It is not a unit of work and holds no state but the pool.
/// </summary>
public sealed class Database : IDisposable
{
    private static readonly ConditionalWeakTable<SQLitePCL.sqlite3, object> Settled = [];

    /// <summary>On PostgreSQL: tells other nodes that something was written, never what, and by which node.</summary>
    internal const string WritesChannel = "kith_writes";

    private readonly NpgsqlDataSource? postgres;
    private readonly string? sqlite;
    private readonly string node = Guid.NewGuid().ToString("N");
    private long changes, writes;

    private Database(string? directory, NpgsqlDataSource? postgres)
    {
        Directory = directory;
        this.postgres = postgres;
        sqlite = directory is null ? null : new SqliteConnectionStringBuilder
        {
            DataSource = Path.Combine(directory, "kith.db"),
            DefaultTimeout = 60,
        }.ToString();
    }

    /// <summary>Which engine this is.</summary>
    public Engine Engine => postgres is null ? Engine.Sqlite : Engine.Postgres;

    /// <summary>The data directory, on SQLite.</summary>
    internal string? Directory { get; }

    /// <summary>Opens (and creates) the SQLite file <c>kith.db</c> in a data directory, made if there is none and then its owner's alone, and brings it up to date.</summary>
    public static Database OpenDirectory(string directory)
    {
        Make(directory);
        SQLitePCL.Batteries_V2.Init();
        return Migrated(new Database(directory, null));
    }

    /// <summary>Opens a PostgreSQL database by its connection string or <c>postgres://</c> address and brings it up to date.</summary>
    public static Database OpenPostgres(string connection) =>
        Migrated(new Database(null, NpgsqlDataSource.Create(PostgresAddress.ToConnectionString(connection))));

    /// <summary>A new open connection; the caller disposes of it.</summary>
    public DbConnection Connect()
    {
        if (postgres is not null)
        {
            return postgres.OpenConnection();
        }
        var connection = new SqliteConnection(sqlite);
        connection.Open();
        if (Settled.TryGetValue(connection.Handle!, out _))
        {
            return connection; // From the pool: it keeps what was set.
        }
        // SQLite itself looks again within milliseconds when another writes; the provider would sleep for 150.
        // FULL: what is acknowledged survives a loss of power. 64 MiB of cache keep the indexes of a large import in memory.
        Execute(connection, "pragma busy_timeout=60000; pragma journal_mode=wal; pragma synchronous=full; pragma foreign_keys=on; pragma cache_size=-65536; pragma temp_store=memory");
        Settled.Add(connection.Handle!, this);
        return connection;
    }

    /// <summary>How often something was written, through this object or as other nodes tell, on which a <see cref="Remembered{TKey, TValue}"/> answer may depend.</summary>
    internal long Changes => Interlocked.Read(ref changes);

    /// <summary>The same, without what happens in rooms.</summary>
    internal long Writes => Interlocked.Read(ref writes);

    /// <summary>Runs <paramref name="work"/> in one write transaction: all of it is durable when this returns, or nothing is.</summary>
    public T Write<T>(Func<DbTransaction, T> work)
    {
        try
        {
            return Commit(transaction =>
            {
                var result = work(transaction);
                Tell(transaction);
                return result;
            });
        }
        finally
        {
            // A commit whose answer was lost may have been one.
            Written();
        }
    }

    /// <summary>As <see cref="Write(Action{DbTransaction})"/>, for what many write all the time and no <see cref="Remembered{TKey, TValue}"/> answer depends on.</summary>
    public void WriteAside(Action<DbTransaction> work) => Commit(transaction =>
    {
        work(transaction);
        return true;
    });

    /// <inheritdoc cref="Write{T}"/>
    public void Write(Action<DbTransaction> work) => Write(transaction =>
    {
        work(transaction);
        return true;
    });

    /// <summary>Runs <paramref name="work"/> on a connection of its own.</summary>
    public T Read<T>(Func<DbConnection, T> work)
    {
        using var connection = Connect();
        return work(connection);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        postgres?.Dispose();
        if (sqlite is not null)
        {
            using var connection = new SqliteConnection(sqlite);
            SqliteConnection.ClearPool(connection);
        }
    }

    /// <summary>Makes what is remembered old.</summary>
    internal void Changed() => Interlocked.Increment(ref changes);

    /// <summary>Another node has written, if the news is not this one's own; null if there may have been news that nobody heard.</summary>
    internal void Heard(string? from)
    {
        if (from != node)
        {
            Written();
        }
    }

    private void Written()
    {
        Interlocked.Increment(ref writes);
        Changed();
    }

    // Others hear it once the transaction is committed.
    private void Tell(DbTransaction transaction)
    {
        if (postgres is not null)
        {
            Execute(transaction.Connection!, $"select pg_notify('{WritesChannel}', '{node}')", transaction);
        }
    }

    private T Commit<T>(Func<DbTransaction, T> work)
    {
        using var connection = Connect();
        using var transaction = connection.BeginTransaction();
        var result = work(transaction);
        transaction.Commit();
        return result;
    }

    // In it lie private talk, sessions and what is kept of passwords: a directory that is made here is its owner's alone.
    private static void Make(string directory)
    {
        if (OperatingSystem.IsWindows())
        {
            System.IO.Directory.CreateDirectory(directory);
        }
        else
        {
            System.IO.Directory.CreateDirectory(directory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static Database Migrated(Database database)
    {
        try
        {
            Migrations.Apply(database);
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    internal static void Execute(DbConnection connection, string sql, DbTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }
}
