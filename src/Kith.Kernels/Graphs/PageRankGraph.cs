using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Edges by their end, vertices renumbered by degree so that what is read most stands together. The rows are cut into fixed pieces:
/// sums made piece by piece are the same to the bit with any number of threads.
/// </summary>
internal sealed unsafe class PageRankGraph
{
    public const int Pieces = 32;

    // What a rank costs beside its edges, in edges.
    private const int Row = 3;

    private readonly int[] _sources; // ranks from which edges come in
    private readonly double[] _weights; // beside them; empty when each is 1

    public PageRankGraph(Csr graph, Crew crew)
    {
        var incoming = graph.Reverse(new Work(crew.Threads));
        Vertices = Ranked.ByDegree(graph);
        var (ranks, offsets) = (new int[graph.Count], new int[graph.Count + 1]);
        for (var r = 0; r < ranks.Length; r++)
        {
            ranks[Vertices[r]] = r;
            offsets[r + 1] = offsets[r] + incoming.Degree(Vertices[r]);
            Tied += graph.Degree(Vertices[r]) > 0 ? 1 : 0;
        }

        (Offsets, Bounds) = (offsets, EvenBounds(offsets));
        var isUnit = graph.IsUnit && !graph.HasLoops;
        Strengths = new double[ranks.Length];
        _sources = GC.AllocateUninitializedArray<int>(offsets[^1]);
        _weights = isUnit ? [] : GC.AllocateUninitializedArray<double>(offsets[^1]);
        crew.Run(Pieces, piece =>
        {
            Fill(piece, incoming, ranks);
            for (var (r, end) = Range(piece); r < end; r++)
            {
                Strengths[r] = graph.Strength(Vertices[r]);
            }
        });
    }

    /// <summary>The vertex at each rank.</summary>
    public int[] Vertices { get; }

    public int[] Offsets { get; }

    /// <summary>Sum of the weights of edges out of each rank.</summary>
    public double[] Strengths { get; }

    /// <summary>First rank of each piece for work on edges, of which pieces take about as much each.</summary>
    public int[] Bounds { get; }

    public int Count => Vertices.Length;

    /// <summary>So many ranks have edges out of them; those after do not.</summary>
    public int Tied { get; }

    /// <summary>The ranks of a piece, the last excluded, for work on ranks, of which pieces have as many each.</summary>
    public (int First, int End) Range(int piece) => Range(piece, Count);

    /// <summary>The same for ranks with edges out of them only.</summary>
    public (int First, int End) TiedRange(int piece) => Range(piece, Tied);

    /// <summary>For each rank of a piece for work on edges: Σ over edges into it of weight · z at their source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Pull(int piece, double[] values, double[] sums)
    {
        fixed (double* z = values, sum = sums, weights = _weights)
        fixed (int* sources = _sources, offsets = Offsets)
        {
            var end = Bounds[piece + 1];
            if (weights != null)
            {
                for (var r = Bounds[piece]; r < end; r++)
                {
                    sum[r] = Weighted(z, weights, sources, offsets[r], offsets[r + 1]);
                }

                return;
            }

            for (var r = Bounds[piece]; r < end; r++)
            {
                sum[r] = Unit(z, sources, offsets[r], offsets[r + 1]);
            }
        }
    }

    /// <summary>Takes the loops out and tells the weight of each.</summary>
    public double[] TakeOutLoops(Crew crew)
    {
        var loops = new double[Count];
        crew.Run(Pieces, piece =>
        {
            for (var r = Bounds[piece]; r < Bounds[piece + 1]; r++)
            {
                var place = _sources.AsSpan(Offsets[r], Offsets[r + 1] - Offsets[r]).IndexOf(r);
                if (place >= 0)
                {
                    (loops[r], _weights[Offsets[r] + place]) = (_weights[Offsets[r] + place], 0);
                }
            }
        });
        return loops;
    }

    private static (int First, int End) Range(int piece, int count) => ((int)((long)count * piece / Pieces), (int)((long)count * (piece + 1) / Pieces));

    // Four sums at once need not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Unit(double* z, int* sources, int e, int end)
    {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
        for (; e + 4 <= end; e += 4)
        {
            a += z[sources[e]];
            b += z[sources[e + 1]];
            c += z[sources[e + 2]];
            d += z[sources[e + 3]];
        }

        for (; e < end; e++)
        {
            a += z[sources[e]];
        }

        return a + b + (c + d);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Weighted(double* z, double* weights, int* sources, int e, int end)
    {
        var (a, b) = (0.0, 0.0);
        for (; e + 2 <= end; e += 2)
        {
            a += weights[e] * z[sources[e]];
            b += weights[e + 1] * z[sources[e + 1]];
        }

        return a + b + (e < end ? weights[e] * z[sources[e]] : 0);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Fill(int piece, Csr incoming, int[] ranks)
    {
        fixed (int* rank = ranks, targets = incoming.Targets, sources = _sources)
        {
            for (var r = Bounds[piece]; r < Bounds[piece + 1]; r++)
            {
                var (e, end, n) = (incoming.Offsets[Vertices[r]], incoming.Offsets[Vertices[r] + 1], Offsets[r]);
                if (_weights.Length > 0)
                {
                    incoming.Weights.AsSpan(e, end - e).CopyTo(_weights.AsSpan(n));
                }

                for (; e < end; e++)
                {
                    sources[n++] = rank[targets[e]];
                }
            }
        }
    }

    private static int[] EvenBounds(int[] offsets)
    {
        var (bounds, piece, all) = (new int[Pieces + 1], 1, CostOf(offsets.Length - 1));
        for (var r = 1; r < offsets.Length; r++)
        {
            while (CostOf(r) * Pieces >= all * piece)
            {
                bounds[piece++] = r;
            }
        }

        return bounds;

        long CostOf(int ranks) => offsets[ranks] + ((long)Row * ranks);
    }
}
