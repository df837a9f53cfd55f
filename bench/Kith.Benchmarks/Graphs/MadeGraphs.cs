namespace Kith.Benchmarks.Graphs;

/// <summary>Graphs made to a size, the same from the same seed.</summary>
internal static class MadeGraphs
{
    /// <summary>Few hubs and many small vertices: R-MAT (Chakrabarti, Zhan, Faloutsos 2004), 2^scale vertices; pairs may repeat.</summary>
    public static (int Count, int[] From, int[] To) Rmat(int scale, int pairs, int seed)
    {
        var random = new Random(seed);
        var (from, to) = (new int[pairs], new int[pairs]);
        for (var i = 0; i < pairs; i++)
        {
            var (a, b) = (0, 0);
            for (var bit = 0; bit < scale; bit++)
            {
                var x = random.NextDouble();
                (a, b) = ((2 * a) + (x >= .76 ? 1 : 0), (2 * b) + (x is (>= .57 and < .76) or >= .95 ? 1 : 0));
            }

            (from[i], to[i]) = (a, b);
        }

        return (1 << scale, from, to);
    }

    /// <summary>
    /// Communities of 20 to 1,000 people and 8 to about 500 ties each, sizes and degrees falling as powers (1.5 and 2.5), three ties in
    /// ten leading outside: after Lancichinetti, Fortunato, Radicchi, Physical Review E 78 (2008), with ends of ties paired at random.
    /// </summary>
    public static (int Count, int[] From, int[] To) Planted(int people, int seed)
    {
        var random = new Random(seed);
        var (inside, outside) = (new List<int>(), new List<int>());
        var (from, to) = (new List<int>(), new List<int>());
        for (var first = 0; first < people;)
        {
            var last = Math.Min(people, first + (int)Power(20, 1000, 1.5));
            inside.Clear();
            for (var v = first; v < last; v++)
            {
                var degree = (int)Power(8, 500, 2.5);
                var within = Math.Min(last - first - 1, (int)(.7 * degree) + (random.NextDouble() < .5 ? 1 : 0));
                inside.AddRange(Enumerable.Repeat(v, within));
                outside.AddRange(Enumerable.Repeat(v, degree - within));
            }

            Pair(inside);
            first = last;
        }

        Pair(outside);
        var names = Enumerable.Range(0, people).ToArray();
        random.Shuffle(names); // neighbours in the list should not be neighbours in memory
        return (people, [.. from.Select(v => names[v])], [.. to.Select(v => names[v])]);

        double Power(double least, double most, double exponent)
        {
            var (a, b) = (Math.Pow(least, 1 - exponent), Math.Pow(most, 1 - exponent));
            return Math.Pow(a + ((b - a) * random.NextDouble()), 1 / (1 - exponent));
        }

        void Pair(List<int> ends)
        {
            random.Shuffle(System.Runtime.InteropServices.CollectionsMarshal.AsSpan(ends));
            for (var i = 0; i + 1 < ends.Count; i += 2)
            {
                from.Add(ends[i]);
                to.Add(ends[i + 1]);
            }
        }
    }
}
