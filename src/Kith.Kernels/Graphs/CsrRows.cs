using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Sorts pairs into rows by two stable scatters, first by target, then by source: each pass reads in order, and equal pairs keep
/// their order, so that both ways of an undirected edge are summed alike and come out equal to the bit.
/// </summary>
internal ref struct CsrRows
{
    public int[] Offsets;
    public int[] Targets;
    public double[] Weights; // empty until Sum when every pair weighs 1
    public bool HasLoops;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static CsrRows Sort(int count, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weight, bool isDirected)
    {
        var (bySource, byTarget) = (new int[count + 1], isDirected ? new int[count + 1] : []);
        var hasLoops = false;
        for (var i = 0; i < from.Length; i++)
        {
            bySource[from[i] + 1]++;
            hasLoops |= from[i] == to[i];
            if (isDirected)
            {
                byTarget[to[i] + 1]++;
            }
            else if (from[i] != to[i])
            {
                bySource[to[i] + 1]++;
            }
        }

        for (var v = 0; v < count; v++)
        {
            bySource[v + 1] += bySource[v];
            if (isDirected)
            {
                byTarget[v + 1] += byTarget[v];
            }
        }

        byTarget = isDirected ? byTarget : bySource;
        var total = bySource[count];
        var (sources, carried) = (new int[total], weight.IsEmpty ? [] : new double[total]);
        var next = byTarget[..count];
        for (var i = 0; i < from.Length; i++)
        {
            Put(sources, carried, weight, next[to[i]]++, from[i], i);
            if (!isDirected && from[i] != to[i])
            {
                Put(sources, carried, weight, next[from[i]]++, to[i], i);
            }
        }

        var (targets, weights) = (new int[total], weight.IsEmpty ? [] : new double[total]);
        next = bySource[..count];
        for (var v = 0; v < count; v++)
        {
            for (var i = byTarget[v]; i < byTarget[v + 1]; i++)
            {
                Put(targets, weights, carried, next[sources[i]]++, v, i);
            }
        }

        return new CsrRows { Offsets = bySource, Targets = targets, Weights = weights, HasLoops = hasLoops };
    }

    /// <summary>Makes equal pairs one edge with the sum of their weights; true when every weight is 1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool Sum()
    {
        var isUnit = true;
        if (Weights.Length == 0)
        {
            Weights = new double[Targets.Length];
            Array.Fill(Weights, 1);
        }

        var n = 0;
        for (var v = 0; v + 1 < Offsets.Length; v++)
        {
            var first = n;
            var (start, end) = (Offsets[v], Offsets[v + 1]);
            Offsets[v] = first;
            for (var e = start; e < end; e++)
            {
                if (n > first && Targets[n - 1] == Targets[e])
                {
                    Weights[n - 1] += Weights[e];
                    isUnit = false;
                    continue;
                }

                (Targets[n], Weights[n]) = (Targets[e], Weights[e]);
                isUnit &= Weights[n++] == 1;
            }
        }

        Offsets[^1] = n;
        if (n < Targets.Length)
        {
            (Targets, Weights) = (Targets[..n], Weights[..n]);
        }

        return isUnit;
    }

    /// <summary>Puts the rows of a graph there was before these; true when every weight is 1 of what is new.</summary>
    public bool Merge(int[] oldOffsets, int[] oldTargets, double[] oldWeights)
    {
        var (isUnit, weighs) = (true, Weights.Length > 0);
        var (offsets, targets, weights) = (new int[Offsets.Length], new int[oldTargets.Length + Targets.Length], new double[oldTargets.Length + Targets.Length]);
        var n = 0;
        for (var v = 0; v + 1 < offsets.Length; v++)
        {
            var (old, oldEnd) = v + 1 < oldOffsets.Length ? (oldOffsets[v], oldOffsets[v + 1]) : (0, 0);
            var first = n;
            for (var e = Offsets[v]; e < Offsets[v + 1]; e++)
            {
                while (old < oldEnd && oldTargets[old] <= Targets[e])
                {
                    (targets[n], weights[n++]) = (oldTargets[old], oldWeights[old++]);
                }

                var weight = weighs ? Weights[e] : 1;
                if (n > first && targets[n - 1] == Targets[e])
                {
                    (weights[n - 1], isUnit) = (weights[n - 1] + weight, false);
                    continue;
                }

                (targets[n], weights[n++]) = (Targets[e], weight);
                isUnit &= weight == 1;
            }

            oldTargets.AsSpan(old, oldEnd - old).CopyTo(targets.AsSpan(n));
            oldWeights.AsSpan(old, oldEnd - old).CopyTo(weights.AsSpan(n));
            n += oldEnd - old;
            offsets[v + 1] = n;
        }

        (Offsets, Targets, Weights) = (offsets, targets[..n], weights[..n]);
        return isUnit;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(int[] ends, double[] weights, ReadOnlySpan<double> weight, int at, int end, int from)
    {
        ends[at] = end;
        if (weights.Length > 0)
        {
            weights[at] = weight[from];
        }
    }
}
