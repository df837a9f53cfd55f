using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// An undirected graph without loops, vertices renumbered by degree, the highest first, and each edge kept once, at the end of lower
/// degree. Rows are short even at hubs (O(√m)), and what is asked for often stands close together in memory.
/// </summary>
/// <param name="Count">Number of vertices.</param>
/// <param name="Rows">Number of ranks with rows: where each edge weighs 1, those with more than one contact, as who has one shares nobody.</param>
/// <param name="Vertices">The vertex at each rank.</param>
/// <param name="Degrees">Number of contacts of each rank.</param>
/// <param name="Offsets">Start of each rank's row, and the end of the last.</param>
/// <param name="Targets">Ranks below the row's own, in no order but for <see cref="Hubs"/>.</param>
/// <param name="Weights">Weight of each edge; empty when each weighs 1.</param>
/// <remarks>All arrays are lent, and longer than they need be: new memory would cost more than much of what is done with it.</remarks>
internal sealed record Ranked(int Count, int Rows, int[] Vertices, int[] Degrees, int[] Offsets, int[] Targets, double[] Weights) : IDisposable
{
    /// <summary>The best connected, where they are told apart.</summary>
    public Hubs? Hubs { get; init; }

    public int Edges => Offsets[Rows];

    public int Longest()
    {
        var longest = 0;
        for (var r = 0; r < Rows; r++)
        {
            longest = Math.Max(longest, Offsets[r + 1] - Offsets[r]);
        }

        return longest;
    }

    public static Ranked From(Csr simple, Crew crew)
    {
        var vertices = ArrayPool<int>.Shared.Rent(simple.Count);
        ByDegree(simple, vertices);
        var hasHubs = simple.IsUnit && Hubs.Pay(simple, vertices);
        var rows = RankedRows.Write(simple, vertices, hasHubs, crew);
        return new Ranked(simple.Count, rows.Count, vertices, rows.Degrees, rows.Offsets, rows.Targets, rows.Weights) { Hubs = hasHubs ? new Hubs(rows) : null };
    }

    public void Dispose()
    {
        Hubs?.Dispose();
        ArrayPool<int>.Shared.Return(Vertices);
        ArrayPool<int>.Shared.Return(Degrees);
        ArrayPool<int>.Shared.Return(Offsets);
        ArrayPool<int>.Shared.Return(Targets);
    }

    /// <summary>Vertices by falling degree, among equals by number.</summary>
    public static int[] ByDegree(Csr graph)
    {
        var order = new int[graph.Count];
        ByDegree(graph, order);
        return order;
    }

    /// <summary>The same, written to where there is room for all.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ByDegree(Csr graph, int[] order)
    {
        var most = 0;
        for (var v = 0; v < graph.Count; v++)
        {
            most = Math.Max(most, graph.Degree(v));
        }

        var next = new int[most + 2];
        for (var v = 0; v < graph.Count; v++)
        {
            next[most - graph.Degree(v) + 1]++;
        }

        for (var d = 0; d <= most; d++)
        {
            next[d + 1] += next[d];
        }

        for (var v = 0; v < graph.Count; v++)
        {
            order[next[most - graph.Degree(v)]++] = v;
        }
    }
}
