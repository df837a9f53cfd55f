using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// An undirected graph without loops, vertices renumbered by degree, the highest first, and each edge kept once, at the end of lower
/// degree. Rows are short even at hubs (O(√m)), and what is asked for often stands close together in memory.
/// </summary>
/// <param name="Vertices">The vertex at each rank.</param>
/// <param name="Offsets">Start of each rank's row; length count + 1.</param>
/// <param name="Targets">Ranks below the row's own, in no order but for <see cref="Hubs"/>; lent, and longer than the edges are many.</param>
/// <param name="Weights">Weight of each edge; empty when each weighs 1.</param>
internal sealed record Ranked(int[] Vertices, int[] Offsets, int[] Targets, double[] Weights) : IDisposable
{
    /// <summary>The best connected, where they are told apart.</summary>
    public Hubs? Hubs { get; init; }

    public int Count => Vertices.Length;

    public int Edges => Offsets[^1];

    public int Longest()
    {
        var longest = 0;
        for (var r = 0; r < Count; r++)
        {
            longest = Math.Max(longest, Offsets[r + 1] - Offsets[r]);
        }

        return longest;
    }

    public static Ranked From(Csr simple, Crew crew)
    {
        var vertices = ByDegree(simple);
        var hasHubs = simple.IsUnit && Hubs.Pay(simple, vertices);
        var rows = RankedRows.Write(simple, vertices, hasHubs, crew);
        return new Ranked(vertices, rows.Offsets, rows.Targets, rows.Weights) { Hubs = hasHubs ? new Hubs(rows) : null };
    }

    /// <summary>For the targets: vectors are read and written sixteen at a time, beyond the last row too, where the lowest rank stands.</summary>
    public static int[] Room(Csr simple)
    {
        var edges = simple.Targets.Length / 2;
        var room = ArrayPool<int>.Shared.Rent(edges + 32);
        room.AsSpan(edges).Clear();
        return room;
    }

    public void Dispose()
    {
        Hubs?.Dispose();
        ArrayPool<int>.Shared.Return(Targets);
    }

    /// <summary>Vertices by falling degree, among equals by number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int[] ByDegree(Csr graph)
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

        var order = new int[graph.Count];
        for (var v = 0; v < graph.Count; v++)
        {
            order[next[most - graph.Degree(v)]++] = v;
        }

        return order;
    }
}
