using System.Data.Common;
using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Gatherings;

/// <summary>Gatherings and their questions in the database.</summary>
public static class GatheringStore
{
    private const string Columns =
        """
        g.conversation_id as Id, c.community_id as CommunityId, g.series_id as SeriesId, g.state as State, g.framing as Framing, g.starts_at as StartsAt,
        g.minutes as Minutes, g.zone as Zone, g.guests as Guests, g.pace as Pace, g.backchannel_id as BackchannelId, g.created_by as CreatedBy,
        g.opened_at as OpenedAt, g.ended_at as EndedAt, g.published_at as PublishedAt, g.changed_at as ChangedAt, g.revision as Revision,
        g.uid as Uid, g.occurrence as Occurrence
        """;

    private sealed record Row(
        long Id, long CommunityId, long? SeriesId, long State, string Framing, long StartsAt, long Minutes, string Zone, long Guests, long Pace, long? BackchannelId,
        long CreatedBy, long? OpenedAt, long? EndedAt, long? PublishedAt, long ChangedAt, long Revision,
        string Uid, string? Occurrence)
    {
        public Gathering Of(Conversation conversation, IReadOnlyList<IdentityId> moderators) => new(
            conversation, new(CommunityId), SeriesId is { } series ? new SeriesId(series) : null, (GatheringState)State, Framing, StartsAt, (int)Minutes, Zone,
            Guests != 0, (int)Pace, BackchannelId is { } backchannel ? new ConversationId(backchannel) : null, new(CreatedBy), OpenedAt, EndedAt, PublishedAt,
            ChangedAt, (int)Revision, Uid, Occurrence, moderators);
    }

    private sealed record QuestionRow(
        long Id, long ConversationId, long Number, long Kind, string Text, long Minutes, long State, string? Options, long? AskedAt, long? ClosedAt)
    {
        public Question Question => new(
            new(Id), new(ConversationId), (int)Number, (QuestionKind)Kind, Text, (int)Minutes, (QuestionState)State, Options?.Split('\n') ?? [], AskedAt, ClosedAt);
    }

    /// <summary>One gathering, or null if there is none of that number for the reader.</summary>
    public static Gathering? Find(DbConnection connection, Reader reader, ConversationId id) =>
        List(connection, reader, "g.conversation_id = @id", new { id = id.Value }, "g.conversation_id", 0, 1).SingleOrDefault();

    /// <summary>One gathering, whoever asks.</summary>
    internal static Gathering? Any(DbConnection connection, ConversationId id)
    {
        var row = connection.QuerySingleOrDefault<Row>($"select {Columns} from gatherings g join conversations c on c.id = g.conversation_id where g.conversation_id = @id", new { id = id.Value });
        return row?.Of(ConversationStore.Any(connection, id)!, [.. ModeratorStore.Of(connection, [id])[id]]);
    }

    /// <summary>The gathering whose room or backchannel this is, whoever asks; null if it is neither.</summary>
    public static Gathering? OfRoom(DbConnection connection, ConversationId room) =>
        connection.ExecuteScalar<long?>("select conversation_id from gatherings where conversation_id = @room or backchannel_id = @room", new { room = room.Value }) is { } id
            ? Any(connection, new(id))
            : null;

    /// <summary>Those whose room is open, the earliest first.</summary>
    public static IReadOnlyList<Gathering> Live(DbConnection connection, Reader reader, CommunityId? community = null) =>
        List(connection, reader, $"g.state = 2 {In(community)}", new { community = community?.Value }, "g.starts_at");

    /// <summary>Those still to be held, the next first; also those that wait for somebody to host them.</summary>
    public static IReadOnlyList<Gathering> Upcoming(DbConnection connection, Reader reader, CommunityId? community = null, int skip = 0, int count = 50) =>
        List(connection, reader, $"g.state < 2 {In(community)}", new { community = community?.Value }, "g.starts_at", skip, count);

    /// <summary>Those that were held, the latest first.</summary>
    public static IReadOnlyList<Gathering> Past(DbConnection connection, Reader reader, CommunityId? community = null, int skip = 0, int count = 50) =>
        List(connection, reader, $"g.state in (3, 4) {In(community)}", new { community = community?.Value }, "g.starts_at desc", skip, count);

    /// <summary>All of a series from a time on (UTC milliseconds), cancelled ones too, the earliest first.</summary>
    public static IReadOnlyList<Gathering> InSeries(DbConnection connection, Reader reader, SeriesId series, long from = 0, int count = 1000) =>
        List(connection, reader, "g.series_id = @series and g.starts_at >= @from", new { series = series.Value, from }, "g.starts_at", 0, count);

