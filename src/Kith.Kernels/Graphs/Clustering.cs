using System.Runtime.CompilerServices;

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
            Count(ranked, starts[part], starts[part + 1], closed[part], work ?? Work.Alone);
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

    private static unsafe void Count(Ranked graph, int first, int last, int[] closed, Work work)
    {
        fixed (int* to = closed)
        {
            Graphs.Triangles.Visit(graph, first, last, new Counter(to), work);
        }
    }

    private readonly unsafe struct Counter(int* closed) : ITriangleVisitor
    {
        private readonly int* _closed = closed;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit(int a, int b, int ab, Corners corners)
        {
            var count = 0;
            for (var i = 0; i < corners.Count; i++)
            {
                var c = corners.Targets[corners.BC[i]];
                var one = corners.AC[c] != 0 ? 1 : 0;
                _closed[c] += one;
                count += one;
            }

            _closed[a] += count;
            _closed[b] += count;
        }
    }
}
