using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Edges by their end, vertices renumbered by degree so that what is read most stands together. The rows are cut into fixed pieces:
/// sums made piece by piece are the same to the bit with any number of threads.
/// </summary>
internal sealed unsafe class PageRankGraph
{
    public const int Pieces = 32;

    private readonly int[] _sources; // ranks from which edges come in
    private readonly double[] _weights; // beside them; empty when each is 1

    public PageRankGraph(Csr graph)
    {
        var incoming = graph.Reverse();
        Vertices = Ranked.ByDegree(graph);
        var ranks = new int[graph.Count];
        for (var r = 0; r < ranks.Length; r++)
        {
            ranks[Vertices[r]] = r;
        }

        var isUnit = graph.IsUnit && !graph.HasLoops;
        Offsets = new int[ranks.Length + 1];
        (_sources, _weights) = (new int[incoming.Targets.Length], isUnit ? [] : new double[incoming.Targets.Length]);
        Fill(incoming, ranks);
        Strengths = Array.ConvertAll(Vertices, v => isUnit ? graph.Degree(v) : SumOf(graph.RowWeights(v)));
        Bounds = EvenBounds(Offsets);
    }

    /// <summary>The vertex at each rank.</summary>
    public int[] Vertices { get; }

    public int[] Offsets { get; }

    /// <summary>Sum of the weights of edges out of each rank.</summary>
    public double[] Strengths { get; }

    /// <summary>First rank of each piece; pieces have about as many edges each.</summary>
    public int[] Bounds { get; }

    public int Count => Vertices.Length;

    /// <summary>Σ over edges into a rank of weight · z at their source.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public double Pull(double* z, int rank)
    {
        fixed (double* weights = _weights)
        fixed (int* sources = _sources)
        {
            var (e, end) = (Offsets[rank], Offsets[rank + 1]);
            return _weights.Length > 0 ? Weighted(z, weights, sources, e, end) : Unit(z, sources, e, end);
        }
    }

    /// <summary>Takes the loops out and tells the weight of each.</summary>
    public double[] TakeOutLoops()
    {
        var loops = new double[Count];
        for (var r = 0; r < Count; r++)
        {
            for (var e = Offsets[r]; e < Offsets[r + 1]; e++)
            {
                if (_sources[e] == r)
                {
                    (loops[r], _weights[e]) = (_weights[e], 0);
                }
            }
        }

        return loops;
    }

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
    private void Fill(Csr incoming, int[] ranks)
    {
        var n = 0;
        for (var r = 0; r < ranks.Length; r++)
        {
            for (var e = incoming.Offsets[Vertices[r]]; e < incoming.Offsets[Vertices[r] + 1]; e++)
            {
                _sources[n] = ranks[incoming.Targets[e]];
                if (_weights.Length > 0)
                {
                    _weights[n] = incoming.Weights[e];
                }

                n++;
            }

            Offsets[r + 1] = n;
        }
    }

    private static int[] EvenBounds(int[] offsets)
    {
        var bounds = new int[Pieces + 1];
        for (var p = 1; p < Pieces; p++)
        {
            var place = Array.BinarySearch(offsets, (int)((long)offsets[^1] * p / Pieces));
            bounds[p] = Math.Max(bounds[p - 1], Math.Min(offsets.Length - 1, place < 0 ? ~place : place));
        }

        bounds[Pieces] = offsets.Length - 1;
        return bounds;
    }

    private static double SumOf(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }

        return sum;
    }
}
