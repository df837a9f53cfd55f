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
        "m.seq, m.at, m.author_id, m.body, case when m.reply_to is null then 0 else 1 end, coalesce(p.seq, 0), coalesce(p.author_id, 0), m.addressed, m.reactions, m.act";

    private const string Tables =
        "messages m left join messages p on p.conversation_id = m.conversation_id and p.key = m.reply_to and p.deleted_at is null";

    /// <summary>The messages from a time on, streaming.</summary>
    public static IEnumerable<Spoken> From(DbConnection connection, long conversation, long from) => Read(connection,
        $"""
        select {Columns} from {Tables}
        where m.conversation_id = @conversation and m.at >= @from and m.deleted_at is null
        order by m.at, length(m.key), m.key
        """, conversation, from);

    /// <summary>The last messages before a time, and the last of the open talk, oldest first: as many of each as a rule may look back.</summary>
    public static IReadOnlyList<Spoken> Before(DbConnection connection, long conversation, long from)
    {
        if (from <= 0)
        {
            return [];
        }
        var all = Last(connection, conversation, from, "");
        return all.All(said => !said.Linked)
            ? [.. all.Reverse()]
            : [.. Last(connection, conversation, from, "and m.reply_to is null").Skip(all.Count(said => !said.Linked)).Reverse(), .. all.Reverse()];
    }

    private static IReadOnlyList<Spoken> Last(DbConnection connection, long conversation, long from, string condition) => [.. Read(connection,
        $"""
        select {Columns} from {Tables}
        where m.conversation_id = @conversation and m.at < @from and m.deleted_at is null {condition}
        order by m.at desc, length(m.key) desc, m.key desc limit {Rules.Window}
        """, conversation, from)];

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
                rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetString(3), rows.GetInt64(4) != 0, rows.GetInt64(5), rows.GetInt64(6),
                Addressed.Parse(Text(rows, 7)), Reactions.Parse(Text(rows, 8)), Act.Parse(Text(rows, 9)));
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
