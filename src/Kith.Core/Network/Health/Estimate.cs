using Kith.People;

namespace Kith.Network.Health;

/// <summary>A figure and how sure it is.</summary>
/// <param name="Value">It; null if too few people or cases stand behind it.</param>
/// <param name="Low">Lower end of the 95 % interval; null where the figure is a full count.</param>
/// <param name="High">Upper end.</param>
public readonly record struct Estimate(double? Value, double? Low = null, double? High = null)
{
    private const double Z = 1.959964;

    /// <summary>A share with its interval (Wilson 1927).</summary>
    /// <param name="part">Cases that count.</param>
    /// <param name="of">All cases.</param>
    /// <param name="people">People behind them: decides whether it is said and how finely.</param>
    public static Estimate Share(long part, long of, int people)
    {
        if (of == 0 || people < Disclosure.LeastGroup)
        {
            return default;
        }
        // From what is said alone: exact ends would tell the exact share.
        var (p, n) = (Disclosure.Rounded(part / (double)of, people), Disclosure.Rounded(of));
        var middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n);
        var half = Z / (1 + Z * Z / n) * Math.Sqrt(p * (1 - p) / n + Z * Z / (4 * n * n));
        return new(p, Math.Max(0, middle - half), Math.Min(1, middle + half));
    }

    /// <summary>A share of people with its interval; of a few, or of all but a few, nothing is said.</summary>
    /// <param name="part">People who count.</param>
    /// <param name="of">All of them.</param>
    public static Estimate People(int part, int of) => Disclosure.Share(part, of) is null ? default : Share(part, of, of);

    /// <summary>A share of cases; of cases that a few people had, or all but a few, or one of them most, nothing is said.</summary>
    /// <param name="having">Of each case who had it, and whether it counts.</param>
    public static Estimate Cases(IReadOnlyCollection<(PersonId Who, bool Counts)> having)
    {
        int People(bool counts) => having.Where(one => one.Counts == counts).DistinctBy(one => one.Who).Count();
        return Disclosure.IsFew(People(true)) || Disclosure.IsFew(People(false)) || Disclosure.IsOnePersons(having.Select(one => one.Who))
            ? default
            : Share(having.Count(one => one.Counts), having.Count, having.DistinctBy(one => one.Who).Count());
    }

    /// <summary>The median of lengths of time; of those that few people had, or one of them most, nothing is said.</summary>
    /// <param name="having">Of each case who had it, and how long it took.</param>
    public static Estimate Median(IReadOnlyCollection<(PersonId Who, double Length)> having) => Disclosure.IsOnePersons(having.Select(one => one.Who))
        ? default
        : Median([.. having.Select(one => one.Length).Order()], having.DistinctBy(one => one.Who).Count());

    /// <summary>A median of lengths with the interval that its neighbours in order give (no assumption about the shape), to two digits.</summary>
    /// <param name="sorted">Ascending.</param>
    /// <param name="people">People behind them.</param>
    public static Estimate Median(IReadOnlyList<double> sorted, int people)
    {
        if (sorted.Count < Disclosure.LeastGroup || people < Disclosure.LeastGroup)
        {
            return default;
        }
        var half = Z * Math.Sqrt(sorted.Count) / 2;
        var low = (int)Math.Clamp(Math.Floor(sorted.Count / 2.0 - half), 0, sorted.Count - 1);
        var high = (int)Math.Clamp(Math.Ceiling(sorted.Count / 2.0 + half), 0, sorted.Count - 1);
        return new(Disclosure.Roughly((sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2), Disclosure.Roughly(sorted[low]), Disclosure.Roughly(sorted[high]));
    }
}
