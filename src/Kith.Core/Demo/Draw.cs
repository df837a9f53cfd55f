namespace Kith.Demo;

/// <summary>A stream of choices that is the same on every machine: SplitMix64 (Steele, Lea, Flood 2014), seeded by its purpose.</summary>
internal sealed class Draw
{
    private ulong state;

    /// <summary>Streams of different purposes do not disturb each other when one of them grows.</summary>
    public Draw(string purpose)
    {
        state = 14695981039346656037;
        foreach (var letter in purpose)
        {
            state = (state ^ letter) * 1099511628211;
        }
    }

    public int Below(int bound) => (int)(((Next() >> 32) * (ulong)bound) >> 32);

    /// <summary>From <paramref name="least"/> to <paramref name="most"/>, both included.</summary>
    public int Between(int least, int most) => least + Below(most - least + 1);

    public bool Chance(double probability) => (Next() >> 11) * (1.0 / (1UL << 53)) < probability;

    public T One<T>(IReadOnlyList<T> items) => items[Below(items.Count)];

    /// <summary>One item, each as likely as its weight; null if all weigh nothing.</summary>
    public T? One<T>(IReadOnlyList<T> items, Func<T, double> weight)
        where T : class
    {
        var weights = items.Select(weight).ToList();
        var left = (Next() >> 11) * (1.0 / (1UL << 53)) * weights.Sum();
        for (var i = 0; i < items.Count; i++)
        {
            left -= weights[i];
            if (left < 0)
            {
                return items[i];
            }
        }
        return null;
    }

    /// <summary>Up to so many of the items, the heavier the likelier; none that weighs nothing.</summary>
    public List<T> Some<T>(IEnumerable<T> items, Func<T, double> weight, int count)
        where T : class
    {
        var left = items.ToList();
        var chosen = new List<T>();
        while (chosen.Count < count && One(left, weight) is { } next)
        {
            left.Remove(next);
            chosen.Add(next);
        }
        return chosen;
    }

    public List<T> Shuffled<T>(IEnumerable<T> items)
    {
        var result = items.ToList();
        for (var i = result.Count - 1; i > 0; i--)
        {
            var j = Below(i + 1);
            (result[i], result[j]) = (result[j], result[i]);
        }
        return result;
    }

    private ulong Next()
    {
        var z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
