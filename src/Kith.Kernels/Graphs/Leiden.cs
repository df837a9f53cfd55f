using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Groups by the Leiden algorithm: every group is connected, and no two would be better as one.
/// </summary>
/// <remarks>
/// Traag, Waltman, van Eck, "From Louvain to Leiden", Scientific Reports 9 (2019). It starts from the groups that <see cref="Louvain"/>
/// finds, which costs less than to climb from single vertices and ends as well. After the way up of the paper it moves vertices on every
/// level once more on the way down: Rotta and Noack, "Multilevel local search algorithms for modularity clustering", Journal of Experimental
/// Algorithmics 16 (2011). Groups that are torn by that are divided into their pieces, and what is better as one is joined again.
/// </remarks>
public static class Leiden
{
    /// <summary>Groups of high modularity (Reichardt and Bornholdt 2006 for a resolution other than 1).</summary>
    /// <param name="graph">Undirected, weights ≥ 0; an edge of weight 0 is no edge.</param>
    /// <param name="resolution">Higher gives smaller groups.</param>
    /// <param name="seed">Same seed, same groups.</param>
    /// <param name="iterations">At most this many rounds after Louvain, each starting from the groups of the one before.</param>
    /// <param name="work">Cancellation and progress; one thread does it.</param>
    /// <exception cref="ArgumentException">The graph is directed, or a weight or the resolution is negative or no number.</exception>
    public static Partition ByModularity(Csr graph, double resolution = 1, ulong seed = 1, int iterations = 1, Work? work = null)
    {
        var strengths = Strengths(graph);
        var total = strengths.Sum();
        return Run(graph, strengths, total > 0 ? resolution / total : 0, seed, iterations, work ?? Work.Alone);
    }

    /// <summary>Groups whose inner density exceeds the resolution: the constant Potts model (Traag, Van Dooren, Nesterov 2011).</summary>
    /// <param name="graph">Undirected, weights ≥ 0.</param>
    /// <param name="resolution">Weight per pair of vertices that a group has to exceed.</param>
    /// <param name="seed">Same seed, same groups.</param>
    /// <param name="iterations">At most this many rounds.</param>
    /// <param name="work">Cancellation and progress; one thread does it.</param>
    /// <exception cref="ArgumentException">As <see cref="ByModularity"/>.</exception>
    public static Partition ByDensity(Csr graph, double resolution, ulong seed = 1, int iterations = 1, Work? work = null)
    {
        var ones = new double[graph.Count];
        Array.Fill(ones, 1);
        return Run(graph, ones, resolution, seed, iterations, work ?? Work.Alone);
    }

    /// <summary>Modularity: share of weight inside groups, minus resolution times the share expected at random. A loop counts twice.</summary>
    public static double Modularity(Csr graph, Partition groups, double resolution = 1)
    {
        var strengths = Strengths(graph);
        var total = strengths.Sum();
        var sums = new double[groups.Count];
        for (var v = 0; v < graph.Count; v++)
        {
            sums[groups.Of[v]] += strengths[v];
        }

        var inside = graph.IsUnit && !graph.HasLoops ? CountInside(graph, groups.Of) : WeightInside(graph, groups.Of);
        return total > 0 ? (inside / total) - (resolution * sums.Sum(s => s / total * (s / total))) : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double WeightInside(Csr graph, int[] group)
    {
        var (offsets, targets, weights, inside) = (graph.Offsets, graph.Targets, graph.Weights, 0.0);
        for (var v = 0; v < graph.Count; v++)
        {
            for (var e = offsets[v]; e < offsets[v + 1]; e++)
            {
                var u = targets[e];
                inside += (group[u] == group[v] ? weights[e] : 0) + (u == v ? weights[e] : 0);
            }
        }

        return inside;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double CountInside(Csr graph, int[] group)
    {
        var inside = 0L;
        for (var v = 0; v < graph.Count; v++)
        {
            var own = group[v];
            foreach (var u in graph.Row(v))
            {
                inside += group[u] == own ? 1 : 0;
            }
        }

        return inside;
    }

    internal static double[] Strengths(Csr graph)
    {
        if (graph.IsUnit && !graph.HasLoops)
        {
            return graph.PerVertex(v => (double)graph.Degree(v));
        }

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

    private static Partition Run(Csr graph, double[] masses, double resolution, ulong seed, int iterations, Work work)
    {
        Check(graph, resolution);
        if (iterations <= 0)
        {
            return Partition.FromLabels(Sequence.UpTo(graph.Count));
        }

        var groups = new LeidenRun(LeidenLevel.From(graph, masses, resolution), seed, work).Leiden(iterations);
        work.Done(1);
        return Partition.FromLabels(groups);
    }

    internal static void Check(Csr graph, double resolution)
    {
        if (graph.IsDirected)
        {
            throw new ArgumentException("Leiden needs an undirected graph: use ToUndirected().", nameof(graph));
        }

        if (!(resolution >= 0) || double.IsInfinity(resolution))
        {
            throw new ArgumentException($"The resolution is {resolution}; it should be 0 or more.", nameof(resolution));
        }

        var bad = graph.IsUnit ? -1 : Array.FindIndex(graph.Weights, w => !(w >= 0) || double.IsInfinity(w));
        if (bad >= 0)
        {
            throw new ArgumentException($"Edge {bad} weighs {graph.Weights[bad]}; weights should be 0 or more.", nameof(graph));
        }
    }
}
