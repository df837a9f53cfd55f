namespace Kith.Kernels.Graphs;

/// <summary>One component with positions of its own; neighbours stand about 1 apart.</summary>
internal sealed record LayoutPiece(int[] Members, double[] X, double[] Y)
{
    /// <summary>Lays out the members; <paramref name="local"/> is scratch, one number for each vertex.</summary>
    public static LayoutPiece Of(Csr graph, int[] members, int[] local, ref Xoshiro random, LayoutPace pace)
    {
        if (members.Length == 1)
        {
            return new LayoutPiece(members, [0], [0]);
        }

        var inner = Induced(graph, members, local);
        var masses = inner.PerVertex(v => 1.0 + inner.Degree(v));
        var (x, y) = LayoutLevels.Place(inner, masses, ref random, pace);
        LayoutSpacing.Turn(x, y);
        LayoutSpacing.Scale(x, y);
        LayoutSpacing.PushApart(x, y);
        return new LayoutPiece(members, x, y);
    }

    private static Csr Induced(Csr graph, int[] members, int[] local)
    {
        for (var i = 0; i < members.Length; i++)
        {
            local[members[i]] = i;
        }

        var (from, to, weight) = (new List<int>(), new List<int>(), new List<double>());
        foreach (var v in members)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                if (v < graph.Targets[e])
                {
                    from.Add(local[v]);
                    to.Add(local[graph.Targets[e]]);
                    weight.Add(graph.Weights[e]);
                }
            }
        }

        return Csr.Undirected(members.Length, from.ToArray(), to.ToArray(), weight.ToArray());
    }
}
