using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>What the clock has to do, and that it was done.</summary>
public static class ClockStore
{
    private sealed record Row(long Id, long State, long StartsAt, long Minutes, long? LastAt);

    private sealed record Reminded(long Id, long Identity, long StartsAt, long CreatedAt);

    /// <summary>Gatherings for which a step is due at <paramref name="now"/> (UTC milliseconds), the earliest first.</summary>
    public static IReadOnlyList<(ConversationId Id, GatheringStep Step)> Due(DbConnection connection, long now) => [.. connection.Query<Row>(
        """
        select g.conversation_id as Id, g.state as State, g.starts_at as StartsAt, g.minutes as Minutes, c.last_at as LastAt
        from gatherings g join conversations c on c.id = g.conversation_id
        where g.state < 3 and g.starts_at <= @now order by g.starts_at, g.conversation_id
        """, new { now })
        .Select(row => (new ConversationId(row.Id), GatheringClock.Due((GatheringState)row.State, row.StartsAt, row.StartsAt + row.Minutes * 60_000, row.LastAt, now)))
        .Where(due => due.Item2 is not null).Select(due => (due.Item1, due.Item2!.Value))];

    /// <summary>Makes the gatherings of every series that are to be there by now; returns how many.</summary>
    public static int Make(Store.Database database, long now) =>
        database.Read(SeriesStore.Going).Sum(series => database.Write(transaction => Occurrences.Make(transaction, series, now).Count));

    /// <summary>Reminds moderators of what they have before them, each once; returns how many.</summary>
    public static int Remind(DbTransaction transaction, long now)
    {
        var horizon = now + GatheringClock.Reminders[0] * 60_000L;
        var sent = 0;
        foreach (var row in transaction.Connection!.Query<Reminded>(
            """
            select g.conversation_id as Id, m.identity_id as Identity, g.starts_at as StartsAt, g.created_at as CreatedAt
            from gatherings g join moderators m on m.conversation_id = g.conversation_id
            where g.state = 1 and g.starts_at > @now and g.starts_at <= @horizon order by g.starts_at, g.conversation_id, m.identity_id
            """, new { now, horizon }, transaction).AsList())
        {
            if (GatheringClock.Reminder(row.StartsAt, row.CreatedAt, now) is { } minutes && Mark(transaction, row, minutes))
            {
                var gathering = GatheringStore.Any(transaction.Connection!, new(row.Id))!;
                Tidings.Tell(transaction, [new IdentityId(row.Identity)],
                    $"You moderate \"{gathering.Title}\" {GatheringClock.Words(minutes)}: {Tidings.When(gathering)}.", Tidings.Path(gathering.Id), now);
                sent++;
            }
        }
        return sent;
    }

    private static bool Mark(DbTransaction transaction, Reminded row, int minutes) => transaction.Connection!.Execute(
        """
        insert into reminders (conversation_id, identity_id, starts_at, minutes) values (@Id, @Identity, @StartsAt, @minutes)
        on conflict (conversation_id, identity_id, starts_at, minutes) do nothing
        """, new { row.Id, row.Identity, row.StartsAt, minutes }, transaction) == 1;
}
