using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>The core number of each vertex: the largest k such that it belongs to a part where everybody has k neighbours inside.</summary>
/// <remarks>
/// Kabir and Madduri, "Parallel k-core decomposition on multicore platforms" (2017): level by level, whoever has no more than k
/// neighbours left goes, and those who thereby fall to k go in the same level; no order of all vertices has to be kept. One thread peels:
/// a second one was tried and takes more from the first than it gives (docs/graph-kernels-tried.md).
/// </remarks>
public static class KCore
{
    // Vertices looked at together.
    private const int Lanes = 8;

    /// <summary>Core numbers. Direction, weights and loops are ignored.</summary>
    /// <param name="graph">Directed or not.</param>
    /// <param name="work">Threads to forget direction with, cancellation and progress.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe int[] Of(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        var simple = graph.ToSimple(work.Silent);
        var (degrees, blocks) = Begin(simple);
        // One place more: every neighbour is written, few are kept.
        var order = GC.AllocateUninitializedArray<int>(simple.Count + 1);
        fixed (int* left = degrees, block = blocks, queue = order, offsets = simple.Offsets, targets = simple.Targets)
        {
            var (kept, head, tail) = (blocks.Length, 0, 0);
            for (var k = 0; tail < simple.Count;)
            {
                work.Done((double)tail / simple.Count);
                (kept, tail, var least) = Find(left, block, kept, queue, tail, k);
                var next = head < tail ? k + 1 : least;
                for (; head < tail; head++)
                {
                    var v = queue[head];
                    Ahead.Fetch(targets + offsets[queue[Math.Min(head + 4, tail - 1)]]);
                    var end = offsets[v + 1];
                    for (var e = offsets[v]; e < end; e++)
                    {
                        // No branch: it would be guessed wrong too often.
                        var u = targets[e];
                        var degree = left[u];
                        left[u] = degree - (degree > k ? 1 : 0);
                        queue[tail] = u;
                        tail += degree == k + 1 ? 1 : 0;
                    }
                }

                k = next;
            }
        }

        work.Done(1);
        return degrees[..simple.Count];
    }

    // Neighbours left, with lanes to spare that are never peeled, and the first vertex of each block.
    private static (int[] Degrees, int[] Blocks) Begin(Csr simple)
    {
        var degrees = GC.AllocateUninitializedArray<int>(simple.Count + Lanes);
        var offsets = simple.Offsets;
        for (var v = 0; v < simple.Count; v++)
        {
            degrees[v] = offsets[v + 1] - offsets[v];
        }

        degrees.AsSpan(simple.Count).Fill(-1);
        var blocks = new int[(simple.Count + Lanes - 1) / Lanes];
        for (var i = 0; i < blocks.Length; i++)
        {
            blocks[i] = i * Lanes;
        }

        return (degrees, blocks);
    }

    // Those with k left into the queue; the least number above k is told; blocks in which nobody has more are not looked at again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe (int Kept, int Tail, int Least) Find(int* left, int* blocks, int count, int* queue, int tail, int k)
    {
        var (kept, level, none) = (0, Vector256.Create(k), Vector256.Create(int.MaxValue));
        var least = none;
        for (var i = 0; i < count; i++)
        {
            var block = blocks[i];
            var degrees = Vector256.Load(left + block);
            for (var found = Vector256.Equals(degrees, level).ExtractMostSignificantBits(); found != 0; found &= found - 1)
            {
                queue[tail++] = block + BitOperations.TrailingZeroCount(found);
            }

            var more = Vector256.GreaterThan(degrees, level);
            least = Vector256.Min(least, Vector256.ConditionalSelect(more, degrees, none));
            blocks[kept] = block;
            kept += more != Vector256<int>.Zero ? 1 : 0;
        }

        return (kept, tail, Least(least));
    }

    private static int Least(Vector256<int> numbers)
    {
        var least = numbers[0];
        for (var lane = 1; lane < Lanes; lane++)
        {
            least = Math.Min(least, numbers[lane]);
        }

        return least;
    }
}
