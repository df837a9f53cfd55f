using System.Globalization;
using Kith.Kernels.Graphs;
using Kith.People;
using Kith.Ties;

namespace Kith.Evaluation;

/// <summary>
/// How well the chance of contact foretells contact. At each cut in time the pairs seen before are ranked, and judged by
/// who was in direct contact (a message to one person alone) in the 30 days after. Then the same for pairs never in
/// contact, judged by who then was at all. Results: docs/accuracy.md, "Tie strength".
/// </summary>
public static class TiesEvaluation
{
    /// <summary>Evaluates a file that <see cref="TieFile"/> can read.</summary>
    /// <exception cref="InvalidInputException">It cannot be read, or holds too little.</exception>
    public static Evaluation Run(string path)
    {
        var events = TieEvents.Of(TieFile.Read(path));
        if (events.Length == 0)
        {
            throw new InvalidInputException("Nobody wrote to anybody else in it.", path, "Right would be rows of sender, recipient and time.");
        }
        var cuts = TieCuts.Of(events);
        var folds = cuts.Select(cut => new TieFold(events, cut)).ToList();
        if (!folds.Exists(fold => Array.Exists(fold.Met, met => met)))
        {
            throw new InvalidInputException("No pair is in direct contact again within 30 days of any cut.", path, "Right would be at least half a year of messages, some of them to one person alone.");
        }
        return new("ties", Path.GetFileName(path), [.. cuts.Select(Date)], [.. Known(folds), .. Strange(folds)]);
    }

    private static IEnumerable<MethodScore> Known(List<TieFold> folds)
    {
        double[][] chances = [.. folds.Select(Chances)];
        return
        [
            Score("kith", folds, chances) with { Ece = folds.Zip(chances).Average(pair => Measures.CalibrationError(pair.Second, pair.First.Met)) },
            Score("exponential 30 d", folds, folds.Select(fold => fold.Decay)),
            Score("frequency", folds, folds.Select(fold => fold.Frequency)),
            Score("recency", folds, folds.Select(fold => fold.Recency)),
        ];
    }

    private static IEnumerable<MethodScore> Strange(List<TieFold> folds) =>
    [
        Score("kith, new ties", [.. folds.Select(FirstContacts)]),
        Score("Adamic-Adar, new ties", [.. folds.Select(AdamicAdar)]),
    ];

    internal static double[] Chances(TieFold fold)
    {
        var contact = ContactFit.Refit(fold.Ties, fold.Today);
        var presence = Presence.On(fold.Today, fold.Ties);
        return [.. fold.Ties.Select(tie => contact.Chance(Signs.Of(tie, presence)))];
    }

    private static Ranking FirstContacts(TieFold fold)
    {
        var model = FirstContact.Refit(fold.Ties, fold.Today);
        return Ranked(fold, new Strangers(fold.Ties, fold.Today).All().Select(pair => (fold.Began(pair.One, pair.Other), model.Chance(pair.Signs))));
    }

    private static Ranking AdamicAdar(TieFold fold)
    {
        var graph = fold.Graph();
        var known = fold.Ties.Select(tie => (tie.Person, tie.Other)).ToHashSet();
        return Ranked(fold, Enumerable.Range(0, graph.Count).SelectMany(one => SharedNeighbours.AdamicAdar(graph, one)
            .Select((score, other) => (One: new PersonId(one), Other: new PersonId(other), score))
            .Where(pair => pair.score > 0 && pair.Other.Value > one && !known.Contains((pair.One, pair.Other)))
            .Select(pair => (fold.Began(pair.One, pair.Other), pair.score))));
    }

    // Who shares nobody has no score, and the last place.
    private static Ranking Ranked(TieFold fold, IEnumerable<(bool Began, double Score)> pairs)
    {
        var list = pairs.ToList();
        var (all, began) = fold.Strangers();
        var scored = list.Count(pair => pair.Began);
        return Ranking.Of([.. list.Select(pair => pair.Score)], [.. list.Select(pair => pair.Began)])
            .WithRest(began - scored, all - began - (list.Count - scored));
    }

    private static MethodScore Score(string method, List<TieFold> folds, IEnumerable<double[]> scores) =>
        Score(method, [.. folds.Zip(scores, (fold, each) => Ranking.Of(each, fold.Met))]);

    private static MethodScore Score(string method, IReadOnlyList<Ranking> folds)
    {
        var (low, high) = Bootstrap.OfAveragePrecision(folds);
        return new(method, Ap: folds.Average(fold => fold.AveragePrecision()), Auc: folds.Average(fold => fold.Auc()), Low: low, High: high);
    }

    private static string Date(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
