namespace Kith.Evaluation;

/// <summary>
/// 95 % intervals by drawing the data again, 500 times, from a fixed seed (Efron 1979): the 2.5th and 97.5th percentile.
/// </summary>
public static class Bootstrap
{
    private const int Draws = 500;
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
    /// Of the mean over folds of the average precision. Each one ranked is drawn Poisson(1) times, so that all of a
    /// place together are drawn Poisson(their number) times, whatever that number is.
    /// </summary>
    public static (double Low, double High) OfAveragePrecision(IReadOnlyList<Ranking> folds)
    {
        var random = new Random(Seed);
        var joined = folds.Select(Joined).ToArray();
        return Interval(() => joined.Average(fold => Drawn(random, fold).AveragePrecision()));
    }

    private static Ranking Drawn(Random random, Ranking fold) =>
        new([.. fold.Places.Select(place => (Poisson(random, place.Relevant), Poisson(random, place.Irrelevant)))]);

    // Places without anything relevant only push the next ones down: they are joined with the next.
    private static Ranking Joined(Ranking fold)
    {
        var places = new List<(long, long)>();
        var passed = 0L;
        foreach (var (yes, no) in fold.Places)
        {
            passed += no;
            if (yes > 0)
            {
                places.Add((yes, passed));
                passed = 0;
            }
        }
        return new(places);
    }

    /// <summary>Of the F1 of all parts together: whole parts, logs say, are drawn.</summary>
    public static (double Low, double High) OfF1(IReadOnlyList<Hits> parts)
    {
        var random = new Random(Seed);
        return Interval(() =>
        {
            var sum = default(Hits);
            for (var i = 0; i < parts.Count; i++)
            {
                sum += parts[random.Next(parts.Count)];
            }
            return sum.F1;
        });
    }

    private static (double Low, double High) Interval(Func<double> draw)
    {
        var drawn = new double[Draws];
        for (var i = 0; i < Draws; i++)
        {
            drawn[i] = draw();
        }
        Array.Sort(drawn);
        return (drawn[Draws / 40], drawn[Draws - 1 - Draws / 40]);
    }

    /// <summary>Draws from a Poisson distribution: exactly up to a mean of 30, rounded from the normal above.</summary>
    private static long Poisson(Random random, long mean)
    {
        if (mean > 30)
        {
            // Box and Muller 1958.
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            return Math.Max(0, (long)Math.Round(mean + Math.Sqrt(mean) * normal));
        }
        var (count, product, limit) = (0L, random.NextDouble(), Math.Exp(-mean));
        for (; product > limit; count++)
        {
            product *= random.NextDouble();
        }
        return count;
    }
}
