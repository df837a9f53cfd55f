using Kith.Interactions.Answering;

namespace Kith.Evaluation;

/// <summary>One annotated turn to learn from: the rows of weights that bear on each candidate and how much, and which candidates are right.</summary>
internal sealed record ReplyExample((int[] Rows, float[] HowMuch) Common, (int[] Rows, float[] HowMuch)[] Candidates, bool[] Right)
{
    /// <summary>The annotated turns of a log of which a right candidate is considered.</summary>
    public static IEnumerable<ReplyExample> From(AnnotatedLog log)
    {
        var links = log.Links.ToLookup(link => link.Line, link => link.Answered);
        var (floor, candidates, traits) = (new Floor(), new Candidates(), new Traits());
        var answered = new List<(int[] Rows, float[] HowMuch)>();
        foreach (var said in log.Turns)
        {
            var turn = floor.Take(said);
            candidates.Choose(floor, turn);
            traits.Describe(floor, turn, candidates);
            answered.Add(Copy(traits.Answered, ReplyModel.AnsweredRow, TurnTraits.AnsweredBits));
            var right = candidates.All.ToArray().Select(at => links[said.Seq].Contains(at == Turn.None ? said.Seq : log.Turns[at].Seq)).ToArray();
            if (right.Contains(true))
            {
                var pairs = candidates.All.ToArray().Select((at, i) =>
                    Join(Copy(traits.Pair(i), ReplyModel.PairRow, PairTraits.Bits), at == Turn.None ? ([], []) : answered[at]));
                yield return new(Copy(traits.Answer, ReplyModel.AnswerRow, TurnTraits.AnswerBits), [.. pairs], right);
            }
        }
    }

    private static (int[], float[]) Copy(TraitSet traits, int row, int bits)
    {
        var holding = Enumerable.Range(0, bits).Where(bit => (traits.Holding >> bit & 1) != 0).ToList();
        return ([.. holding.Select(bit => row + bit), .. traits.Degrees.Select((_, i) => row + bits + i)], [.. holding.Select(_ => 1f), .. traits.Degrees]);
    }

    private static (int[], float[]) Join((int[] Rows, float[] HowMuch) a, (int[] Rows, float[] HowMuch) b) => ([.. a.Rows, .. b.Rows], [.. a.HowMuch, .. b.HowMuch]);
}
