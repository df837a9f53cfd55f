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

        var inner = graph.Closed(members, local);
        var masses = inner.PerVertex(v => 1.0 + inner.Degree(v));
        var (x, y) = LayoutLevels.Place(inner, masses, ref random, pace);
        LayoutSpacing.Turn(x, y);
        LayoutSpacing.Scale(x, y);
        LayoutApart.Push(x, y, pace.Crew, pace.Work.Cancel);
        return new LayoutPiece(members, x, y);
    }
}
