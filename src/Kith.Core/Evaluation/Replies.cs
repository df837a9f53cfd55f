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
        var links = log.Links.ToHashSet();
        var found = Links(log, answers);
        var (foundTies, ties) = Ties(log, answers);
        return new(
            new(found.Count(link => links.Contains((link.Key, link.Value))), found.Count, links.Count),
            new(foundTies.Count(ties.Contains), foundTies.Count, ties.Count));
    }

    /// <summary>Takes down what <see cref="Compare"/> and <see cref="Addressees"/> count.</summary>
    public static void WriteTo(AnswerSheet sheet, string method, AnnotatedLog log, IReadOnlyList<Answer> answers)
    {
        var links = log.Links.ToLookup(link => link.Line, link => link.Answered);
        foreach (var (line, answered) in Links(log, answers).OrderBy(link => link.Key))
        {
            sheet.Add("replies", "link", method, log.Name, $"line {line}", $"{answered}", string.Join(' ', links[line].Distinct().Order()));
        }
        var (found, ties) = Ties(log, answers);
        foreach (var pair in found.Union(ties).Order())
        {
            sheet.Add("replies", "tie", method, log.Name, $"{pair.Item1} {pair.Item2}", found.Contains(pair) ? 1 : 0, ties.Contains(pair) ? 1 : 0);
        }
        foreach (var ((confidence, right), number) in Addressees(log, answers).Select((each, number) => (each, number)))
        {
            sheet.Add("replies", "person", method, log.Name, $"{number + 1}", confidence, right ? 1 : 0);
        }
    }

    private static Dictionary<long, long> Links(AnnotatedLog log, IReadOnlyList<Answer> answers)
    {
        var found = log.Links.Select(link => link.Line).Distinct().ToDictionary(line => line, line => line);
        foreach (var (turn, answer) in log.Turns.Zip(answers).Where(pair => found.ContainsKey(pair.First.Seq)))
        {
            found[turn.Seq] = answer.Seq ?? turn.Seq;
        }
        return found;
    }

    private static (HashSet<(long, long)> Found, HashSet<(long, long)> True) Ties(AnnotatedLog log, IReadOnlyList<Answer> answers)
    {
        var authors = log.Turns.ToDictionary(turn => turn.Seq, turn => turn.Author);
        var lines = log.Links.Select(link => link.Line).ToHashSet();
        return (
            log.Turns.Zip(answers).Where(pair => lines.Contains(pair.First.Seq) && pair.Second is { Author: not null, Confidence: >= Interactions.Addressees.Confident })
                .Select(pair => Pair(pair.First.Author, pair.Second.Author!.Value)).ToHashSet(),
            log.Links.Where(link => authors.ContainsKey(link.Line) && authors.ContainsKey(link.Answered))
                .Select(link => Pair(authors[link.Line], authors[link.Answered])).Where(pair => pair.Item1 != pair.Item2).ToHashSet());
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
