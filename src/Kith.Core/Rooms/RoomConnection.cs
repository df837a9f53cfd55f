using System.Data.Common;
using Kith.Conversations;
using Kith.Store;

namespace Kith.Rooms;

/// <summary>The connection of a <see cref="RoomLog"/>: its few statements, prepared. One for each engine, tested by the same tests.</summary>
internal abstract class RoomConnection(DbConnection connection) : IDisposable
{
    protected DbConnection Connection => connection;

    /// <summary>The transaction that is under way.</summary>
    protected DbTransaction Transaction { get; private set; } = null!;

    public static RoomConnection Open(Database database) => database.Engine == Engine.Sqlite
        ? new SqliteRoomConnection(database.Connect())
        : new PostgresRoomConnection(database.Connect());

    public DbTransaction Begin() => Transaction = connection.BeginTransaction();

    /// <summary>Reads how far rooms are, and keeps others from changing them until the transaction ends.</summary>
    /// <param name="ids">In order, so that two nodes never wait for each other.</param>
    public abstract Dictionary<long, RoomState> Hold(IReadOnlyList<long> ids);

    /// <summary>Which of these keys have been said.</summary>
    public abstract Dictionary<(long Room, string Key), Posted> Said(IReadOnlyList<(long Room, string Key)> keys);

    /// <summary>Adds messages and changes, and brings the rows of rooms up to them.</summary>
    public abstract void Write(IReadOnlyList<NewMessage> messages, IReadOnlyList<Change> changes, IReadOnlyList<RoomState> rooms);

    /// <summary>What can wait until those who waited have their answer.</summary>
    public virtual void TidyUp()
    {
    }

    public virtual void Dispose() => connection.Dispose();
}
