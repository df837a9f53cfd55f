using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// One level of the Leiden hierarchy: a graph without loops whose vertices carry mass.
/// Joining v to group C gains w(v, C) − resolution · mass(v) · mass(C).
/// </summary>
internal sealed class LeidenLevel
{
    private LeidenLevel(int[] offsets, Arc[] arcs, double[] masses, double resolution, double unit) =>
        (Offsets, Arcs, Masses, Resolution, Unit) = (offsets, arcs, masses, resolution, unit);

    /// <summary>Edge as stored in a row. Single precision halves what the passes have to read; sums are double.</summary>
    internal readonly record struct Arc(int Target, float Weight);

    public int[] Offsets { get; }

    public Arc[] Arcs { get; }

    public double[] Masses { get; }

    public double Resolution { get; }

    /// <summary>Mean weight at the bottom: makes the randomness of the refinement independent of the scale of weights.</summary>
    public double Unit { get; }

    public int Count => Masses.Length;

    public ReadOnlySpan<Arc> Row(int v) => Arcs.AsSpan(Offsets[v], Offsets[v + 1] - Offsets[v]);

    public static LeidenLevel From(Csr graph, double[] masses, double resolution)
    {
        var offsets = new int[graph.Count + 1];
        var arcs = new Arc[graph.Targets.Length];
        var total = 0.0;
        var n = 0;
        for (var v = 0; v < graph.Count; v++)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                var weight = (float)graph.Weights[e];
                if (graph.Targets[e] != v && weight > 0)
                {
                    arcs[n++] = new Arc(graph.Targets[e], weight);
                    total += weight;
                }
            }

            offsets[v + 1] = n;
        }

        return new LeidenLevel(offsets, arcs, masses, resolution, n > 0 ? total / n : 1);
    }

    /// <summary>Parts 0 .. count − 1 become vertices; they start in the group they came from.</summary>
    public (LeidenLevel Level, int[] Groups) Contract(int[] parts, int count, int[] groups)
    {
        var masses = new double[count];
        var upper = new int[count];
        var starts = new int[count + 1];
        for (var v = 0; v < Count; v++)
        {
            masses[parts[v]] += Masses[v];
            upper[parts[v]] = groups[v];
            starts[parts[v] + 1]++;
        }

        for (var p = 0; p < count; p++)
        {
            starts[p + 1] += starts[p];
        }

        var members = new int[Count];
        var next = starts[..count];
        for (var v = 0; v < Count; v++)
        {
            members[next[parts[v]]++] = v;
        }

        var (offsets, arcs) = SumBetween(parts, starts, members);
        return (new LeidenLevel(offsets, arcs, masses, Resolution, Unit), Renumber(upper, Count, out _));
    }

    /// <summary>Labels below <paramref name="bound"/> renamed 0 .. count − 1 in order of appearance.</summary>
    public static int[] Renumber(int[] labels, int bound, out int count)
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int[] Offsets, Arc[] Arcs) SumBetween(int[] parts, int[] starts, int[] members)
    {
        var offsets = new int[starts.Length];
        var arcs = new Arc[Arcs.Length + 1];
        var sums = new double[starts.Length - 1];
        var n = 0;
        for (var p = 0; p < sums.Length; p++)
        {
            var first = n;
            foreach (var v in members.AsSpan(starts[p], starts[p + 1] - starts[p]))
            {
                foreach (var arc in Row(v))
                {
                    var q = parts[arc.Target];
                    if (q == p)
                    {
                        continue;
                    }

                    arcs[n] = new Arc(q, 0);
                    n += sums[q] == 0 ? 1 : 0;
                    sums[q] += arc.Weight;
                }
            }

            foreach (ref var arc in arcs.AsSpan(first, n - first))
            {
                arc = arc with { Weight = (float)sums[arc.Target] };
                sums[arc.Target] = 0;
            }

            offsets[p + 1] = n;
        }

        return (offsets, arcs);
    }
}
