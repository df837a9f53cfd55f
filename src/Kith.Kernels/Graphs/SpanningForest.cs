namespace Kith.Kernels.Graphs;

/// <summary>The fewest edges that hold together whatever is connected, of least cost or greatest weight: what a drawing should never drop.</summary>
/// <remarks>Kruskal, Proceedings of the American Mathematical Society 7 (1956). Among equals the edge stored first wins, so the answer is unique.</remarks>
public static class SpanningForest
{
    private const int Often = 1 << 16;

    /// <summary>The graph of the edges of the forest of least total cost; all vertices stay, loops go.</summary>
    /// <param name="graph">Undirected.</param>
    /// <param name="cost">Cost beside each stored edge, the same both ways.</param>
    /// <param name="work">Cancellation and progress; one thread does it.</param>
    /// <exception cref="ArgumentException">The graph is directed, or costs are not as many as edges.</exception>
    public static Csr Cheapest(Csr graph, double[] cost, Work? work = null)
    {
        work ??= Work.Alone;
        var forest = graph.Where(Marks(graph, cost, work));
        work.Done(1);
        return forest;
    }

    /// <summary>The graph of the edges of the forest of greatest total weight; all vertices stay, loops go.</summary>
    /// <param name="graph">Undirected.</param>
    /// <param name="work">Cancellation and progress; one thread does it.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static Csr Strongest(Csr graph, Work? work = null) => Cheapest(graph, Array.ConvertAll(graph.Weights, w => -w), work);

    /// <summary>Marks both ways of each edge of the cheapest forest.</summary>
    internal static bool[] Marks(Csr graph, double[] cost, Work work)
    {
        if (graph.IsDirected)
        {
            throw new ArgumentException("A spanning forest needs an undirected graph: use ToUndirected().", nameof(graph));
        }

        if (cost.Length != graph.Targets.Length)
        {
            throw new ArgumentException($"{cost.Length} costs for {graph.Targets.Length} edges.", nameof(cost));
        }

        var (kept, twins, sources) = (new bool[cost.Length], Twins(graph), graph.Sources());
        var (parent, upward) = (Sequence.UpTo(graph.Count), Upward(graph, sources, cost, work));
        for (var i = 0; i < upward.Length; i++)
        {
            if (i % Often == 0)
            {
                work.Done(.7 + (.3 * i / upward.Length));
            }

            var e = upward[i];
            var (a, b) = (ComponentsUnion.Root(parent, sources[e]), ComponentsUnion.Root(parent, graph.Targets[e]));
            if (a != b)
            {
                parent[Math.Max(a, b)] = Math.Min(a, b);
                (kept[e], kept[twins[e]]) = (true, true);
            }
        }

        return kept;
    }

    // Each edge once, the cheapest first.
    private static int[] Upward(Csr graph, int[] sources, double[] cost, Work work)
    {
        work.Done(0);
        var edges = new int[(cost.Length / 2) + 1];
        var n = 0;
        for (var e = 0; e < cost.Length; e++)
        {
            if (sources[e] < graph.Targets[e])
            {
                edges[n++] = e;
            }
        }

        var keys = new (double Cost, int Edge)[n];
        for (var i = 0; i < n; i++)
        {
            keys[i] = (cost[edges[i]], edges[i]);
        }

        work.Done(.1);
        Array.Sort(keys, edges, 0, n);
        return edges[..n];
    }

    // Place of the same edge in the row of its other end. Rows are ascending, so each fills from its start.
    private static int[] Twins(Csr graph)
    {
        var (twins, next) = (new int[graph.Targets.Length], graph.Offsets[..graph.Count]);
        for (var v = 0; v < graph.Count; v++)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                twins[e] = next[graph.Targets[e]]++;
            }
        }

        return twins;
    }
}
