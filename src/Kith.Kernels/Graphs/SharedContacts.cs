using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// For each edge the sum over the contacts that its ends share of what each is worth, in whole numbers, which add up to the same in any
/// order: first what <see cref="Hubs"/> have to do with, then the triangles among the others.
/// </summary>
internal static unsafe class SharedContacts
{
    /// <summary>Fills the sums, which stand beside the edges of the graph.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Sum(Ranked graph, ReadOnlySpan<long> worth, Span<long> sums, Work work)
    {
        sums.Clear();
        using var crew = new Crew(work.Threads);
        graph.Hubs?.Add(worth, sums, crew, work);
        var (starts, parts) = (graph.Hubs?.Ends ?? graph.Offsets, Math.Min(2, crew.Threads));
        var (bounds, more) = (Triangles.Split(graph, starts, parts), new long[parts == 2 ? sums.Length : 0]);
        fixed (long* of = worth, one = sums, other = more)
        {
            var (worths, halves) = ((nint)of, new[] { (nint)one, (nint)other });
            crew.Run(parts, part => Triangles.Visit(graph, starts, bounds[part], bounds[part + 1], new Visitor((long*)worths, (long*)halves[part]), work));
        }

        for (var e = 0; e < more.Length; e++)
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
                if (ac > 0)
                {
                    _sums[ab] += _worth[c];
                    _sums[ac - 1] += _worth[candidates.Targets[ab]];
                    _sums[bc] += ofA;
                }
            }
        }
    }
}
