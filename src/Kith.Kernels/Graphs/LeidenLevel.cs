using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// One level of the hierarchy of Leiden and Louvain: a graph without loops whose vertices carry mass.
/// Joining v to group C gains w(v, C) − resolution · mass(v) · mass(C).
/// </summary>
internal sealed unsafe class LeidenLevel
{
    private LeidenLevel(int[] offsets, int[] targets, float[] weights, double[] masses, double resolution, double unit) =>
        (Offsets, Targets, Weights, Masses, Resolution, Unit) = (offsets, targets, weights, masses, resolution, unit);

    public int[] Offsets { get; }

    /// <summary>Ends of edges; those after <see cref="Edges"/> mean nothing.</summary>
    public int[] Targets { get; }

    /// <summary>Single precision halves what the passes have to read; sums are double. Empty when each weighs 1.</summary>
    public float[] Weights { get; }

    public double[] Masses { get; }

    public double Resolution { get; }

    /// <summary>Mean weight at the bottom: makes the randomness of the refinement independent of the scale of weights.</summary>
    public double Unit { get; }

    public int Count => Masses.Length;

    public int Edges => Offsets[^1];

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static LeidenLevel From(Csr graph, double[] masses, double resolution)
    {
        if (graph.IsUnit && !graph.HasLoops)
        {
            return new LeidenLevel(graph.Offsets, graph.Targets, [], masses, resolution, 1);
        }

        var (offsets, targets, weights) = (new int[graph.Count + 1], new int[graph.Targets.Length], new float[graph.Targets.Length]);
        var (total, n) = (0.0, 0);
        for (var v = 0; v < graph.Count; v++)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                var weight = (float)graph.Weights[e];
                if (graph.Targets[e] != v && weight > 0)
                {
                    (targets[n], weights[n++]) = (graph.Targets[e], weight);
                    total += weight;
                }
            }

            offsets[v + 1] = n;
        }

        return new LeidenLevel(offsets, targets, weights, masses, resolution, n > 0 ? total / n : 1);
    }

    /// <summary>Parts 0 .. count − 1 become vertices.</summary>
    public LeidenLevel Contract(int[] parts, int count)
    {
        var (masses, starts) = (new double[count], new int[count + 2]);
        for (var v = 0; v < Count; v++)
        {
            masses[parts[v]] += Masses[v];
            starts[parts[v] + 2]++;
        }

        for (var p = 0; p < count; p++)
        {
            starts[p + 2] += starts[p + 1];
        }

        var members = new int[Count];
        for (var v = 0; v < Count; v++)
        {
            members[starts[parts[v] + 1]++] = v;
        }

        var (offsets, targets, weights) = SumBetween(parts, starts, members, count);
        return new LeidenLevel(offsets, targets, weights, masses, Resolution, Unit);
    }

    /// <summary>Each host with those that go with it becomes a vertex, and no two edges one; who has no place above is left out.</summary>
    /// <param name="hosts">Vertices, in the order of their places above.</param>
    /// <param name="places">Place above of each vertex: that of the only neighbour of who goes with it, not below the number of hosts for whom is left out.</param>
    public LeidenLevel Fold(ReadOnlySpan<int> hosts, int[] places)
    {
        var (masses, offsets) = (new double[hosts.Length], new int[hosts.Length + 1]);
        for (var v = 0; v < Count; v++)
        {
            if (places[v] < hosts.Length)
            {
                masses[places[v]] += Masses[v];
            }
        }

        var targets = ArrayPool<int>.Shared.Rent(Edges + Sift.Room);
        var weights = Weights.Length > 0 ? ArrayPool<float>.Shared.Rent(Edges + Sift.Room) : [];
        var n = 0;
        fixed (int* place = places, from = Targets, to = targets)
        fixed (float* weight = Weights, kept = weights)
        {
            for (var i = 0; i < hosts.Length; i++)
            {
                Ahead.Fetch(from + Offsets[hosts[Math.Min(i + 4, hosts.Length - 1)]]);
                var (first, edges) = (Offsets[hosts[i]], Offsets[hosts[i] + 1] - Offsets[hosts[i]]);
                n += Sift.Away(from + first, weight == null ? null : weight + first, edges, i, place, to + n, kept + n);
                offsets[i + 1] = n;
            }
        }

        return new LeidenLevel(offsets, targets, weights, masses, Resolution, Unit);
    }

    /// <summary>A level that was contracted to gives its arrays back.</summary>
    public void Return()
    {
        ArrayPool<int>.Shared.Return(Targets);
        ArrayPool<float>.Shared.Return(Weights);
    }

    /// <summary>Labels below <paramref name="bound"/> renamed 0 .. count − 1 in order of appearance.</summary>
    public static int[] Renumber(ReadOnlySpan<int> labels, int bound, out int count)
    {
        var names = new int[bound];
        var result = new int[labels.Length];
        count = 0;
        for (var i = 0; i < labels.Length; i++)
        {
            if (names[labels[i]] == 0)
            {
                names[labels[i]] = ++count;
            }

            result[i] = names[labels[i]] - 1;
        }

        return result;
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private (int[] Offsets, int[] Targets, float[] Weights) SumBetween(int[] parts, int[] starts, int[] members, int count)
    {
        var offsets = new int[count + 1];
        var targets = ArrayPool<int>.Shared.Rent(Edges + Sift.Room);
        var weights = ArrayPool<float>.Shared.Rent(Edges + Sift.Room);
        var n = 0;
        fixed (double* sums = new double[count])
        fixed (int* part = parts, from = Targets, to = targets)
        fixed (float* weight = Weights, kept = weights)
        {
            for (var p = 0; p < count; p++)
            {
                var end = n;
                for (var i = starts[p]; i < starts[p + 1]; i++)
                {
                    Ahead.Fetch(from + Offsets[members[Math.Min(i + 4, members.Length - 1)]]);
                    var (first, edges) = (Offsets[members[i]], Offsets[members[i] + 1] - Offsets[members[i]]);
                    end += Sift.Away(from + first, weight == null ? null : weight + first, edges, p, part, to + end, kept + end);
                }

                n = weight == null ? CountEach((uint*)to, kept, n, end, sums) : SumEach((uint*)to, kept, n, end, sums);
                offsets[p + 1] = n;
            }
        }

        return (offsets, targets, weights);
    }

    // Each target once, in order of appearance. Not inlined: there are not registers enough for it and what calls it. Targets are
    // read as unsigned, here and wherever time goes: a sign would have to be widened, an instruction for each place that is looked up.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int SumEach(uint* targets, float* weights, nint first, nint end, double* sums)
    {
        var to = targets + first;
        var weight = weights + first;
        for (var from = to; from < targets + end; from++, weight++)
        {
            var q = *from;
            *to = q;
            var sum = sums[q];
            to += Branchless.IsNothing(sum);
            sums[q] = sum + *weight;
        }

        Take(targets, weights, first, (nint)(to - targets), sums);
        return (int)(to - targets);
    }

    // The same where each weighs 1.
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static int CountEach(uint* targets, float* weights, nint first, nint end, double* sums)
    {
        var to = targets + first;
        for (var from = to; from < targets + end; from++)
        {
            var q = *from;
            *to = q;
            var sum = sums[q];
            to += Branchless.IsNothing(sum);
            sums[q] = sum + 1;
        }

        Take(targets, weights, first, (nint)(to - targets), sums);
        return (int)(to - targets);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Take(uint* targets, float* weights, nint first, nint end, double* sums)
    {
        for (var i = first; i < end; i++)
        {
            weights[i] = (float)sums[targets[i]];
            sums[targets[i]] = 0;
        }
    }
}
