namespace Kith.Kernels.Graphs;

/// <summary>Weakly connected components: who can be reached at all when direction is ignored.</summary>
/// <remarks>Union-find with path halving: Tarjan and van Leeuwen, Journal of the ACM 31 (1984).</remarks>
public static class Components
{
    /// <summary>Components, the largest first.</summary>
    public static Partition Of(Csr graph)
    {
        var parent = new int[graph.Count];
        for (var v = 0; v < parent.Length; v++)
        {
            parent[v] = v;
        }

        for (var v = 0; v < parent.Length; v++)
        {
            foreach (var u in graph.Row(v))
            {
                Join(parent, v, u);
            }
        }

        for (var v = 0; v < parent.Length; v++)
        {
            parent[v] = Root(parent, v);
        }

        return Partition.FromLabels(parent);
    }

    // The smaller number becomes the root, whatever the order of the edges.
    private static void Join(int[] parent, int a, int b)
    {
        a = Root(parent, a);
        b = Root(parent, b);
        parent[Math.Max(a, b)] = Math.Min(a, b);
    }

    private static int Root(int[] parent, int v)
    {
        while (parent[v] != v)
        {
            parent[v] = parent[parent[v]];
            v = parent[v];
        }

        return v;
    }
}
