using System.Data.Common;
using Kith.Conversations;
using Kith.Interactions;
using Kith.Store;

namespace Kith.Ties;

/// <summary>
/// Reads messages for the rules, in order of time; messages of one moment in the order of their keys (shorter first, so
/// that numbers sort as numbers), which does not depend on when they arrived.
/// </summary>
internal sealed class SpokenStore(DbConnection connection) : IDisposable
{
    private const string Columns =
        "m.seq, m.at, m.author_id, m.body, case when m.reply_to is null then 0 else 1 end, coalesce(p.seq, 0), coalesce(p.author_id, 0), m.addressed, m.reactions, m.act";

    private const string Tables =
        "messages m left join messages p on p.conversation_id = m.conversation_id and p.key = m.reply_to and p.deleted_at is null";

    private readonly Prepared from = Select(connection, "m.at >= @from", "m.at, length(m.key), m.key");
    private readonly Prepared last = Select(connection, "m.at < @from", $"m.at desc, length(m.key) desc, m.key desc limit {Rules.Window}");
    private readonly Prepared lastOpen = Select(connection, "m.at < @from and m.reply_to is null", $"m.at desc, length(m.key) desc, m.key desc limit {Rules.Window}");

    /// <summary>The messages from a time on, streaming.</summary>
    public IEnumerable<Spoken> From(long conversation, long time) => Read(from, conversation, time);

    /// <summary>The last messages before a time, and the last of the open talk, oldest first: as many of each as a rule may look back.</summary>
    public IReadOnlyList<Spoken> Before(long conversation, long time)
    {
        if (time <= 0)
        {
            return [];
        }
        var all = Read(last, conversation, time).Reverse().ToList();
        var open = all.Count(said => !said.Linked);
        return open == all.Count ? all : [.. Read(lastOpen, conversation, time).Skip(open).Reverse(), .. all];
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        from.Dispose();
        last.Dispose();
        lastOpen.Dispose();
    }

    private static Prepared Select(DbConnection connection, string condition, string order) => new(connection, null,
        $"select {Columns} from {Tables} where m.conversation_id = @conversation and {condition} and m.deleted_at is null order by {order}", "conversation", "from");

    private static IEnumerable<Spoken> Read(Prepared select, long conversation, long time)
    {
        using var rows = select.Read(conversation, time);
        while (rows.Read())
        {
            yield return new Spoken(
                rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2), rows.GetString(3), rows.GetInt64(4) != 0, rows.GetInt64(5), rows.GetInt64(6),
                Addressed.Parse(Text(rows, 7)), Reactions.Parse(Text(rows, 8)), Act.Parse(Text(rows, 9)));
        }
    }

    private static string? Text(DbDataReader rows, int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
}
