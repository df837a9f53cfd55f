using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Interactions;
using Kith.People;
using Kith.Store;

namespace Kith.Ties;

/// <summary>Contacts, and the interactions behind them, in the database.</summary>
public static class ContactStore
{
    private sealed record EvidenceRow(long ConversationId, long Seq, long At, long Kind, long FromId, long ToId);

    /// <summary>Contacts from conversations that every member may see.</summary>
    public static IReadOnlyList<ContactRow> Open(DbConnection connection) => Read(connection, "where scope = 0", new { });

    /// <summary>Whether there are so many that it takes long to read them all.</summary>
    public static bool AreMany(DbConnection connection) => connection.ExecuteScalar<long>("select count(*) from (select 1 from contacts limit 20000) counted") == 20_000;

    /// <summary>How many interactions there are.</summary>
    public static long Count(DbConnection connection) => connection.ExecuteScalar<long>("select count(*) from interactions");

    /// <summary>Contacts of these identities from conversations that only participants may see.</summary>
    public static IReadOnlyList<ContactRow> Private(DbConnection connection, IReadOnlyList<IdentityId> identities)
    {
        var ids = identities.Select(id => id.Value).ToArray();
        return Read(connection, $"where scope = 1 and (from_id {Sql.Among(connection, "ids")} or to_id {Sql.Among(connection, "ids")})", new { ids });
    }

    /// <summary>The latest interactions between two people that the reader may see, newest first.</summary>
    public static IReadOnlyList<TieEvidence> Evidence(DbConnection connection, Reader reader, Person one, Person other, int count)
    {
        var (ours, theirs) = (Ids(one), Ids(other));
        return [.. connection.Query<EvidenceRow>(
            $"""
            select i.conversation_id as ConversationId, i.seq as Seq, i.at as At, i.kind as Kind, i.from_id as FromId, i.to_id as ToId
            from interactions i join conversations c on c.id = i.conversation_id
            where ((i.from_id {Sql.Among(connection, "ours")} and i.to_id {Sql.Among(connection, "theirs")})
                or (i.from_id {Sql.Among(connection, "theirs")} and i.to_id {Sql.Among(connection, "ours")}))
              and {Visible.To(connection, reader)}
            order by i.at desc, i.seq desc limit @count
            """, new { ours, theirs, count, reader = Visible.Parameter(reader) })
            .Select(row => new TieEvidence(new(row.ConversationId), row.Seq, row.At, (InteractionKind)row.Kind, ours.Contains(row.FromId)))];
    }

    private static long[] Ids(Person person) => [.. person.Identities.Select(identity => identity.Id.Value)];

    // By hand: half a million of them are read before the first page of a large community.
    private static List<ContactRow> Read(DbConnection connection, string condition, object parameters)
    {
        var contacts = new List<ContactRow>();
        using var rows = (DbDataReader)connection.ExecuteReader($"select from_id, to_id, scope, days, interactions, first_at, last_at from contacts {condition} order by from_id, to_id", parameters);
        while (rows.Read())
        {
            contacts.Add(new(rows.GetInt64(0), rows.GetInt64(1), rows.GetInt64(2) == 1, Days.FromBytes(rows.GetFieldValue<byte[]>(3)), rows.GetInt64(4), rows.GetInt64(5), rows.GetInt64(6)));
        }
        return contacts;
    }
}

/// <summary>An interaction behind a tie.</summary>
/// <param name="Conversation">Where.</param>
/// <param name="Seq">The message; 0 if it comes from the conversation as a whole.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Kind">What was done.</param>
/// <param name="There">From the person to the other; false: the other way.</param>
public sealed record TieEvidence(ConversationId Conversation, long Seq, long At, InteractionKind Kind, bool There);
