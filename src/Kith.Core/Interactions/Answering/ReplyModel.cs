using System.Numerics;

namespace Kith.Interactions.Answering;

/// <summary>
/// Scores candidates: one layer of rectified units over the traits, their weighted sum, the softmax of the sums.
/// Each unit adds its traits in the same order on every machine, so that a score is the same everywhere.
/// One instance follows one conversation.
/// </summary>
internal sealed class ReplyModel
{
    /// <summary>How many units; the weights of a trait lie side by side, one for each. A multiple of the widest vector.</summary>
    public const int Units = 16;

    /// <summary>Rows of <see cref="Units"/> numbers: thresholds, traits of the answer, of the answered, of the pair, weights of the units.</summary>
    public const int AnswerRow = 1, AnsweredRow = AnswerRow + Traits.OfAnswer, PairRow = AnsweredRow + Traits.OfAnswered, OutRow = PairRow + Traits.OfPair, Rows = OutRow + 1;

    private const int Ring = 128; // turns; a power of two above Floor.Reach

    private readonly float[] weights, common = new float[Units], sum = new float[Units], past = new float[Ring * Units];

    public ReplyModel(float[] weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, Rows * Units);
        this.weights = weights;
    }

    /// <summary>Writes the chance of each candidate of the turn at <paramref name="at"/> into <paramref name="chances"/>; they add up to 1.</summary>
    public void Weigh(int at, Traits traits, ReadOnlySpan<int> candidates, Span<double> chances)
    {
        weights.AsSpan(0, Units).CopyTo(common);
        Add(traits.Answer, AnswerRow, common);
        for (var i = 0; i < chances.Length; i++)
        {
            Begin(candidates[i]);
            Add(traits.Pair(i), PairRow, sum);
            chances[i] = Out();
        }
        Softmax(chances);
        var own = Past(at);
        own.Clear();
        Add(traits.Answered, AnsweredRow, own);
    }

    private Span<float> Past(int at) => past.AsSpan((at & (Ring - 1)) * Units, Units);

    private void Begin(int candidate)
    {
        if (candidate == Turn.None)
        {
            common.CopyTo(sum);
            return;
        }
        var answered = Past(candidate);
        for (var unit = 0; unit < Units; unit++)
        {
            sum[unit] = common[unit] + answered[unit];
        }
    }

    private void Add(TraitList traits, int row, Span<float> to)
    {
        var which = traits.Which;
        var howMuch = traits.HowMuch;
        for (var unit = 0; unit < Units; unit += Vector<float>.Count)
        {
            var total = new Vector<float>(to[unit..]);
            for (var i = 0; i < which.Length; i++)
            {
                total += new Vector<float>(weights, ((row + which[i]) * Units) + unit) * howMuch[i];
            }
            total.CopyTo(to[unit..]);
        }
    }

    private double Out()
    {
        double score = 0;
        for (var unit = 0; unit < Units; unit++)
        {
            score += Math.Max(0, sum[unit]) * weights[(OutRow * Units) + unit];
        }
        return score;
    }

    private static void Softmax(Span<double> scores)
    {
        var most = double.NegativeInfinity;
        foreach (var score in scores)
        {
            most = Math.Max(most, score);
        }
        double total = 0;
        foreach (ref var score in scores)
        {
            total += score = Math.Exp(score - most);
        }
        foreach (ref var score in scores)
        {
            score /= total;
        }
    }
}
