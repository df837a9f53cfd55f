using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Rows of a graph there is and some more: each new pair is added where it would have come if all had been sorted together.</summary>
/// <remarks>A merge of two sorted lists: Knuth, "The Art of Computer Programming" 3, 5.2.4.</remarks>
internal ref struct CsrGrowth
{
    public int[] Offsets;
    public int[] Targets;
    public double[] Weights;
    public bool IsUnit; // of what is new

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static CsrGrowth Of(Csr old, CsrRows more)
    {
        var (isUnit, weighs) = (true, more.Weights.Length > 0);
        var (oldTargets, oldWeights) = (old.Targets, old.Weights);
        var (offsets, targets, weights) = (new int[more.Offsets.Length], new int[oldTargets.Length + more.Targets.Length], new double[oldTargets.Length + more.Targets.Length]);
        var n = 0;
        for (var v = 0; v + 1 < offsets.Length; v++)
        {
            var (place, end) = v < old.Count ? (old.Offsets[v], old.Offsets[v + 1]) : (0, 0);
            var first = n;
            for (var e = more.Offsets[v]; e < more.Offsets[v + 1]; e++)
            {
                while (place < end && oldTargets[place] <= more.Targets[e])
                {
                    (targets[n], weights[n++]) = (oldTargets[place], oldWeights[place++]);
                }

                var weight = weighs ? more.Weights[e] : 1;
                if (n > first && targets[n - 1] == more.Targets[e])
                {
                    (weights[n - 1], isUnit) = (weights[n - 1] + weight, false);
                    continue;
                }

                (targets[n], weights[n++]) = (more.Targets[e], weight);
                isUnit &= weight == 1;
            }

            oldTargets.AsSpan(place, end - place).CopyTo(targets.AsSpan(n));
            oldWeights.AsSpan(place, end - place).CopyTo(weights.AsSpan(n));
            n += end - place;
            offsets[v + 1] = n;
        }

        return new CsrGrowth { Offsets = offsets, Targets = targets[..n], Weights = weights[..n], IsUnit = isUnit };
    }
}
