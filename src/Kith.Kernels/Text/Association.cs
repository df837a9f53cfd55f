// T. Dunning: Accurate methods for the statistics of surprise and coincidence, Computational Linguistics 19(1), 1993, formula of section 5.
namespace Kith.Kernels.Text;

/// <summary>How surely two things belong together, counted in places where either may stand.</summary>
public static class Association
{
    /// <summary>A log-likelihood ratio that chance reaches once in a thousand.</summary>
    public const double OnceInAThousand = 10.83;

    /// <summary>
    /// The log-likelihood ratio (−2 ln λ) of <paramref name="both"/> places that hold both things, where one stands in
    /// <paramref name="one"/> and the other in <paramref name="other"/> of <paramref name="all"/>; 0 if they meet less often than by chance.
    /// </summary>
    public static double Likelihood(double both, double one, double other, double all) => both * all <= one * other ? 0
        : 2 * (Part(both, one * other / all) + Part(one - both, one * (all - other) / all)
            + Part(other - both, (all - one) * other / all) + Part(all - one - other + both, (all - one) * (all - other) / all));

    private static double Part(double seen, double expected) => seen <= 0 ? 0 : seen * Math.Log(seen / expected);
}
