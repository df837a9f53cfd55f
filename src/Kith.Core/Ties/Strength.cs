using Kith.Interactions;

namespace Kith.Ties;

/// <summary>
/// How strong a tie is on a day. Old contact fades as a hyperbola; a day with many messages counts little more
/// than a day with a few; both directions count for more than one. Formulas: docs/accuracy.md, "Tie strength".
/// </summary>
public static class Strength
{
    /// <summary>κ where no tie is reciprocated yet: one reply each way, about a month ago.</summary>
    public const double UsualKappa = 0.09;

    /// <summary>A(u→v,t) = Σ over days d of ln(1 + weight of d) / (1 + age of d in days). Days after today do not count.</summary>
    /// <param name="days">What went from u to v.</param>
    /// <param name="today">t, a UTC day since 1970.</param>
    public static double Directed(Days days, int today)
    {
        var sum = 0.0;
        for (var i = 0; i < days.Count && days.Dates[i] <= today; i++)
        {
            sum += Amount(days.Micros[i]) / (1.0 + today - days.Dates[i]);
        }
        return sum;
    }

    /// <summary>S(u,v,t) = (√A(u→v) + √A(v→u))², from zero up; the same for v and u.</summary>
    public static double Of(Days there, Days back, int today) => Of(Directed(there, today), Directed(back, today));

    /// <summary>S from the two directed sums.</summary>
    public static double Of(double there, double back)
    {
        var root = Math.Sqrt(there) + Math.Sqrt(back);
        return root * root;
    }

    /// <summary>The strength people see, from 0 to below 1: S / (S + κ). One half is the middle of the reciprocated ties.</summary>
    public static double Shown(double strength, double kappa) => strength <= 0 ? 0 : strength / (strength + kappa);

    /// <summary>κ: the median S of the reciprocated ties, from the directed sums of every pair; always above zero.</summary>
    public static double Kappa(IEnumerable<(double There, double Back)> pairs)
    {
        var reciprocated = pairs.Where(p => p is { There: > 0, Back: > 0 }).Select(p => Of(p.There, p.Back)).Order().ToArray();
        return reciprocated.Length == 0 ? UsualKappa : Middle(reciprocated);
    }

    /// <summary>ln(1 + weight of a day). A negative day is a withdrawal whose message has not arrived yet: nothing.</summary>
    internal static double Amount(long micros) => Math.Log(1 + Math.Max(micros, 0) / (double)Weights.One);

    private static double Middle(double[] sorted) => (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
}
