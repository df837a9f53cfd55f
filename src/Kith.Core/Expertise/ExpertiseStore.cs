using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Store;

namespace Kith.Expertise;

/// <summary>
/// The index of expertise as of now. It grows with the log: a message costs what the message costs. Kept in the database
/// beside the version of the log it was made from, so that the next start begins there.
/// </summary>
public sealed class ExpertiseStore(Database database)
{
    private const string Name = "expertise";

    // PostgreSQL and SQLite both take larger values, but not gladly.
    private const int PartLength = 8 << 20;

    // Stored again when this part of all rows is new, and at least so many; read anew when so many say nothing any more.
    private const int StoredPart = 20;
    private const int GonePart = 4;
    private const int Few = 2_000;

    private readonly Lock growing = new();
    private Growth? growth;
    private ExpertiseIndex? index;
    private long version;
    private int storedRows;

    /// <summary>The index as of now.</summary>
    public ExpertiseIndex Load()
    {
        lock (growing)
        {
            using var connection = database.Connect();
            // Everything as of one moment.
            Database.Execute(connection, database.Engine == Engine.Sqlite ? "begin" : "begin isolation level repeatable read");
            try
            {
                return index is not null && Log.Version(connection) == version ? index : index = Grown(connection);
            }
            catch
            {
                growth = null; // what is half grown is read again from what is stored
                throw;
            }
            finally
            {
                Database.Execute(connection, "commit");
            }
        }
    }

    private ExpertiseIndex Grown(DbConnection connection)
    {
        var now = Log.Version(connection);
        var stored = connection.ExecuteScalar<long?>("select max(version) from snapshots where name = @Name", new { Name }) ?? 0;
        if (growth is null || version < stored)
        {
            (growth, version) = (Stored(connection, stored), stored);
            storedRows = growth?.Builder.Rows ?? 0;
        }
        if (growth is null || growth.Builder.Gone > Few + growth.Builder.Rows / GonePart || MostChanged(connection))
        {
            growth = new Growth(new ExpertiseBuilder());
            growth.All(connection);
            storedRows = 0;
        }
        else
        {
            growth.Since(connection, version);
        }
        version = now;
        var grown = growth.Builder.Build();
        if (growth.Builder.Rows - storedRows > Few + growth.Builder.Rows / StoredPart || storedRows == 0)
        {
            Store(grown.ToBytes());
        }
        return grown;
    }

    // Then reading everything is no more work.
    private bool MostChanged(DbConnection connection) => connection.ExecuteScalar<long>(
        """
        select count(*) from (select conversation_id, min(from_at) as from_at from log_changes where version > @version group by conversation_id) c
        join messages m on m.conversation_id = c.conversation_id and m.at >= c.from_at
        """, new { version }) > Few + growth!.Builder.Rows / 2;

    private static Growth? Stored(DbConnection connection, long stored)
    {
        using var bytes = new MemoryStream();
        foreach (var part in connection.Query<byte[]>("select bytes from snapshots where name = @Name and version = @stored order by part", new { Name, stored }, buffered: false))
        {
            bytes.Write(part);
        }
        return bytes.Length > 0 && ExpertiseBuilder.FromBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length)) is { } builder ? new Growth(builder) : null;
    }

    private void Store(byte[] bytes)
    {
        // Somebody else is at it: then theirs will do.
        using var held = Exclusive.TryTake(database, Name);
        if (held is null)
        {
            return;
        }
        database.Write(transaction =>
        {
            // A newer one has forgotten what changed since ours.
            if (transaction.Connection!.Execute("delete from snapshots where name = @Name and version < @version", new { Name, version }, transaction) == 0
                && transaction.Connection!.ExecuteScalar<long>("select count(*) from snapshots where name = @Name", new { Name }, transaction) > 0)
            {
                return;
            }
            transaction.Connection!.Execute("delete from log_changes where version <= @version", new { version }, transaction);
            using var rows = new Bulk(transaction, "snapshots", "name, part, version, bytes");
            for (var part = 0; part * PartLength < bytes.Length; part++)
            {
                rows.Add(Name, (long)part, version, bytes[(part * PartLength)..Math.Min(bytes.Length, (part + 1) * PartLength)]);
            }
        });
        storedRows = growth!.Builder.Rows;
    }
}
