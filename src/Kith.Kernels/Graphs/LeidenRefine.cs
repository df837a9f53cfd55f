using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Splits each group into well-connected parts, merging vertices one by one from nothing (the paper's RefinePartition).</summary>
internal sealed class LeidenRefine
{
    // Randomness in mean edge weights: the paper's theta.
    private const double Theta = 0.01;

    private readonly LeidenLevel _level;
    private readonly int[] _groups;
    private readonly int[] _parts;
    private readonly double[] _groupMasses;
    private readonly double[] _masses;
    private readonly double[] _outward; // weight from a part to the rest of its group
    private readonly bool[] _merged;
    private readonly double[] _sums;
    private readonly int[] _touched;
    private readonly double[] _chances;
    private readonly double _theta;

    private LeidenRefine(LeidenLevel level, int[] groups)
    {
        var n = level.Count;
        (_level, _groups, _parts, _theta) = (level, groups, Sequence.UpTo(n), Theta * level.Unit);
        (_groupMasses, _masses, _outward) = (new double[n], (double[])level.Masses.Clone(), new double[n]);
        (_merged, _sums, _touched, _chances) = (new bool[n], new double[n], new int[n], new double[n]);
        for (var v = 0; v < n; v++)
        {
            _groupMasses[groups[v]] += level.Masses[v];
            _outward[v] = WeightInside(v);
        }
    }

    /// <summary>Part of each vertex, 0 .. count − 1.</summary>
    public static int[] Run(LeidenLevel level, int[] groups, ref Xoshiro random, out int count)
    {
        var refine = new LeidenRefine(level, groups);
        var order = Sequence.UpTo(level.Count);
        random.Shuffle(order);
        foreach (var v in order)
        {
            if (!refine._merged[v] && refine.IsWellConnected(v, groups[v]))
            {
                refine.Merge(v, ref random);
            }
        }

        return LeidenLevel.Renumber(refine._parts, level.Count, out count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private double WeightInside(int v)
    {
        var own = _groups[v];
        var groups = _groups;
        var inside = 0.0;
        foreach (var arc in _level.Row(v))
        {
            inside += groups[arc.Target] == own ? arc.Weight : 0;
        }

        return inside;
    }

    private bool IsWellConnected(int part, int group) =>
        _outward[part] >= _level.Resolution * _masses[part] * (_groupMasses[group] - _masses[part]);

    private void Merge(int v, ref Xoshiro random)
    {
        var count = SumByPart(v);
        var chosen = Choose(v, count, ref random);
        if (chosen >= 0)
        {
            Join(v, chosen);
        }

        foreach (var part in _touched.AsSpan(0, count))
        {
            _sums[part] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SumByPart(int v)
    {
        var (groups, parts, sums) = (_groups, _parts, _sums);
        var own = groups[v];
        var count = 0;
        foreach (var arc in _level.Row(v))
        {
            if (groups[arc.Target] != own)
            {
                continue;
            }

            var part = parts[arc.Target];
            if (sums[part] == 0)
            {
                _touched[count++] = part;
            }

            sums[part] += arc.Weight;
        }

        return count;
    }

    // Draws among the parts that gain, with probability growing as exp(gain / theta).
    private int Choose(int v, int count, ref Xoshiro random)
    {
        var most = -1.0;
        for (var i = 0; i < count; i++)
        {
            var part = _touched[i];
            var gain = _sums[part] - (_level.Resolution * _level.Masses[v] * _masses[part]);
            _chances[i] = gain >= 0 && IsWellConnected(part, _groups[v]) ? gain : -1;
            most = Math.Max(most, _chances[i]);
        }

        return most < 0 ? -1 : _touched[Draw(most, _chances.AsSpan(0, count), random.Unit())];
    }

    private int Draw(double most, Span<double> chances, double unit)
    {
        var total = 0.0;
        var last = 0;
        for (var i = 0; i < chances.Length; i++)
        {
            var behind = (most - chances[i]) / _theta;
            chances[i] = chances[i] < 0 || behind > 40 ? 0 : Math.Exp(-behind);
            total += chances[i];
            last = chances[i] > 0 ? i : last;
        }

        var left = unit * total;
        for (var i = 0; i < last; i++)
        {
            left -= chances[i];
            if (left < 0)
            {
                return i;
            }
        }

        return last;
    }

    private void Join(int v, int part)
    {
        _parts[v] = part;
        _merged[v] = _merged[part] = true;
        _masses[part] += _level.Masses[v];
        _outward[part] += _outward[v] - (2 * _sums[part]);
    }
}
