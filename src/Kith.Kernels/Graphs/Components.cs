using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Weakly connected components: who can be reached at all when direction is ignored.</summary>
/// <remarks>
/// Union-find with path halving (Tarjan and van Leeuwen, Journal of the ACM 31, 1984). Each vertex hangs on its smallest neighbour
/// first, which usually makes the large component already; all edges are then read only outside it (after Sutton, Ben-Nun, Barak,
/// "Optimizing parallel graph connectivity computation via subgraph sampling", IPDPS 2018). Threads join by comparing and swapping; the
/// root is the smallest vertex whoever was first (Jayanti and Tarjan, PODC 2016).
/// </remarks>
public static class Components
{
    private const int MoreRounds = 2;
    private const int MostAsked = 1000;

    /// <summary>Components, the largest first.</summary>
    public static Partition Of(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        using var crew = Crew.For(work, graph.Count + (double)graph.Targets.Length);
        var parent = GC.AllocateUninitializedArray<int>(graph.Count);
        crew.Over(graph.Count, (first, last) => HangOnSmallest(graph, parent, first, last));
        Flatten(crew, parent, work, .2);
        var common = Common(graph, parent);
        for (var round = 1; round <= MoreRounds && common.Share < .9; round++)
        {
            var skip = round;
            crew.Over(graph.Count, (first, last) => JoinOutside(graph, parent, -1, skip, 1, first, last));
            Flatten(crew, parent, work, .2 + (.2 * round));
            common = Common(graph, parent);
        }

        // Of a directed edge only one end knows: nothing can be left out.
        var known = graph.IsDirected ? -1 : common.Root;
        crew.Over(graph.Count, (first, last) => JoinOutside(graph, parent, known, 0, int.MaxValue, first, last));
        Flatten(crew, parent, work, .8);
        var components = Partition.FromRoots(parent, common.Root, crew);
        work.Done(1);
        return components;
    }

    private static void Flatten(Crew crew, int[] parent, Work work, double done)
    {
        crew.Over(parent.Length, (first, last) => Flatten(parent, first, last));
        work.Done(done);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void HangOnSmallest(Csr graph, int[] parents, int first, int last)
    {
        fixed (int* offsets = graph.Offsets, targets = graph.Targets, parent = parents)
        {
            for (var v = first; v < last; v++)
            {
                parent[v] = offsets[v] < offsets[v + 1] ? Math.Min(v, targets[offsets[v]]) : v;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void JoinOutside(Csr graph, int[] parents, int common, int skip, int most, int from, int to)
    {
        fixed (int* offsets = graph.Offsets, targets = graph.Targets, parent = parents)
        {
            for (var v = from; v < to; v++)
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
        do
        {
            a = Root(parent, a);
            b = Root(parent, b);
        }
        while (a != b && Interlocked.CompareExchange(ref parent[Math.Max(a, b)], Math.Min(a, b), Math.Max(a, b)) != Math.Max(a, b));
    }

    // Others may join meanwhile: a parent read anew could be smaller, never wrong.
    internal static int Root(int[] parent, int v)
    {
        for (var above = parent[v]; above != v;)
        {
            var next = parent[above];
            parent[v] = next;
            (v, above) = (next, parent[next]);
        }

        return v;
    }

    // Parents are smaller than their children: where one thread goes upward the way to the root is short.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Flatten(int[] parents, int first, int last)
    {
        fixed (int* parent = parents)
        {
            for (var v = first; v < last; v++)
            {
                var root = parent[v];
                for (var above = parent[root]; above != root; above = parent[root])
                {
                    root = above;
                }

                if (parent[v] != root)
                {
                    parent[v] = root; // what is not written to, the other threads need not fetch again
                }
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
