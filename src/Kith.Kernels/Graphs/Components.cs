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

    /// <summary>Components, the largest first.</summary>
    public static Partition Of(Csr graph)
    {
        var parent = SmallestNeighbours(graph);
        Flatten(parent);
        var (common, share) = Common(parent);
        for (var round = 1; round <= MoreRounds && share < .9; round++)
        {
            JoinOutside(graph, parent, -1, round, 1);
            Flatten(parent);
            (common, share) = Common(parent);
        }

        // Of a directed edge only one end knows: nothing can be left out.
        JoinOutside(graph, parent, graph.IsDirected ? -1 : common, 0, int.MaxValue);
        Flatten(parent);
        return Partition.FromLabels(parent);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] SmallestNeighbours(Csr graph)
    {
        var (offsets, targets, parent) = (graph.Offsets, graph.Targets, new int[graph.Count]);
        for (var v = 0; v < parent.Length; v++)
        {
            parent[v] = offsets[v] < offsets[v + 1] ? Math.Min(v, targets[offsets[v]]) : v;
        }

        return parent;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void JoinOutside(Csr graph, int[] parent, int common, int skip, int most)
    {
        for (var v = 0; v < parent.Length; v++)
        {
            if (parent[v] == common)
            {
                continue;
            }

            var row = graph.Row(v);
            row = row[Math.Min(skip, row.Length)..];
            foreach (var u in row[..Math.Min(most, row.Length)])
            {
                if (parent[u] != parent[v])
                {
                    Join(parent, v, u);
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
    private static void Flatten(int[] parent)
    {
        for (var v = 0; v < parent.Length; v++)
        {
            parent[v] = parent[parent[v]];
        }
    }

    // The root met most often among some vertices, a thousand at most, and how often.
    private static (int Root, double Share) Common(int[] parent)
    {
        var roots = new int[Math.Min(1000, (parent.Length + 15) / 16)];
        for (var i = 0; i < roots.Length; i++)
        {
            roots[i] = parent[(long)i * parent.Length / roots.Length];
        }

        Array.Sort(roots);
        var (common, most, run) = (-1, 0, 0);
        for (var i = 0; i < roots.Length; i++)
        {
            run = i > 0 && roots[i] == roots[i - 1] ? run + 1 : 1;
            (common, most) = run > most ? (roots[i], run) : (common, most);
        }

        return (common, (double)most / Math.Max(1, roots.Length));
    }
}
