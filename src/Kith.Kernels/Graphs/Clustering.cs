using System.Buffers;
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
        work ??= Work.Alone;
        var simple = graph.ToSimple(work.Silent);
        var unweighted = simple.ToUnweighted();
        using var blocks = BlockRows.Of(unweighted);
        if (blocks is not null)
        {
            return Of(simple, BlockHoles.ClosedOf(blocks, work));
        }

        using var crew = Crew.For(work, 8.0 * simple.Targets.Length, SharedContacts.MostThreads);
        using var ranked = Ranked.From(unweighted, crew);
        var (ones, shared, local) = (ArrayPool<long>.Shared.Rent(ranked.Rows), ArrayPool<long>.Shared.Rent(ranked.Edges), new double[graph.Count]);
        ones.AsSpan(0, ranked.Rows).Fill(1);
        SharedContacts.Sum(ranked, ones, shared.AsSpan(0, ranked.Edges), crew, work);
        var closed = BothEnds.Sum<long>(ranked, crew, (first, last, sums) => Add(shared, ranked, sums, first, last));
        ArrayPool<long>.Shared.Return(ones);
        ArrayPool<long>.Shared.Return(shared);
        var (pairs, corners) = (0L, 0L);
        crew.Over(graph.Count, (first, last) =>
        {
            var (more, found) = (0L, 0L);
            for (var r = first; r < last; r++)
            {
                var v = ranked.Vertices[r];
                var own = simple.Degree(v) * (simple.Degree(v) - 1L) / 2;
                var twice = r < ranked.Rows ? closed[r] : 0;
                (local[v], more, found) = (twice / (2.0 * own), more + own, found + (twice / 2));
            }

            Interlocked.Add(ref pairs, more);
            Interlocked.Add(ref corners, found);
        });
        ArrayPool<long>.Shared.Return(closed);

        return new Clustering(local, (double)corners / pairs, corners / 3);
    }

    // Twice the closed pairs stand beside the vertices.
    private static Clustering Of(Csr simple, long[] closed)
    {
        var (local, pairs, corners) = (new double[simple.Count], 0L, 0L);
        for (var v = 0; v < simple.Count; v++)
        {
            var own = simple.Degree(v) * (simple.Degree(v) - 1L) / 2;
            (local[v], pairs, corners) = (closed[v] / (2.0 * own), pairs + own, corners + (closed[v] / 2));
        }

        return new Clustering(local, (double)corners / pairs, corners / 3);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(long[] shared, Ranked ranked, long[] sums, int first, int last)
    {
        var (offsets, targets) = (ranked.Offsets, ranked.Targets);
        for (var r = first; r < last; r++)
        {
            for (var e = offsets[r]; e < offsets[r + 1]; e++)
            {
                sums[r] += shared[e];
                sums[targets[e]] += shared[e];
            }
        }
    }
}
