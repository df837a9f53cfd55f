using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Store;

namespace Kith.Expertise;

/// <summary>Keeps the index of expertise in the database, beside the version of the log it was made from.</summary>
public static class ExpertiseStore
{
    private const string Name = "expertise";

    // PostgreSQL and SQLite both take larger values, but not gladly.
    private const int PartLength = 8 << 20;

    /// <summary>The index as of now: the stored one, or, if the log has grown since, a new one, which is then stored.</summary>
    public static ExpertiseIndex Load(Database database)
    {
        using var connection = database.Connect();
        var version = Log.Version(connection);
        if (Stored(connection, version) is { } stored)
        {
            return stored;
        }
        var index = Utterances.Read(connection);
        Store(database, version, index.ToBytes());
        return index;
    }

    private static ExpertiseIndex? Stored(DbConnection connection, long version)
    {
        using var bytes = new MemoryStream();
        foreach (var part in connection.Query<byte[]>("select bytes from snapshots where name = @Name and version = @version order by part", new { Name, version }, buffered: false))
        {
            bytes.Write(part);
        }
        return bytes.Length == 0 ? null : ExpertiseIndex.FromBytes(bytes.GetBuffer().AsSpan(0, (int)bytes.Length));
    }

    private static void Store(Database database, long version, byte[] bytes)
    {
        // Somebody else is at it: then theirs will do.
        using var held = Exclusive.TryTake(database, Name);
        if (held is null)
        {
            return;
        }
        database.Write(transaction =>
        {
            transaction.Connection!.Execute("delete from snapshots where name = @Name", new { Name }, transaction);
            using var rows = new Bulk(transaction, "snapshots", "name, part, version, bytes");
            for (var part = 0; part * PartLength < bytes.Length; part++)
            {
                rows.Add(Name, (long)part, version, bytes[(part * PartLength)..Math.Min(bytes.Length, (part + 1) * PartLength)]);
            }
        });
    }
}
