namespace Kith.Kernels.Graphs;

/// <summary>Keeps the edges that carry more weight than chance would give them, at the scale of either of their ends.</summary>
/// <remarks>Serrano, Boguñá, Vespignani, "Extracting the multiscale backbone of complex weighted networks", PNAS 106 (2009).</remarks>
public static class BackboneFilter
{
    private const int Piece = 1 << 15;

    /// <summary>
    /// Chance, beside each stored edge, that it would weigh as much if the weight of its source (or of its target, whichever
    /// is less) were split at random among its edges: (1 − w/s)^(k−1). A single edge is no surprise: 1.
    /// </summary>
    /// <param name="graph">Weights ≥ 0. Loops count as edges.</param>
    /// <param name="work">Threads, cancellation and progress.</param>
    public static double[] Chance(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        work.Done(0);
        using var crew = Crew.For(work, 60.0 * graph.Targets.Length);
        var incoming = graph.Reverse(work.Silent);
        var outSums = Sums(graph, crew);
        var inSums = graph.IsDirected ? Sums(incoming, crew) : outSums;
        var (chance, weights, pieces) = (new double[graph.Targets.Length], graph.UnlessUnit(), (graph.Targets.Length / Piece) + 1);
        var tally = new Tally(work, pieces);
        crew.Run(pieces, piece =>
        {
            var last = FirstOf(graph, (piece + 1L) * Piece);
            for (var u = FirstOf(graph, (long)piece * Piece); u < last; u++)
            {
                for (var e = graph.Offsets[u]; e < graph.Offsets[u + 1]; e++)
                {
                    var (v, w) = (graph.Targets[e], weights.Length > 0 ? weights[e] : 1);
                    chance[e] = Math.Min(One(w, outSums[u], graph.Degree(u)), One(w, inSums[v], incoming.Degree(v)));
                }
            }

            tally.Add();
        });
        return chance;
    }

    /// <summary>The graph of the edges with a chance below the level; all vertices stay.</summary>
    /// <param name="graph">Weights ≥ 0.</param>
    /// <param name="level">Higher keeps more; 1 keeps all but single edges.</param>
    /// <param name="connected">Keeps the <see cref="SpanningForest"/> too, so that nothing falls apart; for undirected graphs.</param>
    /// <param name="work">Threads, cancellation and progress.</param>
    public static Csr Keep(Csr graph, double level, bool connected = false, Work? work = null)
    {
        work ??= Work.Alone;
        var marks = connected ? SpanningForest.Marks(graph, Array.ConvertAll(graph.Weights, w => -w), work.Silent) : new bool[graph.Targets.Length];
        var chance = Chance(graph, work);
        for (var e = 0; e < marks.Length; e++)
        {
            marks[e] |= chance[e] < level;
        }

        return graph.Where(marks);
    }

    private static double[] Sums(Csr graph, Crew crew)
    {
        var sums = new double[graph.Count];
        crew.Over(graph.Count, (first, last) =>
        {
            for (var v = first; v < last; v++)
            {
                sums[v] = graph.Strength(v);
            }
        });
        return sums;
    }

    // The first row that begins at an edge or behind it.
    private static int FirstOf(Csr graph, long edge)
    {
        var place = edge >= graph.Targets.Length ? graph.Count : Array.BinarySearch(graph.Offsets, (int)edge);
        return place < 0 ? ~place : place;
    }

    private static double One(double weight, double sum, int degree) =>
        degree > 1 && sum > 0 ? Math.Pow(Math.Max(0, 1 - (weight / sum)), degree - 1) : 1;
}
