using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Recaps;

/// <summary>Something that a person said, and where.</summary>
/// <param name="Conversation">Number of the conversation.</param>
/// <param name="Title">Of the conversation.</param>
/// <param name="Channel">Title of what the conversation belongs to, or null.</param>
/// <param name="Community">Name of the community.</param>
/// <param name="Source">Format of the source.</param>
/// <param name="Seq">Number of the message.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Markup">How the body is written.</param>
/// <param name="Body">The words.</param>
/// <param name="EditedAt">UTC milliseconds of the last edit; null if never.</param>
/// <param name="Question">Number of the question of a gathering that it answers; null if none.</param>
public sealed record SaidBy(
    long Conversation, string Title, string? Channel, string Community, string Source, long Seq, long At, Markup Markup, string Body, long? EditedAt, long? Question)
{
    private sealed record Row(
        long ConversationId, string Title, string? Channel, string Community, string Source, long Seq, long At, long Markup, string Body, long? EditedAt, long? Number)
    {
        public SaidBy Said => new(ConversationId, Title, Channel, Community, Source, Seq, At, (Markup)Markup, Body, EditedAt, Number);
    }

    /// <summary>
    /// All that a person said and nobody removed, conversation by conversation in order of time, streaming. Their words are
    /// theirs also where they may no longer read what others said: it is for that person alone.
    /// </summary>
    public static IEnumerable<SaidBy> All(DbConnection connection, IReadOnlyList<IdentityId> identities) => connection.Query<Row>(
        $"""
        select m.conversation_id as ConversationId, c.title as Title, p.title as Channel, k.name as Community, s.format as Source, m.seq as Seq, m.at as At,
          m.markup as Markup, m.body as Body, m.edited_at as EditedAt, q.number as Number
        from messages m join conversations c on c.id = m.conversation_id join communities k on k.id = c.community_id join sources s on s.id = c.source_id
        left join conversations p on p.id = c.parent_id left join questions q on q.id = m.question_id
        where m.author_id {Sql.Among(connection, "ids")} and m.deleted_at is null and m.act is null
        order by c.first_at, m.conversation_id, m.at, m.seq
        """, new { ids = identities.Select(identity => identity.Value).ToArray() }, buffered: false).Select(row => row.Said);
}
