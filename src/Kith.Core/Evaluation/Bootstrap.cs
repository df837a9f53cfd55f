namespace Kith.Evaluation;

/// <summary>
/// 95 % intervals by drawing the data again, 1,000 times, from a fixed seed (Efron 1979): the 2.5th and 97.5th percentile.
/// </summary>
public static class Bootstrap
{
    private const int Draws = 1000;
    private const int Seed = 20090713;

    /// <summary>Of a mean: over queries, say.</summary>
    public static (double Low, double High) OfMean(IReadOnlyList<double> values)
    {
        var random = new Random(Seed);
        return Interval(() =>
        {
            var sum = 0.0;
            for (var i = 0; i < values.Count; i++)
            {
                sum += values[random.Next(values.Count)];
            }
            return sum / Math.Max(values.Count, 1);
        });
    }

    /// <summary>
    /// Of the mean over folds of the average precision. Each pair is drawn Poisson(1) times, so that all pairs
    /// of a place together are drawn Poisson(their number) times, whatever that number is.
    /// </summary>
    public static (double Low, double High) OfAveragePrecision(IReadOnlyList<(double[] Scores, bool[] Relevant)> folds)
    {
        var random = new Random(Seed);
        var places = folds.Select(fold => Runs(Measures.Places(fold.Scores, fold.Relevant))).ToArray();
        return Interval(() => places.Average(fold => Measures.AveragePrecision(
            [.. fold.Select(place => (Poisson(random, place.Relevant), Poisson(random, place.Irrelevant)))])));
    }

    // Places without anything relevant only push the next ones down: they are joined with the next.
    private static List<(int Relevant, int Irrelevant)> Runs(List<(int Relevant, int Irrelevant)> places)
    {
        var runs = new List<(int Relevant, int Irrelevant)>();
        var passed = 0;
        foreach (var (yes, no) in places)
        {
            passed += no;
            if (yes > 0)
            {
                runs.Add((yes, passed));
                passed = 0;
            }
        }
        return runs;
    }

    private static (double Low, double High) Interval(Func<double> draw)
    {
        var drawn = new double[Draws];
        for (var i = 0; i < Draws; i++)
        {
            drawn[i] = draw();
        }
        Array.Sort(drawn);
        return (drawn[(int)(Draws * .025)], drawn[(int)(Draws * .975)]);
    }

    /// <summary>Draws from a Poisson distribution: exactly up to a mean of 30, rounded from the normal above.</summary>
    internal static int Poisson(Random random, int mean)
    {
        if (mean > 30)
        {
            // Box and Muller 1958.
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return Math.Max(0, (int)Math.Round(mean + Math.Sqrt(mean) * normal));
        }
        var (count, product, limit) = (0, random.NextDouble(), Math.Exp(-mean));
        for (; product > limit; count++)
        {
            product *= random.NextDouble();
        }
        return count;
    }
}
