using Kith.Interactions;

namespace Kith.Evaluation;

/// <summary>How often something was right: found and right, found, there to be found.</summary>
public readonly record struct Hits(int Right, int Found, int Sought)
{
    /// <summary>Share of what was found that is right.</summary>
    public double Precision => Found == 0 ? 0 : (double)Right / Found;

    /// <summary>Share of what there was that was found.</summary>
    public double Recall => Sought == 0 ? 0 : (double)Right / Sought;

    /// <summary>Harmonic mean of the two.</summary>
    public double F1 => Found + Sought == 0 ? 0 : 2.0 * Right / (Found + Sought);

    /// <summary>Both together.</summary>
    public static Hits operator +(Hits a, Hits b) => new(a.Right + b.Right, a.Found + b.Found, a.Sought + b.Sought);
}

/// <summary>How well a method says who answers whom in one log.</summary>
/// <param name="Links">Line to line, as Kummerfeld et al. count: every annotated line has exactly one answer found, a line that starts something is linked to itself, and so is a line that is no turn.</param>
/// <param name="Ties">Pairs of people, in no order, that some link joins.</param>
public readonly record struct ReplyHits(Hits Links, Hits Ties)
{
    /// <summary>Both together.</summary>
    public static ReplyHits operator +(ReplyHits a, ReplyHits b) => new(a.Links + b.Links, a.Ties + b.Ties);
}

/// <summary>Measures who answers whom against annotated logs.</summary>
public static class Replies
{
    /// <summary>Compares answers, one for each turn, with what is annotated; only annotated lines count.</summary>
    public static ReplyHits Compare(AnnotatedLog log, IReadOnlyList<Answer> answers)
    {
        var authors = log.Turns.ToDictionary(turn => turn.Seq, turn => turn.Author);
        var links = log.Links.ToHashSet();
        var lines = links.Select(link => link.Line).ToHashSet();
        var found = lines.Select(line => (line, line)).ToDictionary(link => link.Item1, link => link.Item2);
        var foundTies = new HashSet<(long, long)>();
        foreach (var (turn, answer) in log.Turns.Zip(answers).Where(pair => lines.Contains(pair.First.Seq)))
        {
            found[turn.Seq] = answer.Seq ?? turn.Seq;
            if (answer is { Author: { } whom, Confidence: >= Interactions.Addressees.Confident })
            {
                foundTies.Add(Pair(turn.Author, whom));
            }
        }
        var ties = links.Where(link => authors.ContainsKey(link.Line) && authors.ContainsKey(link.Answered))
            .Select(link => Pair(authors[link.Line], authors[link.Answered])).Where(pair => pair.Item1 != pair.Item2).ToHashSet();
        return new(
            new(found.Count(link => links.Contains((link.Key, link.Value))), found.Count, links.Count),
            new(foundTies.Count(ties.Contains), foundTies.Count, ties.Count));
    }

    /// <summary>For each annotated turn that is said to be for somebody: with what confidence, and whether a link joins the two.</summary>
    public static IEnumerable<(double Confidence, bool Right)> Addressees(AnnotatedLog log, IReadOnlyList<Answer> answers)
    {
        var authors = log.Turns.ToDictionary(turn => turn.Seq, turn => turn.Author);
        var answered = log.Links.ToLookup(link => link.Line, link => authors.GetValueOrDefault(link.Answered));
        return log.Turns.Zip(answers)
            .Where(pair => answered.Contains(pair.First.Seq) && pair.Second.Author is not null)
            .Select(pair => (pair.Second.Confidence, answered[pair.First.Seq].Contains(pair.Second.Author!.Value)));
    }

    private static (long, long) Pair(long a, long b) => a < b ? (a, b) : (b, a);
}
