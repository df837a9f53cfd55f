namespace Kith.Kernels.Graphs;

/// <summary>How often two neighbours of a vertex are neighbours themselves. Direction, weights and loops are ignored.</summary>
/// <param name="Local">Share of closed pairs among the neighbours of each vertex; NaN for fewer than two neighbours.</param>
/// <param name="Global">Share of closed pairs over the whole graph; NaN when there are no pairs.</param>
/// <param name="Triangles">Number of triangles.</param>
/// <remarks>Watts and Strogatz, Nature 393 (1998); Newman, Watts, Strogatz, PNAS 99 (2002) for the global one.</remarks>
public sealed record Clustering(double[] Local, double Global, long Triangles)
{
    /// <summary>Counts the triangles of the graph.</summary>
    public static Clustering Of(Csr graph, Work? work = null)
    {
        var simple = graph.ToSimple();
        var ranked = Ranked.From(simple.ToUnweighted());
        var (threads, total) = (work?.Threads ?? 1, new int[graph.Count]);
        var (starts, closed) = (Graphs.Triangles.Split(ranked, threads), new int[threads][]);
        using var crew = new Crew(threads);
        crew.Run(threads, part =>
        {
            closed[part] = new int[graph.Count];
            Graphs.Triangles.Visit(ranked, starts[part], starts[part + 1], new Counter(closed[part]), work ?? Work.Alone);
        });
        foreach (var one in closed)
        {
            for (var r = 0; r < total.Length; r++)
            {
                total[r] += one[r];
            }
        }

        var (local, pairs, triangles) = (new double[graph.Count], 0L, 0L);
        for (var r = 0; r < total.Length; r++)
        {
            var v = ranked.Vertices[r];
            var own = simple.Degree(v) * (simple.Degree(v) - 1L) / 2;
            (local[v], pairs, triangles) = ((double)total[r] / own, pairs + own, triangles + total[r]);
        }

        return new Clustering(local, (double)triangles / pairs, triangles / 3);
    }

    private readonly struct Counter(int[] closed) : ITriangleVisitor
    {
        public void Visit(int a, int b, int ab, Corners corners)
        {
            closed[a] += corners.C.Length;
            closed[b] += corners.C.Length;
            foreach (var c in corners.C)
            {
                closed[c]++;
            }
        }
    }
}
