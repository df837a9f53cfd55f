namespace Kith.Kernels.Graphs;

/// <summary>
/// Groups by the Leiden algorithm: every group is connected, and no single vertex can improve the quality by moving.
/// </summary>
/// <remarks>Traag, Waltman, van Eck, "From Louvain to Leiden", Scientific Reports 9 (2019).</remarks>
public static class Leiden
{
    /// <summary>Groups of high modularity (Reichardt and Bornholdt 2006 for a resolution other than 1).</summary>
    /// <param name="graph">Undirected, weights ≥ 0; an edge of weight 0 is no edge.</param>
    /// <param name="resolution">Higher gives smaller groups.</param>
    /// <param name="seed">Same seed, same groups.</param>
    /// <param name="iterations">At most this many passes, each starting from the groups of the one before.</param>
    /// <exception cref="ArgumentException">The graph is directed, or a weight or the resolution is negative or no number.</exception>
    public static Partition ByModularity(Csr graph, double resolution = 1, ulong seed = 1, int iterations = 2)
    {
        var strengths = Strengths(graph);
        var total = strengths.Sum();
        return Run(graph, strengths, total > 0 ? resolution / total : 0, seed, iterations);
    }

    /// <summary>Groups whose inner density exceeds the resolution: the constant Potts model (Traag, Van Dooren, Nesterov 2011).</summary>
    /// <param name="graph">Undirected, weights ≥ 0.</param>
    /// <param name="resolution">Weight per pair of vertices that a group has to exceed.</param>
    /// <param name="seed">Same seed, same groups.</param>
    /// <param name="iterations">At most this many passes.</param>
    /// <exception cref="ArgumentException">As <see cref="ByModularity"/>.</exception>
    public static Partition ByDensity(Csr graph, double resolution, ulong seed = 1, int iterations = 2)
    {
        var ones = new double[graph.Count];
        Array.Fill(ones, 1);
        return Run(graph, ones, resolution, seed, iterations);
    }

    /// <summary>Modularity: share of weight inside groups, minus resolution times the share expected at random. A loop counts twice.</summary>
    public static double Modularity(Csr graph, Partition groups, double resolution = 1)
    {
        var strengths = Strengths(graph);
        var total = strengths.Sum();
        var inside = 0.0;
        var sums = new double[groups.Count];
        for (var v = 0; v < graph.Count; v++)
        {
            sums[groups.Of[v]] += strengths[v];
            inside += WeightInto(graph, v, groups.Of);
        }

        return total > 0 ? (inside / total) - (resolution * sums.Sum(s => s / total * (s / total))) : 0;
    }

    private static double WeightInto(Csr graph, int v, int[] group)
    {
        var inside = 0.0;
        for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
        {
            var u = graph.Targets[e];
            inside += u == v ? 2 * graph.Weights[e] : group[u] == group[v] ? graph.Weights[e] : 0;
        }

        return inside;
    }

    internal static double[] Strengths(Csr graph)
    {
        var strengths = new double[graph.Count];
        for (var v = 0; v < graph.Count; v++)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                strengths[v] += graph.Targets[e] == v ? 2 * graph.Weights[e] : graph.Weights[e];
            }
        }

        return strengths;
    }

    private static Partition Run(Csr graph, double[] masses, double resolution, ulong seed, int iterations)
    {
        Check(graph, resolution);
        var random = new Xoshiro(seed);
        var bottom = LeidenLevel.From(graph, masses, resolution);
        var groups = Sequence.UpTo(graph.Count);
        for (var i = 0; i < iterations; i++)
        {
            var before = (int[])groups.Clone();
            Pass(bottom, groups, ref random);
            if (i > 0 && groups.AsSpan().SequenceEqual(before))
            {
                break;
            }
        }

        return Partition.FromLabels(groups);
    }

    // Move, refine, contract; until nothing is left to contract. Groups are then contracted vertices, hence connected.
    private static void Pass(LeidenLevel bottom, int[] groups, ref Xoshiro random)
    {
        var vertex = Sequence.UpTo(bottom.Count);
        var level = bottom;
        var current = groups;
        while (true)
        {
            LeidenMove.Run(level, current, ref random);
            var parts = LeidenRefine.Run(level, current, ref random, out var count);
            if (count == level.Count)
            {
                break;
            }

            (level, current) = level.Contract(parts, count, current);
            for (var v = 0; v < vertex.Length; v++)
            {
                vertex[v] = parts[vertex[v]];
            }
        }

        vertex.CopyTo(groups, 0);
    }

    private static void Check(Csr graph, double resolution)
    {
        if (graph.IsDirected)
        {
            throw new ArgumentException("Leiden needs an undirected graph: use ToUndirected().", nameof(graph));
        }

        if (!(resolution >= 0) || double.IsInfinity(resolution))
        {
            throw new ArgumentException($"The resolution is {resolution}; it should be 0 or more.", nameof(resolution));
        }

        var bad = Array.FindIndex(graph.Weights, w => !(w >= 0) || double.IsInfinity(w));
        if (bad >= 0)
        {
            throw new ArgumentException($"Edge {bad} weighs {graph.Weights[bad]}; weights should be 0 or more.", nameof(graph));
        }
    }
}
