using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>Receives for each edge a → b the third corners of its triangles that rank above both, so each triangle once.</summary>
internal interface ITriangleVisitor
{
    /// <param name="a">The corner of lowest rank.</param>
    /// <param name="b">The middle corner.</param>
    /// <param name="ab">Place of the edge from a to b.</param>
    /// <param name="corners">The third corners.</param>
    void Visit(int a, int b, int ab, Corners corners);
}

/// <summary>Third corners c of triangles over one edge from a to b, with the places of the edges from a to c and from b to c.</summary>
internal readonly ref struct Corners(ReadOnlySpan<int> c, ReadOnlySpan<int> ac, ReadOnlySpan<int> bc)
{
    public readonly ReadOnlySpan<int> C = c;
    public readonly ReadOnlySpan<int> AC = ac;
    public readonly ReadOnlySpan<int> BC = bc;
}

/// <summary>All triangles of an undirected graph without loops, in O(m · √m): rows lead to higher degree only and are intersected.</summary>
/// <remarks>
/// Schank and Wagner, "Finding, counting and listing all triangles in large graphs" (2005), forward algorithm. A short row is
/// looked up in a long one sixteen places at a time; otherwise the long one is looked up in a table of the short one.
/// </remarks>
internal sealed unsafe class Triangles
{
    // How much longer the other row has to be for comparing to beat the table.
    private const int Longer = 4;

    private readonly Ranked _graph;
    private readonly int[] _places; // 1 + place of the edge from a
    private readonly int[] _c;
    private readonly int[] _ac;
    private readonly int[] _bc;

    private Triangles(Ranked graph)
    {
        var longest = 0;
        for (var v = 0; v < graph.Count; v++)
        {
            longest = Math.Max(longest, graph.Offsets[v + 1] - graph.Offsets[v]);
        }

        (_graph, _places) = (graph, new int[graph.Count]);
        (_c, _ac, _bc) = (new int[longest + 16], new int[longest + 16], new int[longest + 16]); // sixteen are written at a time
    }

    /// <summary>Visits the triangles whose lowest corner ranks first .. last − 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Visit<TVisitor>(Ranked graph, int first, int last, TVisitor visitor, Work work)
        where TVisitor : struct, ITriangleVisitor
    {
        var (offsets, targets, found) = (graph.Offsets, graph.Targets, new Triangles(graph));
        var places = found._places;
        fixed (int* row = targets)
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
                places[targets[e]] = e + 1;
                Ahead.Fetch(row + offsets[targets[e]]);
            }

            for (var e = start + 1; e < end; e++)
            {
                var b = targets[e];
                var length = offsets[b + 1] - offsets[b];
                var count = (e - start) * Longer < length ? found.Compare(start, e, offsets[b], length) : found.LookUp(offsets[b], length);
                if (count > 0)
                {
                    visitor.Visit(a, b, e, new Corners(found._c.AsSpan(0, count), found._ac.AsSpan(0, count), found._bc.AsSpan(0, count)));
                }
            }

            for (var e = start; e < end; e++)
            {
                places[targets[e]] = 0;
            }
        }
    }

    /// <summary>Bounds of as many ranges of ranks whose triangles take about as long to find.</summary>
    public static int[] Split(Ranked graph, int parts)
    {
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
    private int LookUp(int start, int length)
    {
        var (found, j) = (0, 0);
        fixed (int* places = _places, row = _graph.Targets, c = _c, ac = _ac, bc = _bc)
        {
            var targets = row + start;
            if (Avx512F.IsSupported)
            {
                var lanes = Vector512<int>.Indices;
                for (; j < length; j += 16)
                {
                    var third = Vector512.Load(targets + j);
                    var place = Vector512.Create(
                        Avx2.GatherVector256(places, third.GetLower(), sizeof(int)), Avx2.GatherVector256(places, third.GetUpper(), sizeof(int)));
                    var hit = Vector512.GreaterThan(place, Vector512<int>.Zero) & Vector512.LessThan(lanes, Vector512.Create(length - j));
                    Avx512F.Compress(place, hit, third).Store(c + found);
                    Avx512F.Compress(place, hit, place - Vector512<int>.One).Store(ac + found);
                    Avx512F.Compress(place, hit, lanes + Vector512.Create(start + j)).Store(bc + found);
                    found += BitOperations.PopCount(hit.ExtractMostSignificantBits());
                }

                return found;
            }

            for (; j < length; j++)
            {
                var place = places[targets[j]];
                (c[found], ac[found], bc[found]) = (targets[j], place - 1, start + j);
                found += place != 0 ? 1 : 0;
            }
        }

        return found;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Compare(int first, int last, int start, int length)
    {
        var (found, from) = (0, 0);
        ref var targets = ref MemoryMarshal.GetArrayDataReference(_graph.Targets);
        ref var head = ref Unsafe.Add(ref targets, start);
        for (var i = first; i < last; i++)
        {
            var sought = Unsafe.Add(ref targets, i);
            while (from + 16 < length && Unsafe.Add(ref head, from + 15) < sought)
            {
                from += 16;
            }

            // What follows the row begins a new one or is 0; a hit there is none.
            var hit = Vector512.Equals(Vector512.LoadUnsafe(ref head, (nuint)from), Vector512.Create(sought)).ExtractMostSignificantBits();
            var at = from + BitOperations.TrailingZeroCount(hit);
            (_c[found], _ac[found], _bc[found]) = (sought, i, start + at);
            found += at < Math.Min(length, from + 16) ? 1 : 0;
        }

        return found;
    }
}
