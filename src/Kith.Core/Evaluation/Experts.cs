using System.Globalization;

namespace Kith.Evaluation;

/// <summary>
/// Measures who knows what: a thread's title and first post are the question, those who answered later are right. Three
/// cuts in time; only what was said before a cut may be used for the threads asked after it.
/// </summary>
public static class Experts
{
    private const double Width = .1;
    private const double Learnt = .8;

    private static readonly double[] Cuts = [.6, .7, .8];

    private static readonly (string Method, Func<ExpertFold, AnsweredThread, IReadOnlyList<int>> Answer)[] Methods =
    [
        ("kith", (fold, thread) => fold.Kith(thread, channelTold: false)),
        ("kith, channel told", (fold, thread) => fold.Kith(thread, channelTold: true)),
        ("activity in the channel", (fold, thread) => fold.Rivals.ChannelActivity(thread)),
        ("decayed activity", (fold, thread) => fold.Rivals.Activity(thread)),
        ("decayed answers", (fold, thread) => fold.Rivals.Answers(thread)),
        ("thread votes", (fold, thread) => fold.Rivals.ThreadVotes(thread)),
        ("profile BM25", (fold, thread) => fold.Rivals.Profile(thread)),
    ];

    /// <summary>
    /// The table. Each cut is answered for until a tenth of the archive's span later; programs are to be left out of the threads
    /// beforehand. Where a hundredth of the threads at either end makes up over half of the span (wrong dates), shares are of the threads.
    /// </summary>
    /// <param name="data">What the threads come from, for the table's head.</param>
    /// <param name="threads">In any order.</param>
    /// <param name="sheet">Takes down every answer.</param>
    public static Evaluation Evaluate(string data, IReadOnlyList<AnsweredThread> threads, AnswerSheet? sheet = null) =>
        Evaluate(data, sheet, Folds(threads));

    /// <summary>
    /// The table of a single cut, after four fifths of the threads: all later ones are asked, and only those are right who had
    /// answered before. So measured, figures can be set beside those of others.
    /// </summary>
    /// <inheritdoc cref="Evaluate(string, IReadOnlyList{AnsweredThread}, AnswerSheet?)"/>
    public static Evaluation AtOneCut(string data, IReadOnlyList<AnsweredThread> threads, AnswerSheet? sheet = null)
    {
        var ordered = threads.OrderBy(thread => thread.At).ToList();
        var cut = ordered.Count == 0 ? 0 : ordered[(int)(Learnt * ordered.Count)].At;
        return Evaluate($"{data}, one cut", sheet, [new ExpertFold(ordered, cut, long.MaxValue, answered: true)]);
    }

    /// <summary>What was known at each of the three cuts, and the threads asked after it.</summary>
    internal static IEnumerable<ExpertFold> Folds(IReadOnlyList<AnsweredThread> threads)
    {
        var ordered = threads.OrderBy(thread => thread.At).ToList();
        var first = ordered.Count == 0 ? 0 : ordered[0].At;
        var last = ordered.SelectMany(thread => thread.Posts).Select(post => post.At).DefaultIfEmpty().Max();
        // A single wrong date would move all cuts to where nobody spoke.
        var stray = ordered.Count / 100;
        long At(double share) => ordered.Count > 0 && ordered[^(stray + 1)].At - ordered[stray].At < (last - first) / 2
            ? ordered[(int)(share * (ordered.Count - 1))].At
            : first + (long)(share * (last - first));
        return Cuts.Select(cut => new ExpertFold(ordered, At(cut), At(cut + Width)));
    }

    private static Evaluation Evaluate(string data, AnswerSheet? sheet, IEnumerable<ExpertFold> folds)
    {
        var results = Methods.Select(_ => new List<RankedAnswer>()).ToList();
        var heads = new List<string>();
        foreach (var fold in folds)
        {
            heads.Add(string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeMilliseconds(fold.Cut):yyyy-MM-dd} ({fold.Asked.Count} threads)"));
            for (var method = 0; method < Methods.Length; method++)
            {
                results[method].AddRange(Answers(fold, Methods[method], $"cut {heads.Count}", sheet));
            }
        }
        return new("experts", data, heads, [.. Methods.Select((method, at) => Score(method.Method, results[at]))]);
    }

    private static IEnumerable<RankedAnswer> Answers(ExpertFold fold, (string Name, Func<ExpertFold, AnsweredThread, IReadOnlyList<int>> Answer) method, string cut, AnswerSheet? sheet)
    {
        var places = new (int Person, int Place)[fold.Asked.Count][];
        Parallel.For(0, places.Length, at => places[at] = RankedAnswer.Places(method.Answer(fold, fold.Asked[at]), fold.Right(fold.Asked[at])));
        for (var at = 0; sheet is not null && at < places.Length; at++)
        {
            foreach (var (person, place) in places[at])
            {
                sheet.Add("experts", "answerer", method.Name, cut, $"thread {at + 1}", place == 0 ? "" : AnswerSheet.Number(place), $"person {person}");
            }
        }
        return places.Select(each => RankedAnswer.Of([.. each.Select(right => right.Place)]));
    }

    private static MethodScore Score(string method, List<RankedAnswer> answers)
    {
        double[] reciprocal = [.. answers.Select(answer => answer.ReciprocalRank)];
        var (low, high) = Bootstrap.OfMean(reciprocal);
        return answers.Count == 0 ? new(method) : new(method,
            Mrr: reciprocal.Average(),
            Map: answers.Average(answer => answer.AveragePrecision),
            SuccessAt5: answers.Average(answer => answer.ReciprocalRank >= .2 ? 1 : 0),
            Low: low,
            High: high,
            Drawn: answers.Count);
    }
}

/// <summary>How well one ranked answer named those who are right.</summary>
public readonly record struct RankedAnswer(double ReciprocalRank, double AveragePrecision)
{
    /// <summary>From the places of all who are right, from 1; 0 for those not named, who count against precision.</summary>
    public static RankedAnswer Of(IReadOnlyList<int> places)
    {
        var named = places.Where(place => place > 0).Order().ToList();
        return named.Count == 0 ? default : new(1.0 / named[0], named.Select((place, before) => (before + 1.0) / place).Sum() / places.Count);
    }

    /// <summary>The place in a ranked answer of each who is right, from 1; 0 for those not named.</summary>
    public static (int Person, int Place)[] Places(IReadOnlyList<int> ranked, IEnumerable<int> right)
    {
        var placeOf = ranked.Select((person, at) => (person, at)).ToDictionary(each => each.person, each => each.at + 1);
        return [.. right.Select(person => (person, placeOf.GetValueOrDefault(person)))];
    }
}
