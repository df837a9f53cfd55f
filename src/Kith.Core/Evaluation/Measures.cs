namespace Kith.Evaluation;

/// <summary>Measures of how well scores foretell outcomes. Ties in score are broken in no one's favour.</summary>
public static class Measures
{
    /// <summary>
    /// Average precision: the mean, over the relevant, of the precision at their place in the order of scores;
    /// equal scores share one place, the last of theirs. 0 where nothing is relevant.
    /// </summary>
    public static double AveragePrecision(ReadOnlySpan<double> scores, ReadOnlySpan<bool> relevant) =>
        AveragePrecision(Places(scores, relevant));

    /// <summary>The chance that a relevant one scores above an irrelevant one; equal scores count half. ½ where one kind is missing.</summary>
    public static double Auc(ReadOnlySpan<double> scores, ReadOnlySpan<bool> relevant)
    {
        var (above, won, seen) = (0.0, 0.0, 0.0);
        foreach (var (yes, no) in Places(scores, relevant))
        {
            won += no * (above + yes / 2.0);
            above += yes;
            seen += no;
        }
        return above == 0 || seen == 0 ? .5 : won / (above * seen);
    }

    /// <summary>
    /// Expected calibration error: with the chances in ten equal bins, the mean distance between the mean chance
    /// of a bin and the share of its outcomes that came true, weighted by the size of the bin (Naeini et al. 2015).
    /// </summary>
    public static double CalibrationError(ReadOnlySpan<double> chances, ReadOnlySpan<bool> outcomes)
    {
        const int Bins = 10;
        Span<double> surplus = stackalloc double[Bins];
        surplus.Clear();
        for (var i = 0; i < chances.Length; i++)
        {
            surplus[Math.Clamp((int)(chances[i] * Bins), 0, Bins - 1)] += chances[i] - (outcomes[i] ? 1 : 0);
        }
        var sum = 0.0;
        foreach (var each in surplus)
        {
            sum += Math.Abs(each);
        }
        return chances.Length == 0 ? 0 : sum / chances.Length;
    }

    /// <summary>The places in order of falling score: how many of each were relevant, and how many not.</summary>
    internal static List<(int Relevant, int Irrelevant)> Places(ReadOnlySpan<double> scores, ReadOnlySpan<bool> relevant)
    {
        var (keys, right) = (scores.ToArray(), relevant.ToArray());
        Array.Sort(keys, right);
        var places = new List<(int, int)>();
        for (var i = keys.Length - 1; i >= 0;)
        {
            var (yes, no, score) = (0, 0, keys[i]);
            for (; i >= 0 && keys[i] == score; i--)
            {
                yes += right[i] ? 1 : 0;
                no += right[i] ? 0 : 1;
            }
            places.Add((yes, no));
        }
        return places;
    }

    internal static double AveragePrecision(List<(int Relevant, int Irrelevant)> places)
    {
        var (hits, seen, sum) = (0.0, 0.0, 0.0);
        foreach (var (yes, no) in places)
        {
            hits += yes;
            seen += yes + no;
            sum += yes == 0 ? 0 : yes * hits / seen;
        }
        return hits == 0 ? 0 : sum / hits;
    }
}
