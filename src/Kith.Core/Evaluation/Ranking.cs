using System.Runtime.InteropServices;

namespace Kith.Evaluation;

/// <summary>
/// What was relevant and what was not, in order of falling score. Equal scores share one place and are told apart by nobody.
/// </summary>
/// <param name="Places">How many at each place were relevant, and how many not; the best place first. Neighbours without anything relevant are one place.</param>
public sealed record Ranking(IReadOnlyList<(long Relevant, long Irrelevant)> Places)
{
    /// <summary>Puts scores in order; <paramref name="relevant"/> stands beside them.</summary>
    public static Ranking Of(ReadOnlySpan<double> scores, ReadOnlySpan<bool> relevant)
    {
        var (keys, right) = (scores.ToArray(), relevant.ToArray());
        return Sorted(keys, right);
    }

    /// <summary>The same without a copy, for the many pairs of a large file: the two lists are put in order.</summary>
    public static Ranking InPlace(List<double> scores, List<bool> relevant) => Sorted(CollectionsMarshal.AsSpan(scores), CollectionsMarshal.AsSpan(relevant));

    private static Ranking Sorted(Span<double> keys, Span<bool> right)
    {
        keys.Sort(right);
        var places = new List<(long Relevant, long Irrelevant)>();
        for (var i = keys.Length - 1; i >= 0;)
        {
            var (yes, no, score) = (0, 0, keys[i]);
            for (; i >= 0 && keys[i] == score; i--)
            {
                yes += right[i] ? 1 : 0;
                no += right[i] ? 0 : 1;
            }
            if (yes == 0 && places.Count > 0 && places[^1].Relevant == 0)
            {
                places[^1] = (0, places[^1].Irrelevant + no);
            }
            else
            {
                places.Add((yes, no));
            }
        }
        return new(places);
    }

    /// <summary>Puts those without any score at one last place.</summary>
    public Ranking WithRest(long relevant, long irrelevant) => new([.. Places, (relevant, irrelevant)]);

    /// <summary>The mean, over the relevant, of the precision at their place; 0 where nothing is relevant.</summary>
    public double AveragePrecision()
    {
        var (hits, seen, sum) = (0.0, 0.0, 0.0);
        foreach (var (yes, no) in Places)
        {
            hits += yes;
            seen += yes + no;
            sum += yes == 0 ? 0 : yes * hits / seen;
        }
        return hits == 0 ? 0 : sum / hits;
    }

    /// <summary>The chance that a relevant one stands above an irrelevant one, half counted at the same place; ½ where one kind is missing.</summary>
    public double Auc()
    {
        var (above, won, seen) = (0.0, 0.0, 0.0);
        foreach (var (yes, no) in Places)
        {
            won += no * (above + yes / 2.0);
            above += yes;
            seen += no;
        }
        return above == 0 || seen == 0 ? .5 : won / (above * seen);
    }
}
