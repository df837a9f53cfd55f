using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Kith.Interactions.Answering;

/// <summary>
/// Scores candidates: one layer of rectified units over the traits, their weighted sum, the softmax of the sums.
/// One instance follows one conversation.
/// </summary>
internal sealed class ReplyModel
{
    /// <summary>How many units; the weights of a trait lie side by side, one for each.</summary>
    public const int Units = 16;

    /// <summary>
    /// Rows of <see cref="Units"/> numbers: thresholds, traits of the answer, of the answered, of the pair, weights of the
    /// units. Of each kind of trait first those that hold or not.
    /// </summary>
    public const int AnswerRow = 1, AnsweredRow = AnswerRow + TurnTraits.AnswerBits + TurnTraits.AnswerDegrees,
        PairRow = AnsweredRow + TurnTraits.AnsweredBits + TurnTraits.AnsweredDegrees, OutRow = PairRow + PairTraits.Bits + PairTraits.Degrees, Rows = OutRow + 1;

    private readonly Row[] weights;
    private readonly Row[] answered = new Row[Floor.Ring]; // what the traits of each recent turn as answered come to

    public ReplyModel(ReadOnlySpan<float> weights)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(weights.Length, Rows * Units);
        this.weights = MemoryMarshal.Cast<float, Row>(weights).ToArray();
    }

    // One number for each unit.
    [StructLayout(LayoutKind.Sequential)]
    private readonly record struct Row(Vector256<float> Low, Vector256<float> High);

    /// <summary>Writes the chance of each candidate of the turn at <paramref name="at"/> into <paramref name="chances"/>; they add up to 1.</summary>
    public void Weigh(int at, Traits traits, ReadOnlySpan<int> candidates, Span<double> chances)
    {
        var common = Add(weights[0], traits.Answer, AnswerRow, TurnTraits.AnswerBits);
        for (var i = 0; i < chances.Length; i++)
        {
            var other = candidates[i] == Turn.None ? default : answered[candidates[i] & (Floor.Ring - 1)];
            chances[i] = Out(Add(new(common.Low + other.Low, common.High + other.High), traits.Pair(i), PairRow, PairTraits.Bits));
        }
        Softmax(chances);
        answered[at & (Floor.Ring - 1)] = Add(default, traits.Answered, AnsweredRow, TurnTraits.AnsweredBits);
    }

    private Row Add(Row to, TraitSet traits, int first, int bits)
    {
        var (low, high) = (to.Low, to.High);
        for (var holding = traits.Holding; holding != 0; holding &= holding - 1)
        {
            ref var row = ref weights[first + BitOperations.TrailingZeroCount(holding)];
            low += row.Low;
            high += row.High;
        }
        for (var i = 0; i < traits.Degrees.Length; i++)
        {
            ref var row = ref weights[first + bits + i];
            low += row.Low * traits.Degrees[i];
            high += row.High * traits.Degrees[i];
        }
        return new(low, high);
    }

    private double Out(Row sums)
    {
        ref var weight = ref weights[OutRow];
        return Vector256.Sum((Vector256.Max(sums.Low, Vector256<float>.Zero) * weight.Low) + (Vector256.Max(sums.High, Vector256<float>.Zero) * weight.High));
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
