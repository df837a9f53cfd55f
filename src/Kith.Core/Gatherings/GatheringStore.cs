using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>Gatherings and their questions in the database.</summary>
public static class GatheringStore
{
    private const string Columns =
        """
        g.conversation_id as Id, g.series_id as SeriesId, g.state as State, g.framing as Framing, g.starts_at as StartsAt, g.minutes as Minutes, g.zone as Zone,
        g.guests as Guests, g.pace as Pace, g.backchannel_id as BackchannelId, g.created_by as CreatedBy,
        g.opened_at as OpenedAt, g.ended_at as EndedAt, g.published_at as PublishedAt
        """;

    private sealed record Row(
        long Id, long? SeriesId, long State, string Framing, long StartsAt, long Minutes, string Zone, long Guests, long Pace, long? BackchannelId,
        long CreatedBy, long? OpenedAt, long? EndedAt, long? PublishedAt)
    {
        public Gathering Of(Conversation conversation, IReadOnlyList<IdentityId> moderators) => new(
            conversation, SeriesId is { } series ? new SeriesId(series) : null, (GatheringState)State, Framing, StartsAt, (int)Minutes, Zone, Guests != 0, (int)Pace,
            BackchannelId is { } backchannel ? new ConversationId(backchannel) : null, new(CreatedBy), OpenedAt, EndedAt, PublishedAt, moderators);
    }

    private sealed record QuestionRow(
        long Id, long ConversationId, long Number, long Kind, string Text, long Minutes, long State, string? Options, long? AskedAt, long? ClosedAt)
    {
        public Question Question => new(
            new(Id), new(ConversationId), (int)Number, (QuestionKind)Kind, Text, (int)Minutes, (QuestionState)State, Options?.Split('\n') ?? [], AskedAt, ClosedAt);
    }

    /// <summary>One gathering, or null if there is none of that number for the reader.</summary>
    public static Gathering? Find(DbConnection connection, Reader reader, ConversationId id) =>
        ConversationStore.Find(connection, reader, id) is { } conversation
        && connection.QuerySingleOrDefault<Row>($"select {Columns} from gatherings g where g.conversation_id = @id", new { id = id.Value }) is { } row
            ? row.Of(conversation, ModeratorsOf(connection, id))
            : null;

    /// <summary>The questions of a gathering by number, dropped ones left out.</summary>
    public static IReadOnlyList<Question> Questions(DbConnection connection, ConversationId id) => [.. connection.Query<QuestionRow>(
        """
        select id as Id, conversation_id as ConversationId, number as Number, kind as Kind, text as Text, minutes as Minutes, state as State,
          options as Options, asked_at as AskedAt, closed_at as ClosedAt
        from questions where conversation_id = @id and state <> 3 order by number, id
        """, new { id = id.Value }).Select(row => row.Question)];

    private static IReadOnlyList<IdentityId> ModeratorsOf(DbConnection connection, ConversationId id) => [.. connection.Query<long>(
        "select identity_id from moderators where conversation_id = @id order by identity_id", new { id = id.Value }).Select(identity => new IdentityId(identity))];
}
