using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;
using Kith.Store;

namespace Kith.Gatherings;

/// <summary>Series and their rotas in the database.</summary>
public static class SeriesStore
{
    private sealed record Row(
        long Id, long CommunityId, string Community, string Title, string Framing, long Kind, long Visibility, long Guests, string Questions, string Rule, string Zone,
        string Starts, long Minutes, string Uid, long CreatedBy, long ChangedAt, long Revision, long? EndedAt)
    {
        public Series Of(IReadOnlyList<IdentityId> rota) => new(
            new(Id), new(CommunityId), Community,
            new((ConversationKind)Kind, (Visibility)Visibility, Title, Framing, Rule, Zone, Starts, (int)Minutes, Guests != 0, Questions),
            new(CreatedBy), Uid, ChangedAt, (int)Revision, EndedAt, rota);
    }

    /// <summary>One series, or null if there is none of that number for the reader.</summary>
    public static Series? Find(DbConnection connection, Reader reader, SeriesId id) => List(connection, $"s.id = @id and {To(reader)}", new { id = id.Value }).SingleOrDefault();

    /// <summary>All that the reader may see, those that go on first, by title.</summary>
    public static IReadOnlyList<Series> All(DbConnection connection, Reader reader) => List(connection, To(reader), new { });

    /// <summary>All that go on, whoever asks.</summary>
    internal static IReadOnlyList<Series> Going(DbConnection connection) => List(connection, "s.ended_at is null", new { });

    /// <summary>Begins a series; its gatherings are made by <see cref="Occurrences"/>.</summary>
    /// <exception cref="InvalidInputException">Something in it can't be.</exception>
    public static SeriesId Add(DbTransaction transaction, Accounts.CommunityId community, SeriesPlan plan, IdentityId by, IReadOnlyList<IdentityId> rota, long now)
    {
        plan = Checked(plan);
        var id = Counters.Reserve(transaction, "series", 1);
        transaction.Connection!.Execute(
            """
            insert into series (id, community_id, title, framing, kind, visibility, guests, questions, rule, zone, starts, minutes, uid, created_by, created_at, changed_at)
            values (@id, @community, @Title, @Framing, @kind, @visibility, @guests, @Questions, @Rule, @Zone, @Starts, @Minutes, @uid, @by, @now, @now)
            """, Values(id, plan, now, new { community = community.Value, uid = Planning.NewUid(), by = by.Value }), transaction);
        SetRota(transaction, new(id), rota);
        return new(id);
    }

    /// <summary>Changes what the gatherings of a series are to be. Those that exist are changed by <see cref="Occurrences.Follow"/>.</summary>
    /// <exception cref="InvalidInputException">Something in it can't be.</exception>
    public static void Change(DbTransaction transaction, SeriesId id, SeriesPlan plan, long now) => transaction.Connection!.Execute(
        """
        update series set title = @Title, framing = @Framing, kind = @kind, visibility = @visibility, guests = @guests, questions = @Questions,
          rule = @Rule, zone = @Zone, starts = @Starts, minutes = @Minutes, changed_at = @now, revision = revision + 1
        where id = @id
        """, Values(id.Value, Checked(plan), now, new { }), transaction);

    /// <summary>Says that no more are to be made; false if it had ended before.</summary>
    public static bool End(DbTransaction transaction, SeriesId id, long now) => transaction.Connection!.Execute(
        "update series set ended_at = @now, changed_at = @now, revision = revision + 1 where id = @id and ended_at is null", new { id = id.Value, now }, transaction) == 1;

    /// <summary>Makes these the moderators in turn.</summary>
    public static void SetRota(DbTransaction transaction, SeriesId id, IReadOnlyList<IdentityId> rota)
    {
        Planning.CheckModerators(rota);
        transaction.Connection!.Execute("delete from rota where series_id = @id", new { id = id.Value }, transaction);
        foreach (var (identity, position) in rota.Distinct().Select((identity, position) => (identity.Value, position)))
        {
            transaction.Connection!.Execute("insert into rota (series_id, position, identity_id) values (@id, @position, @identity)", new { id = id.Value, position, identity }, transaction);
        }
    }

    internal static SeriesPlan Checked(SeriesPlan plan)
    {
        if (plan.Visibility == Visibility.Participants)
        {
            throw new InvalidInputException("A series can't be only for those invited.", "visibility", "Choose everybody or the community; single gatherings can be for a few.");
        }
        var recurrence = Recurrence.Parse(plan.Rule, plan.Starts, plan.Zone);
        var one = Planning.Checked(new(plan.Kind, plan.Visibility, plan.Title, plan.Framing, 0, plan.Minutes, plan.Zone, plan.Guests));
        QuestionLines.Parse(plan.Questions).ToList().ForEach(Agenda.Check);
        return plan with
        {
            Title = one.Title, Framing = one.Framing, Rule = Recurrence.Stripped(plan.Rule), Starts = Zones.Text(recurrence.Starts),
            Questions = Typed.Text(plan.Questions, 20_000, "questions"),
        };
    }

    private static DynamicParameters Values(long id, SeriesPlan plan, long now, object more)
    {
        var values = new DynamicParameters(new
        {
            id, plan.Title, plan.Framing, kind = (long)plan.Kind, visibility = (long)plan.Visibility, guests = plan.Guests ? 1L : 0, plan.Questions,
            plan.Rule, plan.Zone, plan.Starts, Minutes = (long)plan.Minutes, now,
        });
        values.AddDynamicParams(more);
        return values;
    }

    // A series has no room of its own, so that Visible can't say it.
    private static string To(Reader reader) => reader.Communities switch
    {
        null => "s.visibility < 2",
        [] => "s.visibility = 0",
        var own => $"(s.visibility = 0 or s.community_id in ({string.Join(',', own)}))",
    };

    private static List<Series> List(DbConnection connection, string condition, object values)
    {
        var rows = connection.Query<Row>(
            $"""
            select s.id as Id, s.community_id as CommunityId, m.name as Community, s.title as Title, s.framing as Framing, s.kind as Kind, s.visibility as Visibility,
              s.guests as Guests, s.questions as Questions, s.rule as Rule, s.zone as Zone, s.starts as Starts, s.minutes as Minutes, s.uid as Uid,
              s.created_by as CreatedBy, s.changed_at as ChangedAt, s.revision as Revision, s.ended_at as EndedAt
            from series s join communities m on m.id = s.community_id where {condition}
            order by case when s.ended_at is null then 0 else 1 end, s.title, s.id
            """, values).ToList();
        var ids = rows.Select(row => row.Id).ToArray();
        var rotas = connection.Query<(long Series, long Identity)>(
            $"select series_id, identity_id from rota where series_id {Sql.Among(connection, "ids")} order by series_id, position", new { ids })
            .ToLookup(row => row.Series, row => new IdentityId(row.Identity));
        return [.. rows.Select(row => row.Of([.. rotas[row.Id]]))];
    }
}
