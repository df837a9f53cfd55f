using System.Data.Common;
using Kith.Conversations;
using Kith.Store;
using Microsoft.Data.Sqlite;

namespace Kith.Rooms;

/// <summary>SQLite holds everything for one writer anyway, and a prepared statement for each row costs less than one for all.</summary>
internal sealed class SqliteRoomConnection : RoomConnection
{
    private const int GroupsBetween = 64, UsualPages = 1000;

    private readonly Prepared room, said, message, change, measure;
    private int groups;

    public SqliteRoomConnection(DbConnection connection) : base(connection)
    {
        // SQLite would now and then move its log into the file while somebody waits for a commit.
        Database.Execute(connection, "pragma wal_autocheckpoint=0");
        room = new Prepared(connection, null, "select head, last_at, changed from conversations where id = @id", "id");
        said = new Prepared(connection, null, "select seq, at from messages where conversation_id = @room and key = @key", "room", "key");
        message = new Prepared(connection, null,
            """
            insert into messages (conversation_id, seq, key, author_id, at, markup, body, reply_to, addressed, question_id, entry)
            values (@room, @seq, @key, @author, @at, @markup, @body, @reply, @addressed, @question, @entry)
            """, "room", "seq", "key", "author", "at", "markup", "body", "reply", "addressed", "question", "entry");
        change = new Prepared(connection, null,
            "insert into changes (conversation_id, number, at, kind, reference) values (@room, @number, @at, @kind, @reference)", "room", "number", "at", "kind", "reference");
        measure = new Prepared(connection, null,
            "update conversations set head = @head, first_at = coalesce(first_at, @last), last_at = @last, changed = @changed where id = @id", "head", "last", "changed", "id");
    }

    public override Dictionary<long, RoomState> Hold(IReadOnlyList<long> ids)
    {
        var held = new Dictionary<long, RoomState>();
        room.In(Transaction);
        foreach (var id in ids)
        {
            using var row = room.Read(id);
            if (row.Read())
            {
                held[id] = new RoomState(id, row.GetInt64(0), row.IsDBNull(1) ? null : row.GetInt64(1), row.GetInt64(2));
            }
        }
        return held;
    }

    public override Dictionary<(long Room, string Key), Posted> Said(IReadOnlyList<(long Room, string Key)> keys)
    {
        var found = new Dictionary<(long, string), Posted>();
        said.In(Transaction);
        foreach (var (id, key) in keys)
        {
            using var row = said.Read(id, key);
            if (row.Read())
            {
                found[(id, key)] = new Posted(row.GetInt64(0), row.GetInt64(1), Again: true);
            }
        }
        return found;
    }

    public override void Write(IReadOnlyList<NewMessage> messages, IReadOnlyList<Change> changes, IReadOnlyList<RoomState> rooms)
    {
        message.In(Transaction);
        foreach (var m in messages)
        {
            message.Execute(m.Conversation, m.Seq, m.Key, m.Author, m.At, (long)m.Markup, m.Body, m.ReplyTo, m.Addressed, m.Question, m.Entry);
        }
        change.In(Transaction);
        foreach (var c in changes)
        {
            change.Execute(c.Room.Value, c.Number, c.At, (long)c.Kind, c.Reference);
        }
        measure.In(Transaction);
        foreach (var one in rooms)
        {
            measure.Execute(one.Head, one.LastAt, one.Number, one.Id.Value);
        }
    }

    public override void TidyUp()
    {
        if (++groups % GroupsBetween == 0)
        {
            Database.Execute(Connection, "pragma wal_checkpoint(passive)");
        }
    }

    public override void Dispose()
    {
        foreach (var statement in (Prepared[])[room, said, message, change, measure])
        {
            statement.Dispose();
        }
        if (Connection is SqliteConnection { Handle: { } handle })
        {
            // Others go on with the connection. This can't fail, whatever has become of it.
            SQLitePCL.raw.sqlite3_wal_autocheckpoint(handle, UsualPages);
        }
        base.Dispose();
    }
}
