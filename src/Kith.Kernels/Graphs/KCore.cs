using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>The core number of each vertex: the largest k such that it belongs to a part where everybody has k neighbours inside.</summary>
/// <remarks>
/// Kabir and Madduri, "Parallel k-core decomposition on multicore platforms" (2017): level by level, whoever has no more than k
/// neighbours left goes, and those who thereby fall to k go in the same level; no order of all vertices has to be kept.
/// </remarks>
public static class KCore
{
    /// <summary>Core numbers. Direction, weights and loops are ignored.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe int[] Of(Csr graph)
    {
        var simple = graph.ToSimple();
        var left = new int[graph.Count];
        for (var v = 0; v < left.Length; v++)
        {
            left[v] = simple.Degree(v);
        }

        // One place more: every neighbour is written, few are kept.
        fixed (int* of = left, alive = Sequence.UpTo(left.Length), queue = new int[left.Length + 1])
        fixed (int* offsets = simple.Offsets, targets = simple.Targets)
        {
            for (var (k, rest) = (0, left.Length); rest > 0;)
            {
                var (kept, tail, least) = Part(of, alive, rest, queue, k);
                for (var head = 0; head < tail; head++)
                {
                    var v = queue[head];
                    Ahead.Fetch(targets + offsets[queue[Math.Min(head + 4, tail - 1)]]);
                    var end = offsets[v + 1];
                    for (var e = offsets[v]; e < end; e++)
                    {
                        // No branch: it would be guessed wrong too often.
                        var u = targets[e];
                        var degree = of[u];
                        of[u] = degree - (degree > k ? 1 : 0);
                        queue[tail] = u;
                        tail += degree == k + 1 ? 1 : 0;
                    }
                }

                (k, rest) = (tail > 0 ? k + 1 : least, kept);
            }
        }

        return left;
    }

    // Those with k left into the queue; those with more stay, and the least of them is told; those gone before are dropped.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe (int Kept, int Tail, int Least) Part(int* left, int* alive, int rest, int* queue, int k)
    {
        var (kept, tail, least) = (0, 0, int.MaxValue);
        for (var i = 0; i < rest; i++)
        {
            var v = alive[i];
            var degree = left[v];
            (alive[kept], queue[tail]) = (v, v);
            kept += degree > k ? 1 : 0;
            tail += degree == k ? 1 : 0;
            least = Math.Min(least, degree > k ? degree : int.MaxValue);
        }

        return (kept, tail, least);
    }
}
