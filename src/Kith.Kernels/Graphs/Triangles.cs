using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>Receives the candidates for triangles of one lowest corner at a time, each triangle once.</summary>
internal interface ITriangleVisitor
{
    /// <param name="a">The corner of lowest degree.</param>
    /// <param name="candidates">The other two.</param>
    void Visit(int a, Candidates candidates);
}

/// <summary>Edges from a to b and from b to c. Where no edge leads from a to c, they close no triangle.</summary>
internal readonly unsafe struct Candidates(int count, int* ab, int* bc, int* targets, int* ac, int start)
{
    public readonly int Count = count;

    /// <summary>Place of each edge from a to b.</summary>
    public readonly int* AB = ab;

    /// <summary>Beside it the place of the edge from b to c.</summary>
    public readonly int* BC = bc;

    /// <summary>Where the edge at each place leads.</summary>
    public readonly int* Targets = targets;

    /// <summary>1 + place of the edge from a to each vertex; no more than <see cref="Start"/> where there is none.</summary>
    public readonly int* AC = ac;

    /// <summary>Place of the first edge from a.</summary>
    public readonly int Start = start;
}

/// <summary>All triangles of an undirected graph without loops, in O(m · √m): rows lead to higher degree only and are intersected.</summary>
/// <remarks>
/// Schank and Wagner, "Finding, counting and listing all triangles in large graphs" (2005), forward algorithm. A table holds the places
/// of the edges from a, beside older ones of ranks before a; what a <see cref="Sieve"/> holds back is not looked up there. Candidates are
/// gathered before they are visited: how many an edge has cannot be guessed, and most have few.
/// </remarks>
internal sealed unsafe class Triangles
{
    // From about this length so much falls through the sieve that looking up at once costs less.
    private const int TooLong = 300;

    // So many edges are at hand without being asked for ahead.
    private const int Near = 200_000;

    // As many candidates are gathered.
    public const int Enough = 2048;

    private readonly int* _targets;
    private readonly int* _places;
    private readonly int* _ab;
    private readonly int* _bc;

    private Triangles(int* targets, int* places, int* ab, int* bc)
    {
        _targets = targets;
        _places = places;
        _ab = ab;
        _bc = bc;
    }

    /// <summary>Visits the triangles whose lowest corner ranks first .. last − 1.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="starts">Place in each row before which edges are left out.</param>
    /// <param name="first">First rank.</param>
    /// <param name="last">Rank behind the last.</param>
    /// <param name="visitor">Who is told.</param>
    /// <param name="room">Nobody else's meanwhile.</param>
    /// <param name="work">May be cancelled.</param>
    public static void Visit<TVisitor>(Ranked graph, int[] starts, int first, int last, TVisitor visitor, TriangleRoom room, Work work)
        where TVisitor : struct, ITriangleVisitor
    {
        fixed (int* targets = graph.Targets, places = room.Places, ab = room.AB, bc = room.BC)
        {
            new Triangles(targets, places, ab, bc).Run(graph, starts, first, last, visitor, work);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Run<TVisitor>(Ranked graph, int[] rowStarts, int first, int last, TVisitor visitor, Work work)
        where TVisitor : struct, ITriangleVisitor
    {
        var isFar = graph.Edges > Near;
        fixed (int* offsets = graph.Offsets, starts = rowStarts)
        for (var a = first; a < last; a++)
        {
            if ((a & 0xfff) == 0)
            {
                work.Cancel.ThrowIfCancellationRequested();
            }

            var (start, end, found) = (starts[a], offsets[a + 1], 0);
            if (end - start < 2)
            {
                continue;
            }

            if (isFar && a + 1 < last)
            {
                for (var e = starts[a + 1]; e < offsets[a + 2]; e++)
                {
                    Ahead.Fetch(_targets + starts[_targets[e]]);
                }
            }

            if (Sieve.IsSupported && end - start <= SieveOfFew.Most)
            {
                found = Sift(new SieveOfFew(_targets, start, end, _places), a, start, starts, offsets, visitor);
            }
            else if (Sieve.IsSupported && end - start < TooLong)
            {
                found = Sift(new Sieve(_targets, start, end, _places), a, start, starts, offsets, visitor);
            }
            else
            {
                for (var e = start; e < end; e++)
                {
                    _places[_targets[e]] = e + 1;
                }

                for (var e = start; e < end; e++)
                {
                    var b = _targets[e];
                    found = Gather(a, start, e, found, LookUp(start, starts[b], offsets[b + 1], _bc + found), visitor);
                }
            }

            visitor.Visit(a, new Candidates(found, _ab, _bc, _targets, _places, start));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Sift<TSieve, TVisitor>(TSieve sieve, int a, int start, int* starts, int* offsets, TVisitor visitor)
        where TSieve : struct, ISieve
        where TVisitor : struct, ITriangleVisitor
    {
        var (found, end) = (0, offsets[a + 1]);
        for (var e = start; e < end; e++)
        {
            var b = _targets[e];
            found = Gather(a, start, e, found, sieve.Pass(_targets, starts[b], offsets[b + 1], _bc + found), visitor);
        }

        return found;
    }

    // Sixteen without asking, as most have fewer.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Gather<TVisitor>(int a, int start, int ab, int found, int more, TVisitor visitor)
        where TVisitor : struct, ITriangleVisitor
    {
        for (var i = 0; i == 0 || i < more; i += 16)
        {
            Vector512.Create(ab).Store(_ab + found + i);
        }

        if (found + more < Enough)
        {
            return found + more;
        }

        visitor.Visit(a, new Candidates(found + more, _ab, _bc, _targets, _places, start));
        return 0;
    }

    /// <summary>Bounds of as many ranges of ranks whose triangles take about as long to find: rows lead to such as are about as long.</summary>
    public static int[] Split(Ranked graph, int[] starts, int parts)
    {
        var (bounds, part, done, all) = (new int[parts + 1], 1, 0L, 0L);
        for (var a = 0; parts > 1 && a < graph.Rows; a++)
        {
            all += Steps(a);
        }

        for (var a = 0; part < parts && a < graph.Rows; a++)
        {
            done += Steps(a);
            while (part < parts && done * parts >= all * part)
            {
                bounds[part++] = a + 1;
            }
        }

        bounds[parts] = graph.Rows;
        return bounds;

        long Steps(int a)
        {
            long length = graph.Offsets[a + 1] - starts[a];
            return 4 + (length * (length + 4));
        }
    }

    // No branch on a hit: it would be guessed wrong too often.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int LookUp(int start, int from, int to, int* places)
    {
        var (found, j) = (0, from);
        if (Avx512F.IsSupported)
        {
            for (; j < to; j += 16)
            {
                var third = Vector512.Load(_targets + j);
                var place = Vector512.Create(
                    Avx2.GatherVector256(_places, third.GetLower(), sizeof(int)), Avx2.GatherVector256(_places, third.GetUpper(), sizeof(int)));
                found += Sieve.Keep(Vector512.GreaterThan(place, Vector512.Create(start)), j, to, places + found);
            }
        }

        for (; j < to; j++)
        {
            places[found] = j;
            found += _places[_targets[j]] > start ? 1 : 0;
        }

        return found;
    }
}
