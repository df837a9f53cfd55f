using System.Data.Common;
using Dapper;
using Kith.Store;

namespace Kith.Conversations;

/// <summary>A message about to be appended; times in UTC milliseconds.</summary>
/// <param name="Conversation">Where.</param>
/// <param name="Seq">The next number of that conversation; the caller holds the log (see <see cref="Log.Hold"/>).</param>
/// <param name="Key">Unique in the conversation.</param>
/// <param name="Author">Number of an identity.</param>
/// <param name="At">When it was said.</param>
/// <param name="Markup">How the body is written.</param>
/// <param name="Body">The words.</param>
/// <param name="ReplyTo">Key of the message it answers.</param>
/// <param name="Addressed">Stored form of <see cref="Conversations.Addressed"/>.</param>
/// <param name="Reactions">Stored form of <see cref="Conversations.Reactions"/>.</param>
/// <param name="Act">Stored form of <see cref="Conversations.Act"/>.</param>
/// <param name="EditedAt">When it was last edited.</param>
/// <param name="Question">Number of the question to which it belongs.</param>
/// <param name="Entry">Stored form of <see cref="EntryMark"/>.</param>
public readonly record struct NewMessage(
    long Conversation, long Seq, string Key, long Author, long At, Markup Markup, string Body,
    string? ReplyTo, string? Addressed, string? Reactions, string? Act, long? EditedAt, long? Question = null, string? Entry = null);

/// <summary>
/// The append-only logs. A message keeps its number for ever; an edit changes its words, a deletion leaves its place.
/// Whatever changes is put on the work list of what is derived, in the same transaction.
/// </summary>
public static class Log
{
    /// <summary>Makes this transaction the only one that appends, on every node, until it ends.</summary>
    public static void Hold(DbTransaction transaction)
    {
        if (transaction.Connection is Npgsql.NpgsqlConnection connection)
        {
            connection.Execute("select pg_advisory_xact_lock(5485)", transaction: transaction);
        }
    }

    /// <summary>Appends messages to one or several conversations, which exist.</summary>
    public static void Append(DbTransaction transaction, IReadOnlyList<NewMessage> messages)
    {
        using (var rows = new Bulk(transaction, "messages", "conversation_id, seq, key, author_id, at, markup, body, reply_to, addressed, reactions, act, edited_at, question_id, entry"))
        {
            foreach (var m in messages)
            {
                rows.Add(m.Conversation, m.Seq, m.Key, m.Author, m.At, (long)m.Markup, m.Body, m.ReplyTo, m.Addressed, m.Reactions, m.Act, m.EditedAt, m.Question, m.Entry);
            }
        }
        using var measure = new Prepared(transaction.Connection!, transaction,
            """
            update conversations set head = @head,
              first_at = case when first_at < @first then first_at else @first end,
              last_at = case when last_at > @last then last_at else @last end
            where id = @id
            """, "head", "first", "last", "id");
        foreach (var conversation in messages.GroupBy(message => message.Conversation))
        {
            measure.Execute(conversation.Max(m => m.Seq), conversation.Min(m => m.At), conversation.Max(m => m.At), conversation.Key);
        }
    }

    /// <summary>Puts conversations on the work lists of ties and of expertise, each from the earliest time that changed (UTC milliseconds).</summary>
    public static void MarkStale(DbTransaction transaction, IEnumerable<(long Conversation, long From)> changes)
    {
        var version = Counters.Reserve(transaction, "log", 1);
        using var mark = new Prepared(transaction.Connection!, transaction,
            """
            insert into stale (conversation_id, from_at, version) values (@conversation, @from, @version)
            on conflict (conversation_id) do update set version = excluded.version,
              from_at = case when stale.from_at < excluded.from_at then stale.from_at else excluded.from_at end
            """, "conversation", "from", "version");
        using var change = new Prepared(transaction.Connection!, transaction,
            """
            insert into log_changes (version, conversation_id, from_at) values (@version, @conversation, @from)
            on conflict (version, conversation_id) do update set
              from_at = case when log_changes.from_at < excluded.from_at then log_changes.from_at else excluded.from_at end
            """, "version", "conversation", "from");
        // In the order in which whoever works the list off takes off it: neither waits for the other.
        foreach (var (conversation, from) in changes.OrderBy(change => change.Conversation))
        {
            mark.Execute(conversation, from, version);
            change.Execute(version, conversation, from);
        }
    }

    /// <summary>Corrects the first and last times of conversations in which messages were changed or removed.</summary>
    public static void Measure(DbTransaction transaction, IEnumerable<long> conversations)
    {
        foreach (var id in conversations)
        {
            transaction.Connection!.Execute(
                """
                update conversations set
                  first_at = (select min(at) from messages m where m.conversation_id = @id and m.deleted_at is null),
                  last_at = (select max(at) from messages m where m.conversation_id = @id and m.deleted_at is null)
                where id = @id
                """, new { id }, transaction);
        }
    }

    /// <summary>Grows with every change of the facts; derived snapshots carry the version they were made from.</summary>
    public static long Version(DbConnection connection) => Counters.Last(connection, "log");
}
