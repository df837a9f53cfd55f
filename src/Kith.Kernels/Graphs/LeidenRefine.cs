using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Splits each group into well-connected parts, merging vertices one by one from nothing (the paper's RefinePartition).</summary>
internal sealed unsafe class LeidenRefine
{
    // Randomness in mean edge weights: the paper's theta.
    private const double Theta = 0.01;

    private readonly LeidenLevel _level;
    private readonly int[] _groups;
    private readonly int[] _parts;
    private readonly double[] _groupMasses;
    private readonly double[] _masses;
    private readonly double[] _outward; // weight from a part to the rest of its group
    private readonly int[] _starts; // edges inside groups
    private readonly int[] _targets;
    private readonly float[] _weights;
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
        (_merged, _sums, _touched, _chances) = (new bool[n], new double[n], new int[n + 1], new double[n]);
        _starts = new int[n + 1];
        _targets = GC.AllocateUninitializedArray<int>(level.Targets.Length + 1); // one place more: every edge is written, some are kept
        _weights = level.Weights.Length > 0 ? GC.AllocateUninitializedArray<float>(level.Targets.Length + 1) : [];
        for (var v = 0; v < n; v++)
        {
            _groupMasses[groups[v]] += level.Masses[v];
        }

        KeepInside();
    }

    /// <summary>Part of each vertex, 0 .. count − 1.</summary>
    public static int[] Run(LeidenLevel level, int[] groups, ref Xoshiro random, out int count)
    {
        var refine = new LeidenRefine(level, groups);
        foreach (var v in random.Order(level.Count))
        {
            if (!refine._merged[v] && refine.IsWellConnected(v, groups[v]))
            {
                refine.Merge(v, ref random);
            }
        }

        return LeidenLevel.Renumber(refine._parts, level.Count, out count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void KeepInside()
    {
        var n = 0;
        fixed (int* groups = _groups, from = _level.Targets, to = _targets)
        fixed (float* weights = _level.Weights, kept = _weights)
        {
            for (var v = 0; v < _level.Count; v++)
            {
                var (own, inside, end) = (groups[v], 0.0, _level.Offsets[v + 1]);
                for (var e = _level.Offsets[v]; e < end; e++)
                {
                    var isInside = groups[from[e]] == own;
                    to[n] = from[e];
                    if (weights != null)
                    {
                        kept[n] = weights[e];
                        inside += isInside ? weights[e] : 0;
                    }

                    n += isInside ? 1 : 0;
                }

                _starts[v + 1] = n;
                _outward[v] = weights == null ? n - _starts[v] : inside;
            }
        }
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
        var count = 0;
        fixed (int* parts = _parts, targets = _targets, touched = _touched)
        fixed (double* sums = _sums)
        fixed (float* weights = _weights)
        {
            var end = _starts[v + 1];
            for (var e = _starts[v]; e < end; e++)
            {
                var part = parts[targets[e]];
                touched[count] = part;
                count += sums[part] == 0 ? 1 : 0;
                sums[part] += weights == null ? 1 : weights[e];
            }
        }

        return count;
    }

    // Draws among the parts that gain, with probability growing as exp(gain / theta).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Choose(int v, int count, ref Xoshiro random)
    {
        var most = -1.0;
        var (price, all) = (_level.Resolution * _level.Masses[v], _groupMasses[_groups[v]]);
        for (var i = 0; i < count; i++)
        {
            var part = _touched[i];
            var (mass, gain) = (_masses[part], _sums[part] - (price * _masses[part]));
            var isWellConnected = _outward[part] >= _level.Resolution * mass * (all - mass);
            _chances[i] = isWellConnected ? gain : -1;
            most = Math.Max(most, _chances[i]);
        }

        return most < 0 ? -1 : _touched[Draw(most, _chances.AsSpan(0, count), random.Unit())];
    }

    private int Draw(double most, Span<double> chances, double unit)
    {
        var (total, last, scale) = (0.0, 0, 1 / (256 * _theta));
        for (var i = 0; i < chances.Length; i++)
        {
            var chance = chances[i] < 0 ? 0 : Math.Max(0, 1 - ((most - chances[i]) * scale));
            chance *= chance;
            chance *= chance;
            chance *= chance;
            chance *= chance;
            chance *= chance;
            chance *= chance;
            chance *= chance;
            chance *= chance; // (1 − x/256)²⁵⁶ is nearly e⁻ˣ, in a tenth of the time
            total += chance;
            chances[i] = chance;
            last = chance > 0 ? i : last;
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
