using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>The pieces of a graph of which each edge is known at one end only: the ends of every edge are joined.</summary>
/// <remarks>
/// Union-find with path halving (Tarjan and van Leeuwen, Journal of the ACM 31, 1984). Each vertex hangs on its smallest neighbour
/// first, which usually makes the large component already. Threads join by comparing and swapping; the root is the smallest vertex
/// whoever was first (Jayanti and Tarjan, PODC 2016).
/// </remarks>
internal static class ComponentsUnion
{
    public static Partition Run(Csr graph, Work work)
    {
        using var crew = Crew.For(work, graph.Count + (double)graph.Targets.Length);
        var parent = GC.AllocateUninitializedArray<int>(graph.Count);
        crew.Over(graph.Count, (first, last) => HangOnSmallest(graph, parent, first, last));
        crew.Over(graph.Count, (first, last) => Flatten(parent, first, last));
        work.Done(.3);
        crew.Over(graph.Count, (first, last) => JoinAll(graph, parent, first, last));
        crew.Over(graph.Count, (first, last) => Flatten(parent, first, last));
        work.Done(.8);
        var sizes = ArrayPool<int>.Shared.Rent(graph.Count + 1);
        var components = Partition.FromOrdered(parent, sizes.AsSpan(0, Number(parent, sizes)));
        ArrayPool<int>.Shared.Return(sizes);
        return components;
    }

    /// <summary>The root of a vertex; the way there is half as long afterwards.</summary>
    // Others may join meanwhile: a parent read anew could be smaller, never wrong.
    public static int Root(int[] parent, int v)
    {
        for (var above = parent[v]; above != v;)
        {
            var next = parent[above];
            parent[v] = next;
            (v, above) = (next, parent[next]);
        }

        return v;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void HangOnSmallest(Csr graph, int[] parents, int first, int last)
    {
        fixed (int* offsets = graph.Offsets, targets = graph.Targets, parent = parents)
        {
            for (var v = first; v < last; v++)
            {
                parent[v] = offsets[v] < offsets[v + 1] ? Math.Min(v, targets[offsets[v]]) : v;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void JoinAll(Csr graph, int[] parents, int from, int to)
    {
        fixed (int* offsets = graph.Offsets, targets = graph.Targets, parent = parents)
        {
            for (var v = from; v < to; v++)
            {
                for (var (e, end) = (offsets[v], offsets[v + 1]); e < end; e++)
                {
                    if (parent[targets[e]] != parent[v])
                    {
                        Join(parents, v, targets[e]);
                    }
                }
            }
        }
    }

    // The smaller number becomes the root, whatever the order of the edges.
    private static void Join(int[] parent, int a, int b)
    {
        do
        {
            a = Root(parent, a);
            b = Root(parent, b);
        }
        while (a != b && Interlocked.CompareExchange(ref parent[Math.Max(a, b)], Math.Min(a, b), Math.Max(a, b)) != Math.Max(a, b));
    }

    // Parents are smaller than their children: where one thread goes upward the way to the root is short.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void Flatten(int[] parents, int first, int last)
    {
        fixed (int* parent = parents)
        {
            for (var v = first; v < last; v++)
            {
                var root = parent[v];
                for (var above = parent[root]; above != root; above = parent[root])
                {
                    root = above;
                }

                if (parent[v] != root)
                {
                    parent[v] = root; // what is not written to, the other threads need not fetch again
                }
            }
        }
    }

    // Numbers take the place of roots, in the order of these: a root comes before all that hang on it. Tells how many there are.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe int Number(int[] parents, int[] sizes)
    {
        var count = 0;
        fixed (int* parent = parents, size = sizes)
        {
            for (var v = 0; v < parents.Length; v++)
            {
                var above = parent[parent[v]];
                var isRoot = (int)((uint)(v - parent[v] - 1) >> 31); // 1 or 0: a branch would be guessed wrong
                var number = above + (isRoot * (count - above));
                size[count] = 0;
                size[number]++;
                parent[v] = number;
                count += isRoot;
            }
        }

        return count;
    }
}
