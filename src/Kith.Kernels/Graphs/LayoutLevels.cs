namespace Kith.Kernels.Graphs;

/// <summary>Positions of one connected graph: laid out small first, then in ever finer detail.</summary>
/// <remarks>Walshaw, "A multilevel algorithm for force-directed graph-drawing", Journal of Graph Algorithms 7 (2003).</remarks>
internal static class LayoutLevels
{
    private const int Smallest = 30;

    // Vertices that may melt into one at each level.
    private const int MostMerged = 6;

    /// <summary>Places a connected undirected graph around the origin; distances are relative.</summary>
    public static (double[] X, double[] Y) Place(Csr graph, double[] masses, ref Xoshiro random, LayoutPace pace)
    {
        var forces = new LayoutForces(graph, masses);
        var (parents, count) = graph.Count > Smallest ? Merge(graph, masses) : ([], graph.Count);
        if (graph.Count <= Smallest || count > 0.9 * graph.Count)
        {
            var (startX, startY) = Scatter(graph.Count, ref random);
            forces.Relax(startX, startY, rounds: 300, start: 0.5, end: 0.002, pace);
            return (startX, startY);
        }

        var (coarse, sums) = Contract(graph, masses, parents, count, pace);
        var (upX, upY) = Place(coarse, sums, ref random, pace.Half());
        var (x, y) = Spread(parents, upX, upY, ref random);
        forces.Relax(x, y, Rounds(graph.Count), start: 0.1, end: 0.004, pace.OtherHalf());
        return (x, y);
    }

    // The more vertices, the less each still has to move when its level begins.
    private static int Rounds(int count) => (int)Math.Clamp(40 * Math.Sqrt(10_000.0 / count), 12, 40);

    private static (double[] X, double[] Y) Scatter(int count, ref Xoshiro random)
    {
        var (x, y) = (new double[count], new double[count]);
        for (var v = 0; v < count; v++)
        {
            (x[v], y[v]) = (random.Unit() - 0.5, random.Unit() - 0.5);
        }

        return (x, y);
    }

    // Vertices start near the place of what they were melted into.
    private static (double[] X, double[] Y) Spread(int[] parents, double[] upX, double[] upY, ref Xoshiro random)
    {
        var width = LayoutForces.Extent(upX, upY) / Math.Sqrt(parents.Length);
        var (x, y) = Scatter(parents.Length, ref random);
        for (var v = 0; v < parents.Length; v++)
        {
            (x[v], y[v]) = (upX[parents[v]] + (width * x[v]), upY[parents[v]] + (width * y[v]));
        }

        return (x, y);
    }

    // Each vertex joins the neighbour it is most strongly bound to, for its mass; light ones choose first.
    private static (int[] Parents, int Count) Merge(Csr graph, double[] masses)
    {
        var parents = new int[graph.Count];
        Array.Fill(parents, -1);
        var (sums, sizes, count) = (new double[graph.Count], new int[graph.Count], 0);
        foreach (var v in ByDegree(graph))
        {
            if (parents[v] < 0)
            {
                var u = Closest(graph, masses, v, parents, sums, sizes);
                var parent = u < 0 || parents[u] < 0 ? count++ : parents[u];
                Join(v, parent);
                if (u >= 0 && parents[u] < 0)
                {
                    Join(u, parent);
                }
            }
        }

        return (parents, count);

        void Join(int v, int parent) => (parents[v], sums[parent], sizes[parent]) = (parent, sums[parent] + masses[v], sizes[parent] + 1);
    }

    private static int[] ByDegree(Csr graph)
    {
        var (degrees, order) = (graph.PerVertex(graph.Degree), new int[graph.Count]);
        var starts = new int[degrees.Max() + 2];
        foreach (var degree in degrees)
        {
            starts[degree + 1]++;
        }

        for (var degree = 1; degree < starts.Length; degree++)
        {
            starts[degree] += starts[degree - 1];
        }

        for (var v = 0; v < order.Length; v++)
        {
            order[starts[degrees[v]]++] = v;
        }

        return order;
    }

    private static int Closest(Csr graph, double[] masses, int v, int[] parents, double[] sums, int[] sizes)
    {
        var (closest, most) = (-1, 0.0);
        for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
        {
            var u = graph.Targets[e];
            var parent = parents[u];
            var bond = graph.Weights[e] / (parent < 0 ? masses[u] : sums[parent]);
            if (bond > most && u != v && (parent < 0 || sizes[parent] < MostMerged || graph.Degree(v) == 1))
            {
                (closest, most) = (u, bond);
            }
        }

        return closest;
    }

    private static (Csr Graph, double[] Masses) Contract(Csr graph, double[] masses, int[] parents, int count, LayoutPace pace)
    {
        var (sums, parts) = (new double[count], pace.Crew.Threads == 1 ? 1 : Crew.Pieces);
        for (var v = 0; v < graph.Count; v++)
        {
            sums[parents[v]] += masses[v];
        }

        // Counted first, so that each part knows where to write.
        var starts = new int[parts + 1];
        pace.Crew.Run(parts, part => starts[part + 1] = Between(graph, parents, part, parts, [], [], [], 0));
        for (var part = 0; part < parts; part++)
        {
            starts[part + 1] += starts[part];
        }

        var (from, to, weight) = (new int[starts[^1]], new int[starts[^1]], new double[starts[^1]]);
        pace.Crew.Run(parts, part => Between(graph, parents, part, parts, from, to, weight, starts[part]));
        return (Csr.Undirected(count, from, to, weight, pace.Work.Silent), sums);
    }

    // Tells how many edges of a part of the vertices lead from one parent to another, and writes them down where there is room.
    private static int Between(Csr graph, int[] parents, int part, int parts, int[] from, int[] to, double[] weight, int start)
    {
        var n = start;
        var (first, last) = ((int)((long)graph.Count * part / parts), (int)((long)graph.Count * (part + 1) / parts));
        for (var v = first; v < last; v++)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                var u = graph.Targets[e];
                if (v >= u || parents[v] == parents[u])
                {
                    continue;
                }

                if (from.Length > 0)
                {
                    (from[n], to[n], weight[n]) = (parents[v], parents[u], graph.Weights[e]);
                }

                n++;
            }
        }

        return n - start;
    }
}
