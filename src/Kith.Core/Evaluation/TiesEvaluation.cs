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
    /// <param name="path">The file.</param>
    /// <param name="sheet">Takes down every answer.</param>
    /// <exception cref="InvalidInputException">It cannot be read, or holds too little.</exception>
    public static Evaluation Run(string path, AnswerSheet? sheet = null) => Run(Path.GetFileName(path), path, TieEvents.Of(TieFile.Read(path)), sheet);

    /// <summary>Evaluates what was sent.</summary>
    /// <param name="data">What it comes from, for the table's head.</param>
    /// <param name="where">For the message if it is too little.</param>
    /// <param name="events">In order of time.</param>
    /// <param name="sheet">Takes down every answer.</param>
    /// <exception cref="InvalidInputException">It is too little.</exception>
    public static Evaluation Run(string data, string where, TieEvent[] events, AnswerSheet? sheet = null)
    {
        if (events.Length == 0)
        {
            throw new InvalidInputException("Nobody wrote to anybody else in it.", where, "Right would be rows of sender, recipient and time.");
        }
        var cuts = TieCuts.Of(events);
        var folds = cuts.Select(cut => new TieFold(events, cut)).ToList();
        if (!folds.Exists(fold => Array.Exists(fold.Met, met => met)))
        {
            throw new InvalidInputException("No pair is in direct contact again within 30 days of any cut.", where, "Right would be at least half a year of messages, some of them to one person alone.");
        }
        return new("ties", data, [.. cuts.Select(Date)], [.. Known(folds, sheet), .. Strange(folds, sheet)]);
    }

    private static IEnumerable<MethodScore> Known(List<TieFold> folds, AnswerSheet? sheet)
    {
        double[][] chances = [.. folds.Select(Chances)];
        return
        [
            Score("kith", folds, chances, sheet) with { Ece = folds.Zip(chances).Average(pair => Measures.CalibrationError(pair.Second, pair.First.Met)) },
            Score("exponential 30 d", folds, folds.Select(fold => fold.Decay), sheet),
            Score("frequency", folds, folds.Select(fold => fold.Frequency), sheet),
            Score("recency", folds, folds.Select(fold => fold.Recency), sheet),
        ];
    }

    private static IEnumerable<MethodScore> Strange(List<TieFold> folds, AnswerSheet? sheet) =>
    [
        Score("kith, new ties", [.. folds.Select((fold, cut) => Ranked("kith, new ties", cut, fold, FirstContacts(fold), sheet))]),
        Score("Adamic-Adar, new ties", [.. folds.Select((fold, cut) => Ranked("Adamic-Adar, new ties", cut, fold, AdamicAdar(fold), sheet))]),
    ];

    internal static double[] Chances(TieFold fold)
    {
        var contact = ContactFit.Refit(fold.Ties, fold.Today);
        var presence = Presence.On(fold.Today, fold.Ties);
        return [.. fold.Ties.Select(tie => contact.Chance(Signs.Of(tie, presence)))];
    }

    private static IEnumerable<(PersonId One, PersonId Other, double Score)> FirstContacts(TieFold fold)
    {
        var model = FirstContact.Refit(fold.Ties, fold.Audiences, fold.Today);
        return new Strangers(fold.Ties, fold.Audiences, fold.Today).All().Select(pair => (pair.One, pair.Other, model.Chance(pair.Signs)));
    }

    private static IEnumerable<(PersonId One, PersonId Other, double Score)> AdamicAdar(TieFold fold)
    {
        var known = fold.Ties.Select(tie => (tie.Person, tie.Other)).ToHashSet();
        return SharedNeighbours.AdamicAdar(fold.Graph())
            .Select(pair => (One: new PersonId(pair.One), Other: new PersonId(pair.Other), pair.Score))
            .Where(pair => !known.Contains((pair.One, pair.Other)));
    }

    // Who shares nobody has no score, and the last place.
    private static Ranking Ranked(string method, int cut, TieFold fold, IEnumerable<(PersonId One, PersonId Other, double Score)> pairs, AnswerSheet? sheet)
    {
        var (scores, met) = (new List<double>(), new List<bool>());
        foreach (var (one, other, score) in pairs)
        {
            scores.Add(score);
            met.Add(fold.Began(one, other));
            sheet?.Add("ties", "first contact", method, Fold(cut), $"{one} {other}", score, met[^1] ? 1 : 0);
        }
        var (all, began) = fold.Strangers();
        var scored = met.Count(each => each);
        var (late, never) = (began - scored, all - began - (met.Count - scored));
        sheet?.Add("ties", "first contact", method, Fold(cut), "others", "", "1", late);
        sheet?.Add("ties", "first contact", method, Fold(cut), "others", "", "0", never);
        return Ranking.InPlace(scores, met).WithRest(late, never);
    }

    private static MethodScore Score(string method, List<TieFold> folds, IEnumerable<double[]> scores, AnswerSheet? sheet)
    {
        var rankings = new List<Ranking>();
        foreach (var (fold, each) in folds.Zip(scores))
        {
            for (var tie = 0; sheet is not null && tie < each.Length; tie++)
            {
                sheet.Add("ties", "contact", method, Fold(rankings.Count), $"{fold.Ties[tie].Person} {fold.Ties[tie].Other}", each[tie], fold.Met[tie] ? 1 : 0);
            }
            rankings.Add(Ranking.Of(each, fold.Met));
        }
        return Score(method, rankings);
    }

    private static string Fold(int cut) => $"cut {cut + 1}";

    private static MethodScore Score(string method, IReadOnlyList<Ranking> folds)
    {
        var (low, high) = Bootstrap.OfAveragePrecision(folds);
        return new(method, Ap: folds.Average(fold => fold.AveragePrecision()), Auc: folds.Average(fold => fold.Auc()), Low: low, High: high);
    }

    private static string Date(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
