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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Clustering Of(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        var simple = graph.ToSimple(work.Silent);
        using var ranked = Ranked.From(simple.ToUnweighted());
        var (ones, shared, closed) = (new long[graph.Count], ArrayPool<long>.Shared.Rent(ranked.Edges), new long[graph.Count]);
        Array.Fill(ones, 1);
        SharedContacts.Sum(ranked, ones, shared.AsSpan(0, ranked.Edges), work);
        var (offsets, targets) = (ranked.Offsets, ranked.Targets);
        for (var r = 0; r < closed.Length; r++)
        {
            for (var e = offsets[r]; e < offsets[r + 1]; e++)
            {
                closed[r] += shared[e];
                closed[targets[e]] += shared[e];
            }
        }

        ArrayPool<long>.Shared.Return(shared);
        var (local, pairs, triangles) = (new double[graph.Count], 0L, 0L);
        for (var r = 0; r < closed.Length; r++)
        {
            var v = ranked.Vertices[r];
            var own = simple.Degree(v) * (simple.Degree(v) - 1L) / 2;
            (local[v], pairs, triangles) = (closed[r] / (2.0 * own), pairs + own, triangles + (closed[r] / 2));
        }

        return new Clustering(local, (double)triangles / pairs, triangles / 3);
    }
}
