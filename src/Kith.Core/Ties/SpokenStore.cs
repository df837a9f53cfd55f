using System.Data.Common;
using Kith.Conversations;
using Kith.Interactions;

namespace Kith.Ties;

/// <summary>
/// Reads messages for the rules, in order of time; messages of one moment in the order of their keys (shorter first, so
/// that numbers sort as numbers), which does not depend on when they arrived.
/// </summary>
internal static class SpokenStore
{
    private const string Columns =
        "m.seq, m.at, m.author_id, m.body, coalesce(p.seq, 0), coalesce(p.author_id, 0), m.addressed, m.reactions, m.act";

    private const string Tables =
        "messages m left join messages p on p.conversation_id = m.conversation_id and p.key = m.reply_to and p.deleted_at is null";

    /// <summary>The messages from a time on, streaming.</summary>
    public static IEnumerable<Spoken> From(DbConnection connection, long conversation, long from) => Read(connection,
        $"""
        select {Columns} from {Tables}
        where m.conversation_id = @conversation and m.at >= @from and m.deleted_at is null
        order by m.at, length(m.key), m.key
        """, conversation, from);

    /// <summary>The last messages before a time, oldest first.</summary>
    public static IReadOnlyList<Spoken> Before(DbConnection connection, long conversation, long from, int count) => from <= 0 ? [] : [.. Read(connection,
        $"""
        select {Columns} from {Tables}
        where m.conversation_id = @conversation and m.at < @from and m.deleted_at is null
        order by m.at desc, length(m.key) desc, m.key desc limit {count}
        """, conversation, from).Reverse()];

    private static IEnumerable<Spoken> Read(DbConnection connection, string sql, long conversation, long from)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Bind(command, "conversation", conversation);
        Bind(command, "from", from);
        using var rows = command.ExecuteReader();
        while (rows.Read())
        {
            yield return new Spoken(
                rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetString(3), rows.GetInt64(4), rows.GetInt64(5),
                Addressed.Parse(Text(rows, 6)), Reactions.Parse(Text(rows, 7)), Act.Parse(Text(rows, 8)));
        }
    }

    private static void Bind(DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.Value = value;
        command.Parameters.Add(parameter);
    }

    private static string? Text(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
