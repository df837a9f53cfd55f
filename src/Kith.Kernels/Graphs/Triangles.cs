using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>Receives for each edge from a to b the third corners that may close a triangle, each triangle once.</summary>
internal interface ITriangleVisitor
{
    /// <param name="a">The corner of lowest rank.</param>
    /// <param name="b">The middle corner.</param>
    /// <param name="ab">Place of the edge from a to b.</param>
    /// <param name="corners">The third corners.</param>
    void Visit(int a, int b, int ab, Corners corners);
}

/// <summary>Places of edges from b to third corners. Where none leads there from a, no triangle is closed.</summary>
internal readonly unsafe struct Corners(int count, int* bc, int* targets, int* ac)
{
    public readonly int Count = count;
    public readonly int* BC = bc;

    /// <summary>Where the edge at each place leads.</summary>
    public readonly int* Targets = targets;

    /// <summary>1 + place of the edge from a to each vertex; 0 where there is none.</summary>
    public readonly int* AC = ac;
}

/// <summary>All triangles of an undirected graph without loops, in O(m · √m): rows lead to higher degree only and are intersected.</summary>
/// <remarks>
/// Schank and Wagner, "Finding, counting and listing all triangles in large graphs" (2005), forward algorithm. A table holds the places
/// of the edges from a; what a <see cref="Sieve"/> holds back is not looked up there.
/// </remarks>
internal sealed unsafe class Triangles
{
    // From about this length so much falls through the sieve that looking up at once costs less.
    private const int TooLong = 300;

    private readonly int* _targets;
    private readonly int* _places;
    private readonly int* _found;

    private Triangles(int* targets, int* places, int* found)
    {
        _targets = targets;
        _places = places;
        _found = found;
    }

    /// <summary>Visits the triangles whose lowest corner ranks first .. last − 1.</summary>
    public static void Visit<TVisitor>(Ranked graph, int first, int last, TVisitor visitor, Work work)
        where TVisitor : struct, ITriangleVisitor
    {
        fixed (int* targets = graph.Targets, places = new int[graph.Count], found = new int[graph.Longest() + 32])
        {
            // What a vector has written within one line of the cache is read back sooner.
            var aligned = (int*)(((nint)found + 63) & ~63);
            new Triangles(targets, places, aligned).Run(graph, first, last, visitor, work);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TVisitor>(Ranked graph, int first, int last, TVisitor visitor, Work work)
        where TVisitor : struct, ITriangleVisitor
    {
        fixed (int* offsets = graph.Offsets)
        for (var a = first; a < last; a++)
        {
            if ((a & 0xfff) == 0)
            {
                work.Cancel.ThrowIfCancellationRequested();
            }

            var (start, end) = (offsets[a], offsets[a + 1]);
            if (end - start < 2)
            {
                continue;
            }

            for (var e = start; e < end; e++)
            {
                _places[_targets[e]] = e + 1;
            }

            if (a + 1 < last)
            {
                for (var e = end; e < offsets[a + 2]; e++)
                {
                    Ahead.Fetch(_targets + offsets[_targets[e]]);
                }
            }

            if (Sieve.IsSupported && end - start < TooLong)
            {
                var sieve = new Sieve(_targets + start, end - start);
                for (var e = start; e < end; e++)
                {
                    var b = _targets[e];
                    var count = sieve.Pass(_targets, offsets[b], offsets[b + 1], _found);
                    visitor.Visit(a, b, e, new Corners(count, _found, _targets, _places));
                }
            }
            else
            {
                for (var e = start; e < end; e++)
                {
                    var b = _targets[e];
                    var count = LookUp(offsets[b], offsets[b + 1]);
                    visitor.Visit(a, b, e, new Corners(count, _found, _targets, _places));
                }
            }

            for (var e = start; e < end; e++)
            {
                _places[_targets[e]] = 0;
            }
        }
    }

    /// <summary>Bounds of as many ranges of ranks whose triangles take about as long to find.</summary>
    public static int[] Split(Ranked graph, int parts)
    {
        if (parts == 1)
        {
            return [0, graph.Count];
        }

        var (offsets, targets) = (graph.Offsets, graph.Targets);
        var steps = new long[graph.Count + 1];
        for (var a = 0; a < graph.Count; a++)
        {
            var own = 4L;
            for (var e = offsets[a]; e < offsets[a + 1]; e++)
            {
                own += 2 + offsets[targets[e] + 1] - offsets[targets[e]];
            }

            steps[a + 1] = steps[a] + own;
        }

        var bounds = new int[parts + 1];
        for (var p = 1; p < parts; p++)
        {
            var place = Array.BinarySearch(steps, steps[^1] / parts * p);
            bounds[p] = Math.Min(graph.Count, place < 0 ? ~place : place);
        }

        bounds[parts] = graph.Count;
        return bounds;
    }

    // No branch on a hit: it would be guessed wrong too often.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LookUp(int from, int to)
    {
        var (found, j) = (0, from);
        if (Avx512F.IsSupported)
        {
            var lanes = Vector512<int>.Indices;
            for (; j < to; j += 16)
            {
                var third = Vector512.Load(_targets + j);
                var place = Vector512.Create(
                    Avx2.GatherVector256(_places, third.GetLower(), sizeof(int)), Avx2.GatherVector256(_places, third.GetUpper(), sizeof(int)));
                var hit = Vector512.GreaterThan(place, Vector512<int>.Zero) & Vector512.LessThan(lanes, Vector512.Create(to - j));
                Avx512F.Compress(third, hit, lanes + Vector512.Create(j)).Store(_found + found);
                found += BitOperations.PopCount(hit.ExtractMostSignificantBits());
            }
        }

        for (; j < to; j++)
        {
            _found[found] = j;
            found += _places[_targets[j]] != 0 ? 1 : 0;
        }

        return found;
    }
}
