using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

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
    private readonly Tally[] _tallies; // of parts
    private readonly int[] _starts; // edges inside groups
    private readonly int[] _targets;
    private readonly float[] _weights;
    private readonly bool[] _merged;
    private readonly int[] _touched;
    private readonly double[] _chances;
    private readonly double _theta;

    private LeidenRefine(LeidenLevel level, int[] groups)
    {
        var n = level.Count;
        (_level, _groups, _parts, _theta) = (level, groups, Sequence.UpTo(n), Theta * level.Unit);
        (_groupMasses, _tallies) = (new double[n], new Tally[n]);
        (_merged, _touched, _chances) = (new bool[n], new int[n + 1], new double[n + Vector256<double>.Count]);
        _starts = new int[n + 1];
        _targets = ArrayPool<int>.Shared.Rent(level.Edges + 1); // one place more: every edge is written, some are kept
        _weights = level.Weights.Length > 0 ? ArrayPool<float>.Shared.Rent(level.Edges + 1) : [];
        for (var v = 0; v < n; v++)
        {
            _groupMasses[groups[v]] += level.Masses[v];
            _tallies[v].Mass = level.Masses[v];
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

        ArrayPool<int>.Shared.Return(refine._targets);
        ArrayPool<float>.Shared.Return(refine._weights);
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
                _tallies[v].Outward = weights == null ? n - _starts[v] : inside;
            }
        }
    }

    private bool IsWellConnected(int part, int group) =>
        _tallies[part].Outward >= _level.Resolution * _tallies[part].Mass * (_groupMasses[group] - _tallies[part].Mass);

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
            _tallies[part].Inward = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SumByPart(int v)
    {
        var count = 0;
        fixed (int* parts = _parts, targets = _targets, touched = _touched)
        fixed (Tally* tallies = _tallies)
        fixed (float* weights = _weights)
        {
            var end = _starts[v + 1];
            for (var e = _starts[v]; e < end; e++)
            {
                var part = parts[targets[e]];
                var inward = tallies[part].Inward;
                touched[count] = part;
                count += inward == 0 ? 1 : 0;
                tallies[part].Inward = inward + (weights == null ? 1 : weights[e]);
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
            ref readonly var part = ref _tallies[_touched[i]];
            var gain = part.Inward - (price * part.Mass);
            var isWellConnected = part.Outward >= _level.Resolution * part.Mass * (all - part.Mass);
            _chances[i] = isWellConnected ? gain : -1;
            most = Math.Max(most, _chances[i]);
        }

        return most < 0 ? -1 : _touched[Draw(most, count, random.Unit())];
    }

    // Four at a time, but added up one by one: the same on every machine.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Draw(double most, int count, double unit)
    {
        var (zero, one) = (Vector256<double>.Zero, Vector256<double>.One);
        var scale = Vector256.Create(1 / (256 * _theta));
        for (var i = 0; i < count; i += Vector256<double>.Count)
        {
            var gains = Vector256.LoadUnsafe(ref _chances[i]);
            var chances = one - ((Vector256.Create(most) - gains) * scale);
            chances = Vector256.ConditionalSelect(Vector256.LessThan(gains, zero) | Vector256.LessThan(chances, zero), zero, chances);
            chances *= chances;
            chances *= chances;
            chances *= chances;
            chances *= chances;
            chances *= chances;
            chances *= chances;
            chances *= chances;
            chances *= chances; // (1 − x/256)²⁵⁶ is nearly e⁻ˣ, in a tenth of the time
            chances.StoreUnsafe(ref _chances[i]);
        }

        var (total, last) = (0.0, 0);
        for (var i = 0; i < count; i++)
        {
            total += _chances[i];
            last = _chances[i] > 0 ? i : last;
        }

        var left = unit * total;
        for (var i = 0; i < last; i++)
        {
            left -= _chances[i];
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
        _tallies[part].Mass += _level.Masses[v];
        _tallies[part].Outward += _tallies[v].Outward - (2 * _tallies[part].Inward);
    }

    /// <summary>What is asked for together of a part.</summary>
    private struct Tally
    {
        /// <summary>Weight from the vertex being merged.</summary>
        public double Inward;

        public double Mass;

        /// <summary>Weight to the rest of its group.</summary>
        public double Outward;

        // A line of the cache holds two.
        private readonly double _room;
    }
}
