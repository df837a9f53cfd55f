using System.Buffers;
using System.Numerics;

namespace Kith.Kernels.Graphs;

/// <summary>Adds what edges carry to both of their ends.</summary>
internal static class BothEnds
{
    // Below so many edges a second sum costs more than a second thread brings.
    private const int Large = 100_000;

    /// <summary>
    /// Sums beside the ranks that have rows, lent: they are to be given back. Large graphs are added up in two halves, and these in the end, so that the sums are the same to the bit whether
    /// one thread made them or two.
    /// </summary>
    /// <param name="graph">The graph.</param>
    /// <param name="crew">Who does it.</param>
    /// <param name="add">Adds what the edges of ranks carry, the first included and the last not, to sums.</param>
    public static T[] Sum<T>(Ranked graph, Crew crew, Action<int, int, T[]> add)
        where T : struct, INumberBase<T>
    {
        var sums = ArrayPool<T>.Shared.Rent(graph.Rows);
        sums.AsSpan(0, graph.Rows).Clear();
        if (graph.Edges < Large)
        {
            add(0, graph.Rows, sums);
            return sums;
        }

        var place = Array.BinarySearch(graph.Offsets, 0, graph.Rows + 1, graph.Edges / 2);
        var (middle, more) = (place < 0 ? ~place : place, ArrayPool<T>.Shared.Rent(graph.Rows));
        crew.Run(2, half =>
        {
            if (half == 0)
            {
                add(0, middle, sums);
            }
            else
            {
                more.AsSpan(0, graph.Rows).Clear();
                add(middle, graph.Rows, more);
            }
        });
        crew.Over(graph.Rows, (first, last) =>
        {
            for (var r = first; r < last; r++)
            {
                sums[r] += more[r];
            }
        });
        ArrayPool<T>.Shared.Return(more);
        return sums;
    }
}
