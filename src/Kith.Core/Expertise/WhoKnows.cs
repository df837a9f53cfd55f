// C. Macdonald, I. Ounis: Voting for candidates, CIKM 2006, with exchanges and messages as the voters; constants: docs/accuracy.md.
using Kith.Kernels.Text;
using Kith.People;

namespace Kith.Expertise;

/// <summary>
/// Answers a <see cref="Query"/>: people by their share in the exchanges and messages that fit it best, and in what is
/// talked where it is talked about, less if they have long been silent.
/// </summary>
public static class WhoKnows
{
    // Of what somebody said without a word of the question, the heaviest.
    private const int LookedAside = 20;

    private const double DayLength = TimeSpan.MillisecondsPerDay;

    /// <summary>The people who know, best first; nobody without evidence. Bots know nothing.</summary>
    public static IReadOnlyList<Knows> Ask(ExpertiseIndex index, Query query, Everyone everyone) => Answer(index, query, everyone, ExpertiseWeights.Chosen, related: 0).People;

    /// <summary>The people who know, at most so many words that are said where it is talked about, and, if any are wanted, which words of the question none of the people wrote.</summary>
    public static Answer Answer(ExpertiseIndex index, Query query, Everyone everyone, int related) => Answer(index, query, everyone, ExpertiseWeights.Chosen, related);

    internal static Answer Answer(ExpertiseIndex index, Query query, Everyone everyone, ExpertiseWeights with, int related)
    {
        var sight = new Sight(index, query.Visible);
        var terms = QueryTerms.Of(index.Words, sight, query, with.Terms);
        var begun = query.Beginnings.Select(beginning => QueryTerms.Beginning(index.Words, beginning)).Where(forms => forms.Length > 0).ToList();
        if (terms.Length + begun.Count == 0)
        {
            return Expertise.Answer.None;
        }
        var people = new Candidates(index, everyone, query);
        using var fit = new Fit(index, sight, people, Required.Of(index, query.Phrases), with, terms, begun);
        HashSet<int> asked = [.. terms.Select(term => term.Term), .. begun.SelectMany(forms => forms)];
        var found = related == 0 ? [] : new Related(index, sight, fit).Of(asked, related);
        var votes = new Votes(index, sight, query, people, with, fit);
        var best = Best(votes, query.Top);
        return new(Named(index, query, people, votes, best, fit, new Aside(index, fit, people, asked)), found, fit.Exchanges)
        {
            Unsaid = related == 0 ? [] : Unsaid.Of(index, sight, query, people, best.ToHashSet()),
        };
    }

    /// <summary>Discount for age; 1 for what is new.</summary>
    internal static double Fresh(long now, long at, double scale) => 1 / (1 + Math.Max(0, now - at) / DayLength / scale);

    private static int[] Best(Votes votes, int most)
    {
        var scores = new float[votes.Shares.Length];
        for (var person = 0; person < scores.Length; person++)
        {
            scores[person] = votes.HasEvidence[person] ? (float)votes.Score(person) : 0;
        }
        return TopK.Of(scores, most);
    }

    private static IReadOnlyList<Knows> Named(ExpertiseIndex index, Query query, Candidates people, Votes votes, int[] best, Fit fit, Aside aside)
    {
        var carried = query.Evidence == 0 ? [] : votes.Carried(best.ToHashSet());
        return [.. best.Select(person => new Knows(people[person], (float)votes.Score(person),
            carried.TryGetValue(person, out var rows) ? Shown(index, fit, aside, rows, query.Evidence, votes.Total) : []))];
    }

    // Where a word leads the question, what was said where it was said comes first.
    private static List<Evidence> Shown(ExpertiseIndex index, Fit fit, Aside aside, Dictionary<int, double> rows, int count, double total)
    {
        List<Evidence> shown = [];
        foreach (var part in rows.OrderByDescending(row => row.Value).ThenBy(row => row.Key, index.MessageOrder).GroupBy(row => fit.IsLed(index.ExchangeOf[row.Key])).OrderByDescending(part => part.Key))
        {
            shown.AddRange(Shown(index, fit, aside, part, count - shown.Count, total));
        }
        return shown;
    }

    // Messages that hold a word of the question come first, then those that hold one of the same stem: a reader sees at once why they are there.
    private static IEnumerable<Evidence> Shown(ExpertiseIndex index, Fit fit, Aside aside, IEnumerable<KeyValuePair<int, double>> rows, int count, double total)
    {
        var ordered = rows.OrderByDescending(row => fit.Shows(row.Key)).ToList();
        List<(int Row, string? Stem, string? Near, double Weight)> shown = [.. ordered.TakeWhile(row => fit.Shows(row.Key) > 0).Take(count).Select(row => (row.Key, default(string), default(string), row.Value))];
        var others = ordered.SkipWhile(row => fit.Shows(row.Key) > 0).Take(shown.Count < count ? LookedAside : 0).Select(row => (aside.Of(row.Key), row.Value));
        shown.AddRange(others.Select(each => (each.Item1.Row, each.Item1.Stem, each.Item1.Near, each.Value)).OrderBy(each => each.Stem is null).Take(count - shown.Count));
        return shown.Select(each => new Evidence(index.Conversation(index.ExchangeOf[each.Row]), index.Seq(each.Row), index.At[each.Row], each.Weight / total) { Stem = each.Stem, Near = each.Near });
    }
}
