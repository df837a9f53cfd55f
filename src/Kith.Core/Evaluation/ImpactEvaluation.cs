using Kith.Impact;

namespace Kith.Evaluation;

/// <summary>
/// Measures what is said to have followed a gathering, in made-up communities where it is known which ties began because
/// of one. Found are ties said to be forged; a false alarm is a gathering after which nothing was planted and of which it
/// is said that more followed than usual.
/// </summary>
public static class ImpactEvaluation
{
    private const int Communities = 10;

    private static readonly (string Name, Func<Afterwards, Ledger, MadeUpGathering, (IReadOnlyList<Pair> Found, bool Claims)> Tell)[] Methods =
    [
        ("kith", (after, _, _) => (after.Forged, after.MoreThanUsual)),
        ("in touch within 30 days", InTouch),
    ];

    /// <summary>The table.</summary>
    public static Evaluation Run(AnswerSheet? sheet = null)
    {
        var told = Enumerable.Range(1, Communities).AsParallel().AsOrdered().SelectMany(Told).ToList();
        return new("impact", "made-up communities", [$"{Communities} communities, {told.Count} gatherings"], [.. Methods.Select((method, at) => Score(method.Name, [.. told.Select(each => (each.Name, each.Gathering, each.Answers[at]))], sheet))]);
    }

    private static IEnumerable<(string Name, MadeUpGathering Gathering, (IReadOnlyList<Pair> Found, bool Claims)[] Answers)> Told(int seed)
    {
        var community = new MadeUpCommunity(seed);
        var ties = community.Ties;
        foreach (var (gathering, number) in community.All.Select((gathering, number) => (gathering, number)))
        {
            var ledger = new Ledger(ties, gathering.Own);
            var after = Afterwards.Of(ledger, gathering.Present, gathering.Day, MadeUpCommunity.Today, MadeUpCommunity.GroupOf)!;
            yield return ($"community {seed}, gathering {number + 1}", gathering, [.. Methods.Select(method => method.Tell(after, ledger, gathering))]);
        }
    }

    private static MethodScore Score(string method, IReadOnlyList<(string Name, MadeUpGathering Gathering, (IReadOnlyList<Pair> Found, bool Claims) Answer)> told, AnswerSheet? sheet)
    {
        var hits = new List<Hits>();
        var (alarms, claims) = (new List<double>(), new List<double>());
        foreach (var (name, gathering, answer) in told)
        {
            sheet?.Add("impact", "claim", method, "all", name, answer.Claims ? 1 : 0, gathering.Planted.Count > 0 ? 1 : 0);
            if (gathering.Planted.Count == 0)
            {
                alarms.Add(answer.Claims ? 1 : 0);
                continue;
            }
            claims.Add(answer.Claims ? 1 : 0);
            hits.Add(new(answer.Found.Count(gathering.Planted.Contains), answer.Found.Count, gathering.Planted.Count));
            foreach (var pair in answer.Found.Union(gathering.Planted))
            {
                sheet?.Add("impact", "forged", method, name, $"{pair.One} {pair.Other}", answer.Found.Contains(pair) ? 1 : 0, gathering.Planted.Contains(pair) ? 1 : 0);
            }
        }
        var all = hits.Aggregate((one, other) => one + other);
        var (low, high) = Bootstrap.OfF1(hits);
        return new(method, F1: all.F1, Precision: all.Precision, Recall: all.Recall, FalseAlarms: alarms.Average(), Claims: claims.Average(), Low: low, High: high, Drawn: hits.Count);
    }

    // What a host counts by hand: who of those present wrote to each other in the month after, and whether that is more than in the month before.
    private static (IReadOnlyList<Pair>, bool) InTouch(Afterwards after, Ledger ledger, MadeUpGathering gathering)
    {
        List<Pair> pairs = [.. gathering.Present.SelectMany((one, at) => gathering.Present.Skip(at + 1).Select(other => Pair.Of(one, other)))];
        var found = pairs.FindAll(pair => Any(ledger, pair, gathering.Day + 1, gathering.Day + 30));
        return (found, found.Count > pairs.Count(pair => Any(ledger, pair, gathering.Day - 30, gathering.Day - 1)));
    }

    private static bool Any(Ledger ledger, Pair pair, int from, int to) => Ledger.Any([.. Ledger.SignsOf(ledger.Between(pair).There.Merge(ledger.Between(pair).Back))], from, to);
}
