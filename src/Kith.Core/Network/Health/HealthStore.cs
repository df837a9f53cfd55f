using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Interactions;
using Kith.People;

namespace Kith.Network.Health;

/// <summary>Reads who spoke when, and how soon questions were answered.</summary>
internal static class HealthStore
{
    private const long DayLength = TimeSpan.MillisecondsPerDay;

    /// <summary>Each identity with each UTC day since 1970 on which it spoke where every member may read it.</summary>
    public static IReadOnlyList<(IdentityId Identity, int Day)> SpokenDays(DbConnection connection) => [.. connection.Query<(long, long)>(
        $"""
        select distinct m.author_id, m.at / {DayLength} from messages m join conversations c on c.id = m.conversation_id
        where m.deleted_at is null and m.act is null and {Visible.To(connection, Reader.Member)}
        """, new { reader = Visible.Parameter(Reader.Member) }).Select(row => (new IdentityId(row.Item1), (int)row.Item2))];

    /// <summary>In how many communities somebody spoke, or met, where every member may read it.</summary>
    public static int Communities(DbConnection connection) => connection.ExecuteScalar<int>(
        $"""
        select count(*) from communities k where exists (select 1 from conversations c where c.community_id = k.id and {Visible.To(connection, Reader.Member)}
          and (c.head > 0 or exists (select 1 from interactions i where i.conversation_id = c.id)))
        """, new { reader = Visible.Parameter(Reader.Member) });

    /// <summary>The same since a day where a whole community may read it, but this reader may not.</summary>
    public static IReadOnlyList<(IdentityId Identity, int Day)> SpokenElsewhere(DbConnection connection, Reader reader, int since) => Elsewhere(connection, reader, since, isElsewhere =>
        $"""
        select distinct m.author_id, m.at / {DayLength} from conversations c cross join messages m
        where {isElsewhere} and m.conversation_id = c.id and m.at >= @since and m.deleted_at is null and m.act is null
        """);

    /// <summary>Each identity with each UTC day since a day on which it turned to somebody there, somebody to it, or both met.</summary>
    public static IReadOnlyList<(IdentityId Identity, int Day)> InContactElsewhere(DbConnection connection, Reader reader, int since) => Elsewhere(connection, reader, since, isElsewhere =>
        $"""
        select i.from_id, i.at / {DayLength} from conversations c cross join interactions i where {isElsewhere} and i.conversation_id = c.id and i.at >= @since
        union
        select i.to_id, i.at / {DayLength} from conversations c cross join interactions i where {isElsewhere} and i.conversation_id = c.id and i.at >= @since
        """);

    // A cross join, by which SQLite goes from conversations to what was said there; by itself it goes through all that was ever said.
    private static IReadOnlyList<(IdentityId Identity, int Day)> Elsewhere(DbConnection connection, Reader reader, int since, Func<string, string> query) =>
        [.. connection.Query<(long, long)>(query($"{Visible.To(connection, Reader.Member)} and not {Visible.To(connection, reader)}"),
            new { since = since * DayLength, reader = Visible.Parameter(reader) }).Select(row => (new IdentityId(row.Item1), (int)row.Item2))];

    /// <summary>
    /// Every question since a time: who asked, when, and when somebody first turned to them in the same conversation; null if nobody did.
    /// Whoever speaks next counts: in a thread hardly any answer names whom it is for, or is marked as a reply.
    /// </summary>
    /// <param name="connection">Open.</param>
    /// <param name="since">UTC milliseconds.</param>
    public static IReadOnlyList<Asked> Questions(DbConnection connection, long since) => [.. connection.Query<(long Author, long At, long? Answer)>(
        $"""
        select m.author_id, m.at, (
            select min(i.at) from interactions i
            where i.conversation_id = m.conversation_id and i.to_id = m.author_id and i.from_id <> m.author_id and i.at >= m.at
              and i.kind in ({(int)InteractionKind.Reply}, {(int)InteractionKind.Mention}, {(int)InteractionKind.MailTo}, {(int)InteractionKind.Turn}))
        from messages m join conversations c on c.id = m.conversation_id
        where m.at >= @since and m.deleted_at is null and m.act is null and m.body like '%?%' and {Visible.To(connection, Reader.Member)}
        """, new { since, reader = Visible.Parameter(Reader.Member) }).Select(row => new Asked(new(row.Author), row.At, row.Answer))];

    /// <summary>A question.</summary>
    public readonly record struct Asked(IdentityId By, long At, long? Answer);
}
