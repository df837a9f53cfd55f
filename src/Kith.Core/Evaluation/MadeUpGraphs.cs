using Kith.Kernels.Graphs;

namespace Kith.Evaluation;

/// <summary>Random graphs, the same for a seed: small ones of all kinds, from nearly empty to nearly full.</summary>
internal static class MadeUpGraphs
{
    /// <summary>Every other one is directed; weights between 0 and 1, or whole, or all alike.</summary>
    public static IEnumerable<Csr> Few(int seed, int graphs, int largest)
    {
        var random = new Random(seed);
        for (var number = 0; number < graphs; number++)
        {
            var count = 2 + random.Next(largest - 1);
            var edges = random.Next(3 * count);
            var (from, to, weight) = (new int[edges], new int[edges], new double[edges]);
            for (var e = 0; e < edges; e++)
            {
                (from[e], to[e]) = (random.Next(count), random.Next(count));
                weight[e] = (number % 3) switch { 0 => 1 - random.NextDouble(), 1 => 1 + random.Next(5), _ => 1 };
            }
            yield return number % 2 == 0 ? Csr.Undirected(count, from, to, weight) : Csr.Directed(count, from, to, weight);
        }
    }
}
