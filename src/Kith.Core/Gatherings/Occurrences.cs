using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Store;

namespace Kith.Gatherings;

/// <summary>
/// The gatherings of a series: made ahead, once each; moved along when the series changes, unless somebody touched them.
/// A rule gives a day at most once, so that the day tells which of its dates a gathering is, also when the time of day changes.
/// </summary>
public static class Occurrences
{
    private const long Ahead = 8 * 7 * TimeSpan.MillisecondsPerDay;
    private const int AtLeast = 3, AtMost = 100;

    private sealed record Row(long Id, string? Occurrence, long State, long StartsAt, long Touched, long Settled)
    {
        public string? Day => Occurrence?[..10];
    }

    /// <summary>
    /// Makes the gatherings of the next eight weeks, at least three, that are not there yet. Run again, on any node, it adds nothing.
    /// </summary>
    /// <returns>The new ones.</returns>
    public static IReadOnlyList<ConversationId> Make(DbTransaction transaction, Series series, long now)
    {
        if (series.EndedAt is not null)
        {
            return [];
        }
        Hold(transaction, series.Id);
        var known = Rows(transaction, series.Id).Select(row => row.Day).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var turn = known.Count;
        return [.. Wanted(series, now).Where(date => !known.Contains(Day(date))).Select(date => Schedule(transaction, series, date, turn++, now))];
    }

    /// <summary>Whether <see cref="Make"/> would add any.</summary>
    internal static bool AreMissing(DbConnection connection, Series series, long now)
    {
        var known = Days(connection, series.Id);
        return Wanted(series, now).Any(date => !known.Contains(Day(date)));
    }

    /// <summary>
    /// Brings the planned gatherings that nobody touched in line with a series that was changed: those whose date the rule still
    /// gives stay, the others move to its next dates in order; one for which there is no date left is cancelled.
    /// </summary>
    /// <returns>Those that are at another time now, or cancelled.</returns>
    public static IReadOnlyList<ConversationId> Follow(DbTransaction transaction, Series series, long now)
    {
        Hold(transaction, series.Id);
        var rows = Rows(transaction, series.Id);
        var open = rows.Where(row => row.Touched == 0 && row.State < (long)GatheringState.Live && row.StartsAt > now).ToList();
        var taken = rows.Except(open).Select(row => row.Day).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var dates = series.Recurrence.From(now).Where(date => !taken.Contains(Day(date))).Take(open.Count).ToList();
        var places = Match([.. open.Select(row => row.Day)], [.. dates.Select(Day)]);
        // Two may change places: first all let go of theirs.
        Execute(transaction, $"update gatherings set occurrence = null where conversation_id {Sql.Among(transaction.Connection!, "ids")}", new { ids = open.Select(row => row.Id).ToArray() });
        var moved = new List<ConversationId>();
        foreach (var (row, place) in open.Zip(places))
        {
            if (place is not { } index)
            {
                GatheringStore.Take(transaction, new(row.Id), GatheringStep.Cancel, now);
                moved.Add(new(row.Id));
                continue;
            }
            Align(transaction, series, row.Id, dates[index], now);
            if (dates[index].At != row.StartsAt)
            {
                moved.Add(new(row.Id));
            }
        }
        return moved;
    }

    /// <summary>Gives the planned gatherings whose moderators nobody chose to the rota, in turn, beginning with its first.</summary>
    public static void FollowRota(DbTransaction transaction, Series series, long now)
    {
        Hold(transaction, series.Id);
        var turn = 0;
        foreach (var row in Rows(transaction, series.Id).Where(row => row.Settled == 0 && row.State < (long)GatheringState.Live && row.StartsAt > now))
        {
            Rota.Assign(transaction, new(row.Id), (GatheringState)row.State, Rota.Turn(series.Rota, turn++), now);
        }
    }

