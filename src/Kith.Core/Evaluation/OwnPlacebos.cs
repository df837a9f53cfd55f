using System.Data.Common;
using Dapper;
using Kith.Conversations;
using Kith.Impact;
using Kith.Network;
using Kith.People;
using Kith.Store;
using Kith.Ties;

namespace Kith.Evaluation;

/// <summary>
/// What is said to have followed gatherings that were never held: the people of each gathering and meeting, four months
/// before it. Where the same people meet every month, earlier meetings lie in those months too, and more alarms are to be expected.
/// </summary>
internal static class OwnPlacebos
{
    private const int Before = Afterwards.KnownAfter + 1;
    private const int Fewest = 5;

    /// <summary>The table.</summary>
    /// <exception cref="InvalidInputException">There are too few gatherings with a history before them.</exception>
    public static Evaluation Of(string data, Database database, Snapshot network, AnswerSheet? sheet)
    {
        using var connection = database.Connect();
        var ledger = new Ledger(network.All, []);
        var first = network.All.Select(tie => Days.Of(tie.FirstAt)).DefaultIfEmpty().Min();
        var alarms = new List<double>();
        foreach (var (id, day, present) in Gatherings(connection, network.Everyone).Where(each => each.Day - Before - Ledger.Year > first && each.Present.Count > 2))
        {
            // So long before that whatever followed from it would have been over when the real one began.
            var placebo = day - Before;
            var groups = Groups.At(network.All, placebo - 1);
            if (Afterwards.Of(ledger, present, placebo, network.Today, groups.Of) is { } after)
            {
                alarms.Add(after.MoreThanUsual ? 1 : 0);
                sheet?.Add("impact", "claim", "kith", "all", $"conversation {id}", alarms[^1], 0);
            }
        }
        return alarms.Count >= Fewest
            ? new("impact", data, [$"{alarms.Count} placebos"], [new("kith", FalseAlarms: alarms.Average())])
            : throw new InvalidInputException("There are fewer than five gatherings or meetings with a year and four months of history before them.", data, "On made-up communities: kith evaluate impact.");
    }

    private static IEnumerable<(long Id, int Day, IReadOnlyList<PersonId> Present)> Gatherings(DbConnection connection, Everyone everyone) => connection
        .Query<(long Id, long At, long Author)>(
            $"""
            select m.conversation_id, c.first_at, m.author_id from messages m join conversations c on c.id = m.conversation_id
            where c.kind in ({(int)ConversationKind.Chat}, {(int)ConversationKind.Meeting}) and m.deleted_at is null and {Visible.To(connection, Reader.Member)}
            group by m.conversation_id, c.first_at, m.author_id order by m.conversation_id, m.author_id
            """, new { reader = Visible.Parameter(Reader.Member) })
        .GroupBy(row => (row.Id, row.At))
        .Select(same => (same.Key.Id, Days.Of(same.Key.At), (IReadOnlyList<PersonId>)[.. same.Select(row => everyone.Of(new(row.Author))).OfType<Person>().Where(person => !person.IsBot).Select(person => person.Id).Distinct()]));
}
