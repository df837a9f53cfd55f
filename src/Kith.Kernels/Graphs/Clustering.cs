namespace Kith.Kernels.Graphs;

/// <summary>How often two neighbours of a vertex are neighbours themselves. Direction, weights and loops are ignored.</summary>
/// <param name="Local">Share of closed pairs among the neighbours of each vertex; NaN for fewer than two neighbours.</param>
/// <param name="Global">Share of closed pairs over the whole graph; NaN when there are no pairs.</param>
/// <param name="Triangles">Number of triangles.</param>
/// <remarks>Watts and Strogatz, Nature 393 (1998); Newman, Watts, Strogatz, PNAS 99 (2002) for the global one.</remarks>
public sealed record Clustering(double[] Local, double Global, long Triangles)
{
    /// <summary>Counts the triangles of the graph.</summary>
    public static Clustering Of(Csr graph)
    {
        var simple = graph.ToSimple();
        var closed = new long[graph.Count];
        Graphs.Triangles.Visit(simple, new Counter(closed));
        var pairs = graph.PerVertex(v => simple.Degree(v) * (simple.Degree(v) - 1L) / 2);
        var local = graph.PerVertex(v => (double)closed[v] / pairs[v]);
        return new Clustering(local, (double)closed.Sum() / pairs.Sum(), closed.Sum() / 3);
    }

    private readonly struct Counter(long[] closed) : ITriangleVisitor
    {
        public void Visit(in Triangle triangle)
        {
            closed[triangle.A]++;
            closed[triangle.B]++;
            closed[triangle.C]++;
        }
    }
}
