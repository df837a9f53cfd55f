using System.Data.Common;
using Kith.Conversations;
using Npgsql;

namespace Kith.Rooms;

/// <summary>On PostgreSQL each statement is a journey: all rows of a kind go in one, and all statements of a group in one batch.</summary>
internal sealed class PostgresRoomConnection(DbConnection connection) : RoomConnection(connection)
{
    private const string HoldText = "select id, head, last_at, changed from conversations where id = any($1) order by id for update";

    private const string SaidText =
        """
        select m.conversation_id, m.key, m.seq, m.at from unnest($1::bigint[], $2::text[]) as asked (room, key)
        join messages m on m.conversation_id = asked.room and m.key = asked.key
        """;

    private const string MessagesText =
        """
        insert into messages (conversation_id, seq, key, author_id, at, markup, body, reply_to, addressed, question_id, entry)
        select * from unnest($1::bigint[], $2::bigint[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::text[], $8::text[], $9::text[], $10::bigint[], $11::text[])
        """;

    private const string ChangesText =
        """
        insert into changes (conversation_id, number, at, kind, reference)
        select * from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[], $5::bigint[])
        """;

    private const string RoomsText =
        """
        update conversations c set head = now.head, first_at = coalesce(c.first_at, now.last), last_at = now.last, changed = now.changed
        from unnest($1::bigint[], $2::bigint[], $3::bigint[], $4::bigint[]) as now (id, head, last, changed) where c.id = now.id
        """;

    public override Dictionary<long, RoomState> Hold(IReadOnlyList<long> ids)
    {
        using var batch = Batch((HoldText, [ids.ToArray()]));
        using var rows = batch.ExecuteReader();
        var held = new Dictionary<long, RoomState>();
        while (rows.Read())
        {
            held[rows.GetInt64(0)] = new RoomState(rows.GetInt64(0), rows.GetInt64(1), rows.IsDBNull(2) ? null : rows.GetInt64(2), rows.GetInt64(3));
        }
        return held;
    }

    public override Dictionary<(long Room, string Key), Posted> Said(IReadOnlyList<(long Room, string Key)> keys)
    {
        var found = new Dictionary<(long, string), Posted>();
        if (keys.Count == 0)
        {
            return found;
        }
        using var batch = Batch((SaidText, [keys.Select(one => one.Room).ToArray(), keys.Select(one => one.Key).ToArray()]));
        using var rows = batch.ExecuteReader();
        while (rows.Read())
        {
            found[(rows.GetInt64(0), rows.GetString(1))] = new Posted(rows.GetInt64(2), rows.GetInt64(3), Again: true);
        }
        return found;
    }

    public override void Write(IReadOnlyList<NewMessage> messages, IReadOnlyList<Change> changes, IReadOnlyList<RoomState> rooms)
    {
        var statements = new List<(string, object[])>();
        if (messages.Count > 0)
        {
            statements.Add((MessagesText,
            [
                Column(messages, m => m.Conversation), Column(messages, m => m.Seq), Column(messages, m => m.Key), Column(messages, m => m.Author),
                Column(messages, m => m.At), Column(messages, m => (long)m.Markup), Column(messages, m => m.Body), Column(messages, m => m.ReplyTo),
                Column(messages, m => m.Addressed), Column(messages, m => m.Question), Column(messages, m => m.Entry),
            ]));
        }
        if (changes.Count > 0)
        {
            statements.Add((ChangesText,
            [
                Column(changes, c => c.Room.Value), Column(changes, c => c.Number), Column(changes, c => c.At), Column(changes, c => (long)c.Kind), Column(changes, c => c.Reference),
            ]));
        }
        if (rooms.Count > 0)
        {
            statements.Add((RoomsText, [Column(rooms, r => r.Id.Value), Column(rooms, r => r.Head), Column(rooms, r => r.LastAt), Column(rooms, r => r.Number)]));
        }
        if (statements.Count > 0)
        {
            using var batch = Batch([.. statements]);
            batch.ExecuteNonQuery();
        }
    }

    private static TValue[] Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value) => [.. rows.Select(value)];

    private NpgsqlBatch Batch(params ReadOnlySpan<(string Text, object[] Values)> statements)
    {
        var batch = new NpgsqlBatch((NpgsqlConnection)Connection, (NpgsqlTransaction)Transaction);
        foreach (var (text, values) in statements)
        {
            var command = new NpgsqlBatchCommand(text);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }
            batch.BatchCommands.Add(command);
        }
        // The server knows them after the first time.
        batch.Prepare();
        return batch;
    }
}
