using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// An undirected graph without loops, vertices renumbered by degree, the highest first, and each edge kept once, at the end of lower
/// degree. Rows are short even at hubs (O(√m)), and what is asked for often stands close together in memory.
/// </summary>
/// <param name="Vertices">The vertex at each rank.</param>
/// <param name="Offsets">Start of each rank's row; length count + 1.</param>
/// <param name="Targets">Ranks below the row's own, ascending; sixteen more places follow the last.</param>
/// <param name="Weights">Weight of each edge; empty when each weighs 1.</param>
internal sealed unsafe record Ranked(int[] Vertices, int[] Offsets, int[] Targets, double[] Weights)
{
    public int Count => Vertices.Length;

    public int Edges => Offsets[^1];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static Ranked From(Csr simple)
    {
        var vertices = ByDegree(simple);
        var ranks = new int[simple.Count];
        for (var r = 0; r < vertices.Length; r++)
        {
            ranks[vertices[r]] = r;
        }

        var offsets = Below(simple, ranks);
        // Vectors are read sixteen at a time, beyond the last row too.
        var (targets, weights) = (new int[offsets[^1] + 16], simple.IsUnit ? [] : new double[offsets[^1]]);
        fixed (int* next = offsets[..simple.Count], rank = ranks, from = simple.Targets, to = targets)
        {
            // Going through the ranks in order writes every row in order.
            for (var r = 0; r < vertices.Length; r++)
            {
                Ahead.Fetch(from + simple.Offsets[vertices[Math.Min(r + 8, vertices.Length - 1)]]);
                var (e, end) = (simple.Offsets[vertices[r]], simple.Offsets[vertices[r] + 1]);
                for (; e < end; e++)
                {
                    var other = rank[from[e]];
                    if (other > r)
                    {
                        var at = next[other]++;
                        to[at] = r;
                        if (weights.Length > 0)
                        {
                            weights[at] = simple.Weights[e];
                        }
                    }
                }
            }
        }

        return new Ranked(vertices, offsets, targets, weights);
    }

    // Offsets of the rows that keep only what ranks below.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Below(Csr simple, int[] ranks)
    {
        var offsets = new int[simple.Count + 1];
        for (var v = 0; v < simple.Count; v++)
        {
            var (own, below) = (ranks[v], 0);
            foreach (var u in simple.Row(v))
            {
                below += ranks[u] < own ? 1 : 0;
            }

            offsets[own + 1] = below;
        }

        for (var r = 0; r < simple.Count; r++)
        {
            offsets[r + 1] += offsets[r];
        }

        return offsets;
    }

    /// <summary>Vertices by falling degree, among equals by number.</summary>
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
