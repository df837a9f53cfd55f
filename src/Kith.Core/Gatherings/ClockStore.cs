using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>What the clock has to do, and that it was done.</summary>
public static class ClockStore
{
    private sealed record Row(long Id, long State, long StartsAt, long Minutes, long? LastAt);

    // Properties, not a constructor: where there is no row, SQLite can't tell the type of what is computed.
    private sealed record Reminded
    {
        public long Id { get; init; }

        public long Identity { get; init; }

        public long StartsAt { get; init; }

        public long CreatedAt { get; init; }

        // The shortest lead that was sent for this start; -1 for none.
        public long Last { get; init; }
    }

    /// <summary>Gatherings for which a step is due at <paramref name="now"/> (UTC milliseconds), the earliest first.</summary>
    public static IReadOnlyList<(ConversationId Id, GatheringStep Step)> Due(DbConnection connection, long now) => [.. connection.Query<Row>(
        """
        select g.conversation_id as Id, g.state as State, g.starts_at as StartsAt, g.minutes as Minutes, c.last_at as LastAt
        from gatherings g join conversations c on c.id = g.conversation_id
        where g.state < 3 and g.starts_at <= @now order by g.starts_at, g.conversation_id
        """, new { now })
        .Select(row => (new ConversationId(row.Id), GatheringClock.Due((GatheringState)row.State, row.StartsAt, row.StartsAt + row.Minutes * 60_000, row.LastAt, now)))
        .Where(due => due.Item2 is not null).Select(due => (due.Item1, due.Item2!.Value))];

    /// <summary>Makes the gatherings of every series that are to be there by now; returns how many. Mostly there is nothing to write.</summary>
    public static int Make(Store.Database database, long now) => database
        .Read(connection => SeriesStore.Going(connection).Where(series => Occurrences.AreMissing(connection, series, now)).ToList())
        .Sum(series => database.Write(transaction => Occurrences.Make(transaction, series, now).Count));

    /// <summary>Reminds moderators of what they have before them, each once; returns how many.</summary>
    public static int Remind(Store.Database database, long now) =>
        database.Read(connection => ToRemind(connection, now)) is { Count: > 0 } ? database.Write(transaction => Remind(transaction, now)) : 0;

    private static int Remind(DbTransaction transaction, long now)
    {
        var sent = 0;
        foreach (var (row, minutes) in ToRemind(transaction.Connection!, now).Where(each => Mark(transaction, each.Row, each.Minutes)))
        {
            var gathering = GatheringStore.Any(transaction.Connection!, new(row.Id))!;
            Tidings.Tell(transaction, [new IdentityId(row.Identity)],
                $"You moderate \"{gathering.Title}\" {GatheringClock.Words(minutes)}: {Tidings.When(gathering)}.", Tidings.Path(gathering.Id), now);
            sent++;
        }
        return sent;
    }

    private static List<(Reminded Row, int Minutes)> ToRemind(DbConnection connection, long now)
    {
        var rows = connection.Query<Reminded>(
            """
            select g.conversation_id as Id, m.identity_id as Identity, g.starts_at as StartsAt, g.created_at as CreatedAt, coalesce(min(r.minutes), -1) as Last
            from gatherings g join moderators m on m.conversation_id = g.conversation_id
            left join reminders r on r.conversation_id = g.conversation_id and r.identity_id = m.identity_id and r.starts_at = g.starts_at
            where g.state = 1 and g.starts_at > @now and g.starts_at <= @horizon
            group by g.conversation_id, m.identity_id, g.starts_at, g.created_at order by g.starts_at, g.conversation_id, m.identity_id
            """, new { now, horizon = now + GatheringClock.Reminders[0] * 60_000L });
        return [.. rows.Select(row => (row, GatheringClock.Reminder(row.StartsAt, row.CreatedAt, now)))
            .Where(each => each.Item2 is { } minutes && (each.row.Last < 0 || minutes < each.row.Last)).Select(each => (each.row, each.Item2!.Value))];
    }

    private static bool Mark(DbTransaction transaction, Reminded row, int minutes) => transaction.Connection!.Execute(
        """
        insert into reminders (conversation_id, identity_id, starts_at, minutes) values (@Id, @Identity, @StartsAt, @minutes)
        on conflict (conversation_id, identity_id, starts_at, minutes) do nothing
        """, new { row.Id, row.Identity, row.StartsAt, minutes }, transaction) == 1;
}