    /// <summary>Ends a series: what is planned and was not touched is cancelled.</summary>
    /// <returns>Those cancelled.</returns>
    public static IReadOnlyList<ConversationId> End(DbTransaction transaction, Series series, long now)
    {
        Hold(transaction, series.Id);
        if (!SeriesStore.End(transaction, series.Id, now))
        {
            return [];
        }
        var open = Rows(transaction, series.Id).Where(row => row.Touched == 0 && row.State < (long)GatheringState.Live && row.StartsAt > now).Select(row => new ConversationId(row.Id)).ToList();
        open.ForEach(id => GatheringStore.Take(transaction, id, GatheringStep.Cancel, now));
        return open;
    }

    /// <summary>Which of the next dates each gathering takes: its own if it is among them, else the first that is nobody's; null if none is left.</summary>
    internal static IReadOnlyList<int?> Match(IReadOnlyList<string?> own, IReadOnlyList<string> dates)
    {
        var kept = own.Select(date => date is null ? -1 : dates.ToList().IndexOf(date)).ToList();
        var free = new Queue<int>(Enumerable.Range(0, dates.Count).Except(kept));
        return [.. kept.Select(index => index >= 0 ? index : free.TryDequeue(out var next) ? next : (int?)null)];
    }

    /// <summary>The local days on which a series has gatherings, whoever asks.</summary>
    public static IReadOnlyCollection<string> Days(DbConnection connection, SeriesId series) => connection.Query<string>(
        "select substr(occurrence, 1, 10) from gatherings where series_id = @id and occurrence is not null", new { id = series.Value }).ToHashSet(StringComparer.Ordinal);

    /// <summary>The local day of a date.</summary>
    internal static string Day(Occurrence date) => Zones.Text(date.Local)[..10];

    private static IEnumerable<Occurrence> Wanted(Series series, long now) =>
        series.Recurrence.From(now).Take(AtMost).TakeWhile((date, index) => index < AtLeast || date.At <= now + Ahead);

    private static ConversationId Schedule(DbTransaction transaction, Series series, Occurrence date, int turn, long now)
    {
        var plan = series.Plan;
        return Planning.Schedule(transaction, new NewGathering(
            series.Community, PlanOf(plan, date), series.CreatedBy, Rota.Turn(series.Rota, turn) is { } moderator ? [moderator] : [],
            QuestionLines.Parse(plan.Questions, plan.Kind == ConversationKind.Meeting ? QuestionKind.Item : QuestionKind.Question),
            Series: series.Id, Occurrence: Zones.Text(date.Local)), now);
    }

    private static void Align(DbTransaction transaction, Series series, long id, Occurrence date, long now)
    {
        Execute(transaction, "update gatherings set occurrence = @local where conversation_id = @id", new { id, local = Zones.Text(date.Local) });
        var gathering = GatheringStore.Any(transaction.Connection!, new(id))!;
        Planning.Change(transaction, gathering, PlanOf(series.Plan, date), now, byHand: false);
    }

    private static GatheringPlan PlanOf(SeriesPlan plan, Occurrence date) =>
        new(plan.Kind, plan.Visibility, plan.Title, plan.Framing, date.At, plan.Minutes, plan.Zone, plan.Guests);

    // One at a time on every node: SQLite has one writer, PostgreSQL locks the row.
    private static void Hold(DbTransaction transaction, SeriesId series)
    {
        if (transaction.Connection is Npgsql.NpgsqlConnection connection)
        {
            connection.Execute("select id from series where id = @id for update", new { id = series.Value }, transaction);
        }
    }

    private static List<Row> Rows(DbTransaction transaction, SeriesId series) => transaction.Connection!.Query<Row>(
        """
        select conversation_id as Id, occurrence as Occurrence, state as State, starts_at as StartsAt, touched as Touched, settled as Settled
        from gatherings where series_id = @id order by starts_at, conversation_id
        """, new { id = series.Value }, transaction).AsList();

    private static void Execute(DbTransaction transaction, string sql, object values) => transaction.Connection!.Execute(sql, values, transaction);
}
