namespace Kith.Kernels.Graphs;

/// <summary>Keeps the edges that carry more weight than chance would give them, at the scale of either of their ends.</summary>
/// <remarks>Serrano, Boguñá, Vespignani, "Extracting the multiscale backbone of complex weighted networks", PNAS 106 (2009).</remarks>
public static class BackboneFilter
{
    /// <summary>
    /// Chance, beside each stored edge, that it would weigh as much if the weight of its source (or of its target, whichever
    /// is less) were split at random among its edges: (1 − w/s)^(k−1). A single edge is no surprise: 1.
    /// </summary>
    /// <param name="graph">Weights ≥ 0. Loops count as edges.</param>
    public static double[] Chance(Csr graph)
    {
        var sources = graph.Sources();
        var (outSums, inSums) = (new double[graph.Count], new double[graph.Count]);
        var inDegrees = new int[graph.Count];
        for (var e = 0; e < sources.Length; e++)
        {
            outSums[sources[e]] += graph.Weights[e];
            inSums[graph.Targets[e]] += graph.Weights[e];
            inDegrees[graph.Targets[e]]++;
        }

        var chance = new double[sources.Length];
        for (var e = 0; e < sources.Length; e++)
        {
            var (u, v, w) = (sources[e], graph.Targets[e], graph.Weights[e]);
            chance[e] = Math.Min(One(w, outSums[u], graph.Degree(u)), One(w, inSums[v], inDegrees[v]));
        }

        return chance;
    }

    /// <summary>The graph of the edges with a chance below the level; all vertices stay.</summary>
    public static Csr Keep(Csr graph, double level)
    {
        var (sources, chance) = (graph.Sources(), Chance(graph));
        var kept = Enumerable.Range(0, sources.Length)
            .Where(e => chance[e] < level && (graph.IsDirected || sources[e] <= graph.Targets[e]))
            .ToArray();
        var (from, to, weight) = (Array.ConvertAll(kept, e => sources[e]), Array.ConvertAll(kept, e => graph.Targets[e]), Array.ConvertAll(kept, e => graph.Weights[e]));
        return graph.IsDirected ? Csr.Directed(graph.Count, from, to, weight) : Csr.Undirected(graph.Count, from, to, weight);
    }

    private static double One(double weight, double sum, int degree) =>
        degree > 1 && sum > 0 ? Math.Pow(Math.Max(0, 1 - (weight / sum)), degree - 1) : 1;
}