    /// <summary>All that start in a span (UTC milliseconds), cancelled ones too: what stands in calendars.</summary>
    public static IReadOnlyList<Gathering> Between(DbConnection connection, Reader reader, long from, long to, CommunityId? community = null) =>
        List(connection, reader, $"g.starts_at >= @from and g.starts_at < @to {In(community)}", new { from, to, community = community?.Value }, "g.starts_at");

    /// <summary>The questions of many gatherings, each by number.</summary>
    public static ILookup<ConversationId, Question> QuestionsOf(DbConnection connection, IReadOnlyCollection<ConversationId> some) =>
        Query(connection, $"conversation_id {Sql.Among(connection, "ids")}", new { ids = some.Select(id => id.Value).ToArray() }).ToLookup(question => question.Gathering);

    /// <summary>The communities that hold gatherings which the reader may see, in order of the alphabet.</summary>
    public static IReadOnlyList<(CommunityId Id, string Name)> Communities(DbConnection connection, Reader reader) => [.. connection.Query<(long, string)>(
        $"""
        select distinct m.id, m.name from gatherings g join conversations c on c.id = g.conversation_id join communities m on m.id = c.community_id
        where {Visible.To(connection, reader)} order by m.name
        """, new { reader = Visible.Parameter(reader) }).Select(row => (new CommunityId(row.Item1), row.Item2))];

    /// <summary>The questions of a gathering by number, dropped ones left out.</summary>
    public static IReadOnlyList<Question> Questions(DbConnection connection, ConversationId id) => Query(connection, "conversation_id = @id", new { id = id.Value });

    /// <summary>The state of a gathering, whoever asks; null if there is none of that number.</summary>
    public static GatheringState? StateOf(DbConnection connection, ConversationId id) =>
        (GatheringState?)connection.ExecuteScalar<long?>("select state from gatherings where conversation_id = @id", new { id = id.Value });

    /// <summary>Takes a step with a gathering and returns the state after it.</summary>
    /// <param name="transaction">A write transaction.</param>
    /// <param name="id">Which.</param>
    /// <param name="step">What happens.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <exception cref="InvalidInputException">There is no such gathering, or the step can't be taken from its state.</exception>
    public static GatheringState Take(DbTransaction transaction, ConversationId id, GatheringStep step, long now)
    {
        var before = StateOf(transaction.Connection!, id) ?? throw new InvalidInputException("There is no such gathering.", "gathering", "The list of gatherings shows all.");
        var after = before.Take(step);
        return SetState(transaction, id, before, after, now)
            ? after
            : throw new InvalidInputException("Somebody else was faster.", "state", "Load the page again.");
    }

    /// <summary>Sets the state if it is still what it was; false if somebody else was faster.</summary>
    public static bool SetState(DbTransaction transaction, ConversationId id, GatheringState from, GatheringState to, long now)
    {
        var moment = to switch
        {
            GatheringState.Live => ", opened_at = @now",
            GatheringState.Ended => ", ended_at = @now",
            GatheringState.Published => ", published_at = @now",
            GatheringState.Cancelled => ", cancelled_at = @now, changed_at = @now, revision = revision + 1, touched = 1",
            _ => ", changed_at = @now, revision = revision + 1",
        };
        return transaction.Connection!.Execute(
            $"update gatherings set state = @to {moment} where conversation_id = @id and state = @from",
            new { to = (long)to, from = (long)from, now, id = id.Value }, transaction) == 1;
    }

    private static List<Question> Query(DbConnection connection, string condition, object values) => [.. connection.Query<QuestionRow>(
        $"""
        select id as Id, conversation_id as ConversationId, number as Number, kind as Kind, text as Text, minutes as Minutes, state as State,
          options as Options, asked_at as AskedAt, closed_at as ClosedAt
        from questions where {condition} and state <> 3 order by conversation_id, number, id
        """, values).Select(row => row.Question)];

    private static string In(CommunityId? community) => community is null ? "" : "and c.community_id = @community";

    private static List<Gathering> List(
        DbConnection connection, Reader reader, string condition, object values, string order, int skip = 0, int count = int.MaxValue)
    {
        var parameters = new DynamicParameters(values);
        parameters.AddDynamicParams(new { skip, count, reader = Visible.Parameter(reader) });
        var rows = connection.Query<Row>(
            $"""
            select {Columns} from gatherings g join conversations c on c.id = g.conversation_id
            where {condition} and {Visible.To(connection, reader)} order by {order}, g.conversation_id limit @count offset @skip
            """, parameters).ToList();
        var ids = rows.Select(row => new ConversationId(row.Id)).ToList();
        var rooms = ConversationStore.Find(connection, reader, ids);
        var moderators = ModeratorStore.Of(connection, ids);
        return [.. rows.Select(row => row.Of(rooms[new(row.Id)], [.. moderators[new(row.Id)]]))];
    }
}
