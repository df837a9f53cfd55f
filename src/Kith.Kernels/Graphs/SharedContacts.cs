using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// For each edge the sum over the contacts that its ends share of what each is worth, in whole numbers, which add up to the same in any
/// order: first what <see cref="Hubs"/> have to do with, then the triangles among the others.
/// </summary>
internal static unsafe class SharedContacts
{
    /// <summary>Each thread but the first takes eight bytes an edge.</summary>
    public const int MostThreads = 4;

    /// <summary>Fills the sums, which stand beside the edges of the graph.</summary>
    public static void Sum(Ranked graph, ReadOnlySpan<long> worth, Span<long> sums, Crew crew, Work work)
    {
        if (graph.Hubs is { } hubs)
        {
            hubs.Sum(worth, sums, crew, work);
        }
        else
        {
            sums.Clear();
        }

        if (graph.Hubs is null || graph.Rows > Hubs.Most)
        {
            AddTriangles(graph, worth, sums, crew, work);
        }
    }

    // Whose triangles those are is left to chance: whole numbers add up to the same.
    private static void AddTriangles(Ranked graph, ReadOnlySpan<long> worth, Span<long> sums, Crew crew, Work work)
    {
        var (starts, parts) = (graph.Hubs?.Ends ?? graph.Offsets, crew.Threads == 1 ? 1 : Crew.Pieces * crew.Threads);
        var (bounds, count) = (Triangles.Split(graph, starts, parts), sums.Length);
        var (rooms, own) = (new TriangleRoom?[crew.Threads], new long[crew.Threads][]);
        fixed (long* of = worth, all = sums)
        {
            var (worths, beside) = ((nint)of, (nint)all);
            crew.Run(parts, (part, member) =>
            {
                var room = rooms[member] ??= new TriangleRoom(graph);
                own[member] ??= member == 0 ? [] : Cleared(count);
                fixed (long* mine = own[member])
                {
                    var visitor = new Visitor((long*)worths, member == 0 ? (long*)beside : mine);
                    Triangles.Visit(graph, starts, bounds[part], bounds[part + 1], visitor, room, work);
                }
            });
            foreach (var more in own.Where(more => more is { Length: > 0 }))
            {
                crew.Over(count, (first, last) => Add(more, (long*)beside, first, last));
                ArrayPool<long>.Shared.Return(more);
            }
        }

        foreach (var room in rooms)
        {
            room?.Dispose();
        }
    }

    private static long[] Cleared(int count)
    {
        var sums = ArrayPool<long>.Shared.Rent(count);
        sums.AsSpan(0, count).Clear();
        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add(long[] more, long* sums, int first, int last)
    {
        for (var e = first; e < last; e++)
        {
            sums[e] += more[e];
        }
    }

    // A struct, so that the walk over triangles is compiled for it.
    private readonly struct Visitor(long* worth, long* sums) : ITriangleVisitor
    {
        private readonly long* _worth = worth;
        private readonly long* _sums = sums;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public void Visit(int a, Candidates candidates)
        {
            var ofA = _worth[a];
            for (var i = 0; i < candidates.Count; i++)
            {
                var (ab, bc) = (candidates.AB[i], candidates.BC[i]);
                var c = candidates.Targets[bc];
                var ac = candidates.AC[c];
                if (ac > candidates.Start)
                {
                    _sums[ab] += _worth[c];
                    _sums[ac - 1] += _worth[candidates.Targets[ab]];
                    _sums[bc] += ofA;
                }
            }
        }
    }
}
