using System.Data.Common;
using Dapper;

namespace Kith.Importing;

/// <summary>Somebody takes part in a conversation, or was at a meeting.</summary>
/// <param name="Conversation">Its number.</param>
/// <param name="Person">Number of the identity.</param>
/// <param name="From">UTC milliseconds, if known.</param>
/// <param name="To">UTC milliseconds, if known.</param>
internal readonly record struct ParticipantRow(long Conversation, long Person, long? From, long? To);

/// <summary>Who takes part, many at a time: meetings have many more of them than messages, and each statement is a journey to PostgreSQL.</summary>
internal static class ParticipantRows
{
    private const int AtOnce = 500;

    /// <summary>Adds people, and times where they were not known or others are told. Returns the conversations in which that changed anything.</summary>
    public static HashSet<long> Take(DbTransaction transaction, IEnumerable<ParticipantRow> rows)
    {
        // One statement may touch a row once: of what is said twice the last counts, as it would one after the other.
        var each = new Dictionary<(long, long), ParticipantRow>();
        foreach (var row in rows)
        {
            var before = each.GetValueOrDefault((row.Conversation, row.Person));
            each[(row.Conversation, row.Person)] = row with { From = row.From ?? before.From, To = row.To ?? before.To };
        }
        return InChunks(transaction, each.Values.Select(row => $"({row.Conversation},{row.Person},{Written(row.From)},{Written(row.To)})"), values =>
            $"""
            insert into participants (conversation_id, identity_id, from_at, to_at) values {values}
            on conflict (conversation_id, identity_id) do update set
              from_at = coalesce(excluded.from_at, participants.from_at), to_at = coalesce(excluded.to_at, participants.to_at)
            where coalesce(participants.from_at, -1) <> coalesce(excluded.from_at, participants.from_at, -1)
               or coalesce(participants.to_at, -1) <> coalesce(excluded.to_at, participants.to_at, -1)
            returning conversation_id
            """);
    }

    /// <summary>Takes people away. Returns the conversations in which that changed anything.</summary>
    public static HashSet<long> Leave(DbTransaction transaction, IEnumerable<(long Conversation, long Person)> gone) =>
        InChunks(transaction, gone.Select(row => $"({row.Conversation},{row.Person})"),
            values => $"delete from participants where (conversation_id, identity_id) in (values {values}) returning conversation_id");

    private static string Written(long? at) => at?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "null";

    // Numbers, so that they can stand in the text.
    private static HashSet<long> InChunks(DbTransaction transaction, IEnumerable<string> rows, Func<string, string> statement)
    {
        var changed = new HashSet<long>();
        foreach (var some in rows.Chunk(AtOnce))
        {
            changed.UnionWith(transaction.Connection!.Query<long>(new CommandDefinition(statement(string.Join(',', some)), transaction: transaction, flags: CommandFlags.NoCache)));
        }
        return changed;
    }
}
