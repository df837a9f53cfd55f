using System.Globalization;

namespace Kith.Evaluation;

/// <summary>
/// Measures who knows what: a thread's title and first post are the question, those who answered later are right. Three
/// cuts in time; only what was said before a cut may be used for the threads asked after it.
/// </summary>
public static class Experts
{
    private const double Width = .1;

    private static readonly double[] Cuts = [.6, .7, .8];

    private static readonly (string Method, Func<ExpertFold, AnsweredThread, IReadOnlyList<int>> Answer)[] Methods =
    [
        ("kith", (fold, thread) => fold.Kith(thread, channelTold: false)),
        ("kith, channel told", (fold, thread) => fold.Kith(thread, channelTold: true)),
        ("activity in the channel", (fold, thread) => fold.Rivals.ChannelActivity(thread)),
        ("decayed activity", (fold, thread) => fold.Rivals.Activity(thread)),
        ("thread votes", (fold, thread) => fold.Rivals.ThreadVotes(thread)),
        ("profile BM25", (fold, thread) => fold.Rivals.Profile(thread)),
    ];

    /// <summary>The table. Each cut is answered for until a tenth of the archive's span later; programs are to be left out of the threads beforehand.</summary>
    /// <param name="data">What the threads come from, for the table's head.</param>
    /// <param name="threads">In any order.</param>
    public static Evaluation Evaluate(string data, IReadOnlyList<AnsweredThread> threads)
    {
        var ordered = threads.OrderBy(thread => thread.At).ToList();
        var first = ordered.Count == 0 ? 0 : ordered[0].At;
        var last = ordered.SelectMany(thread => thread.Posts).Select(post => post.At).DefaultIfEmpty().Max();
        var cuts = Cuts.Select(cut => (From: first + (long)(cut * (last - first)), To: first + (long)((cut + Width) * (last - first)))).ToList();
        var results = Methods.Select(_ => new List<RankedAnswer>()).ToList();
        var heads = new List<string>();
        foreach (var (from, to) in cuts)
        {
            var fold = new ExpertFold(ordered, from, to);
            heads.Add(string.Create(CultureInfo.InvariantCulture, $"{DateTimeOffset.FromUnixTimeMilliseconds(from):yyyy-MM-dd} ({fold.Asked.Count} threads)"));
            for (var method = 0; method < Methods.Length; method++)
            {
                results[method].AddRange(Answers(fold, Methods[method].Answer));
            }
        }
        return new("experts", data, heads, [.. Methods.Select((method, at) => Score(method.Method, results[at]))]);
    }

    private static RankedAnswer[] Answers(ExpertFold fold, Func<ExpertFold, AnsweredThread, IReadOnlyList<int>> answer)
    {
        var answers = new RankedAnswer[fold.Asked.Count];
        Parallel.For(0, answers.Length, at => answers[at] = RankedAnswer.Of(answer(fold, fold.Asked[at]), fold.Asked[at].Answerers.ToHashSet()));
        return answers;
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
            High: high);
    }
}

/// <summary>How well one ranked answer named those who are right.</summary>
public readonly record struct RankedAnswer(double ReciprocalRank, double AveragePrecision)
{
    /// <summary>The right ones that the answer does not name count against its precision.</summary>
    public static RankedAnswer Of(IReadOnlyList<int> ranked, IReadOnlySet<int> right)
    {
        double first = 0, sum = 0;
        var hits = 0;
        for (var place = 1; place <= ranked.Count; place++)
        {
            if (right.Contains(ranked[place - 1]))
            {
                hits++;
                sum += (double)hits / place;
                first = first == 0 ? 1.0 / place : first;
            }
        }
        return new(first, right.Count == 0 ? 0 : sum / right.Count);
    }
}
