using System.Runtime.CompilerServices;

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

        var sums = new double[count];
        for (var v = 0; v < parents.Length; v++)
        {
            sums[parents[v]] += masses[v];
        }

        var coarse = LayoutContraction.Of(graph, parents, count, pace.Crew);
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

    /// <summary>Melts vertices into fewer: each joins the neighbour it is most strongly bound to, for its mass. Those with few neighbours choose first, or what stands between them would be gone.</summary>
    internal static (int[] Parents, int Count) Merge(Csr graph, double[] masses)
    {
        var (parents, sums, sizes, count) = (new int[graph.Count], new double[graph.Count], new int[graph.Count], 0);
        Array.Fill(parents, -1);
        // One over the mass of each vertex, then of each parent; 0 for those that are full.
        var (lightness, holders) = (new double[2 * graph.Count], Sequence.UpTo(graph.Count));
        for (var v = 0; v < masses.Length; v++)
        {
            lightness[v] = 1 / masses[v];
        }

        foreach (var v in ByDegree(graph))
        {
            if (parents[v] < 0)
            {
                // Whoever has one neighbour joins it however many have.
                var u = graph.Degree(v) == 1 ? graph.Targets[graph.Offsets[v]] : Closest(graph, v, lightness, holders);
                var parent = u < 0 || parents[u] < 0 ? count++ : parents[u];
                Join(v, parent);
                if (u >= 0 && parents[u] < 0)
                {
                    Join(u, parent);
                }
            }
        }

        return (parents, count);

        void Join(int v, int parent)
        {
            (parents[v], holders[v], sums[parent], sizes[parent]) = (parent, graph.Count + parent, sums[parent] + masses[v], sizes[parent] + 1);
            lightness[graph.Count + parent] = sizes[parent] < MostMerged ? 1 / sums[parent] : 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe int Closest(Csr graph, int v, double[] lightnesses, int[] holders)
    {
        var (closest, most) = (-1, 0.0);
        fixed (int* targets = graph.Targets, holder = holders)
        fixed (double* weights = graph.Weights, lightness = lightnesses)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                var bond = weights[e] * lightness[holder[targets[e]]];
                if (bond > most)
                {
                    (closest, most) = (targets[e], bond);
                }
            }
        }

        return closest;
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
}
