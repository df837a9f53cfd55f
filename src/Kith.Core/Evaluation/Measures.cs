namespace Kith.Evaluation;

/// <summary>How well chances foretell outcomes; of orders, see <see cref="Ranking"/>.</summary>
public static class Measures
{
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
}
