using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Weakly connected components: who can be reached at all when direction is ignored.</summary>
/// <remarks>
/// Union-find with path halving (Tarjan and van Leeuwen, Journal of the ACM 31, 1984). Each vertex hangs on its smallest neighbour
/// first, which usually makes the large component already; all edges are then read only outside it (after Sutton, Ben-Nun, Barak,
/// "Optimizing parallel graph connectivity computation via subgraph sampling", IPDPS 2018).
/// </remarks>
public static class Components
{
    private const int MoreRounds = 2;
    private const int MostAsked = 1000;

    /// <summary>Components, the largest first.</summary>
    public static Partition Of(Csr graph)
    {
        var parent = SmallestNeighbours(graph);
        Flatten(parent);
        var (common, share) = Common(graph, parent);
        for (var round = 1; round <= MoreRounds && share < .9; round++)
        {
            JoinOutside(graph, parent, -1, round, 1);
            Flatten(parent);
            (common, share) = Common(graph, parent);
        }

        // Of a directed edge only one end knows: nothing can be left out.
        JoinOutside(graph, parent, graph.IsDirected ? -1 : common, 0, int.MaxValue);
        Flatten(parent);
        return Partition.FromRoots(parent, common);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe int[] SmallestNeighbours(Csr graph)
    {
        var parents = GC.AllocateUninitializedArray<int>(graph.Count);
        fixed (int* offsets = graph.Offsets, targets = graph.Targets, parent = parents)
        {
            for (var v = 0; v < parents.Length; v++)
            {
                parent[v] = offsets[v] < offsets[v + 1] ? Math.Min(v, targets[offsets[v]]) : v;
            }
        }

        return parents;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void JoinOutside(Csr graph, int[] parents, int common, int skip, int most)
    {
        fixed (int* offsets = graph.Offsets, targets = graph.Targets, parent = parents)
        {
            for (var v = 0; v < parents.Length; v++)
            {
                if (parent[v] == common)
                {
                    continue;
                }

                var first = (long)offsets[v] + skip;
                var last = Math.Min(offsets[v + 1], first + most);
                for (var e = first; e < last; e++)
                {
                    if (parent[targets[e]] != parent[v])
                    {
                        Join(parents, v, targets[e]);
                    }
                }
            }
        }
    }

    // The smaller number becomes the root, whatever the order of the edges.
    private static void Join(int[] parent, int a, int b)
    {
        a = Root(parent, a);
        b = Root(parent, b);
        parent[Math.Max(a, b)] = Math.Min(a, b);
    }

    internal static int Root(int[] parent, int v)
    {
        while (parent[v] != v)
        {
            parent[v] = parent[parent[v]];
            v = parent[v];
        }

        return v;
    }

    // Parents are smaller than their children, so one pass is enough.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Flatten(int[] parents)
    {
        fixed (int* parent = parents)
        {
            for (var v = 0; v < parents.Length; v++)
            {
                parent[v] = parent[parent[v]];
            }
        }
    }

    // A root that most of some vertices with neighbours have, if there is one (Boyer and Moore's vote), and what share has it.
    private static (int Root, double Share) Common(Csr graph, int[] parent)
    {
        var step = (parent.Length / MostAsked) + 16;
        var (common, lead) = (-1, 0);
        for (var v = 0; v < parent.Length; v += step)
        {
            if (graph.Degree(v) > 0)
            {
                common = lead == 0 ? parent[v] : common;
                lead += common == parent[v] ? 1 : -1;
            }
        }

        var (asked, have) = (0, 0);
        for (var v = 0; v < parent.Length; v += step)
        {
            asked += graph.Degree(v) > 0 ? 1 : 0;
            have += parent[v] == common ? 1 : 0;
        }

        return (common, (double)have / Math.Max(1, asked));
    }
}
