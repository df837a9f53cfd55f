using System.Buffers;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>Splits each group into well-connected parts, merging vertices one by one from nothing (the paper's RefinePartition).</summary>
internal sealed unsafe class LeidenRefine(int most, int edges) : IDisposable
{
    // Randomness in mean edge weights: the paper's theta.
    private const double Theta = 0.01;

    // In thetas: what gains so much less is drawn once in 10¹³ times, and left out.
    private const double Far = 30;

    private readonly int[] _parts = new int[most];
    private readonly double[] _groupMasses = new double[most];
    private readonly Tally[] _tallies = new Tally[most]; // of parts
    private readonly bool[] _merged = new bool[most];
    private readonly int[] _order = new int[most];
    private readonly int[] _touched = new int[most + 1];
    private readonly int[] _near = new int[most + 1];
    private readonly double[] _gains = new double[most + Vector256<double>.Count];
    private readonly int[] _starts = new int[most + 1]; // edges inside groups
    private readonly int[] _targets = ArrayPool<int>.Shared.Rent(edges + Sift.Room);
    private float[] _weights = [];
    private LeidenLevel _level = null!;
    private int[] _groups = null!;
    private Places _at; // stands only while a run lasts
    private double _theta;

    /// <summary>Part of each vertex, 0 .. count − 1.</summary>
    public int[] Run(LeidenLevel level, int[] groups, ref Xoshiro random, out int count)
    {
        Begin(level, groups);
        fixed (int* starts = _starts, targets = _targets, parts = _parts, touched = _touched, near = _near)
        fixed (float* weights = _weights)
        fixed (double* gains = _gains)
        fixed (Tally* tallies = _tallies)
        {
            _at = new Places(starts, targets, level.Weights.Length > 0 ? weights : null, parts, tallies, touched, near, gains);
            MergeAll(ref random);
        }

        return LeidenLevel.Renumber(_parts.AsSpan(0, level.Count), level.Count, out count);
    }

    /// <summary>
    /// By how much the group of each part is better than the next best, at least: what its vertices know of themselves, less what they would
    /// take with them.
    /// </summary>
    /// <param name="margins">By how much the group of each vertex is better than the next best, at least.</param>
    /// <param name="parts">What the last run gave.</param>
    /// <param name="count">Number of parts.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public float[] MarginsAbove(float[] margins, int[] parts, int count)
    {
        var above = new float[count];
        for (var v = 0; v < parts.Length; v++)
        {
            above[parts[v]] += margins[v] - _tallies[v].Held;
        }

        return above;
    }

    /// <summary>Gives back what was rented.</summary>
    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(_targets);
        ArrayPool<float>.Shared.Return(_weights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Begin(LeidenLevel level, int[] groups)
    {
        var n = level.Count;
        (_level, _groups, _theta) = (level, groups, Theta * level.Unit);
        if (_weights.Length < level.Edges + Sift.Room && level.Weights.Length > 0)
        {
            ArrayPool<float>.Shared.Return(_weights);
            _weights = ArrayPool<float>.Shared.Rent(level.Edges + Sift.Room);
        }

        Array.Clear(_groupMasses, 0, n);
        Array.Clear(_merged, 0, n);
        for (var v = 0; v < n; v++)
        {
            _parts[v] = v;
            _groupMasses[groups[v]] += level.Masses[v];
            _tallies[v] = new Tally { Mass = (float)level.Masses[v] };
        }

        KeepInside();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void KeepInside()
    {
        var n = 0;
        var isWeighted = _level.Weights.Length > 0;
        fixed (int* groups = _groups, from = _level.Targets, to = _targets)
        fixed (float* weights = _level.Weights, kept = _weights)
        {
            for (var v = 0; v < _level.Count; v++)
            {
                var (first, edges) = (_level.Offsets[v], _level.Offsets[v + 1] - _level.Offsets[v]);
                var found = Sift.Inside(from + first, isWeighted ? weights + first : null, edges, groups[v], groups, to + n, kept + n);
                _tallies[v].Outward = isWeighted ? (float)Sum(kept + n, found) : found;
                n += found;
                _starts[v + 1] = n;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Sum(float* weights, int count)
    {
        var sum = 0.0;
        for (var i = 0; i < count; i++)
        {
            sum += weights[i];
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MergeAll(ref Xoshiro random)
    {
        var order = _order.AsSpan(0, _level.Count);
        random.Order(order);
        foreach (var v in order)
        {
            if (!_merged[v] && _starts[v] < _starts[v + 1] && IsWellConnected(_at.Tallies + v, _groupMasses[_groups[v]]))
            {
                Merge(v, ref random);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool IsWellConnected(Tally* part, double all) => part->Outward >= _level.Resolution * part->Mass * (all - part->Mass);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Merge(int v, ref Xoshiro random)
    {
        var count = SumByPart(v);
        var near = KeepNear(v, count);
        if (near > 0)
        {
            Join(v, _at.Touched[_at.Near[near == 1 ? 0 : Draw(near, random.Unit())]]);
        }

        var tallies = _at.Tallies;
        var touched = _at.Touched;
        for (var i = 0; i < count; i++)
        {
            tallies[touched[i]].Inward = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SumByPart(int v)
    {
        var parts = _at.Parts;
        var tallies = _at.Tallies;
        var touched = _at.Touched;
        var targets = _at.Targets;
        var weights = _at.Weights;
        var (count, end) = (0, _at.Starts[v + 1]);
        for (var e = _at.Starts[v]; e < end; e++)
        {
            var part = parts[targets[e]];
            var inward = tallies[part].Inward;
            touched[count] = part;
            count += Branchless.IsNothing(inward);
            tallies[part].Inward = inward + (weights == null ? 1 : weights[e]);
        }

        return count;
    }

    // Of the parts that gain, those that gain most or nearly so.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int KeepNear(int v, int count)
    {
        var tallies = _at.Tallies;
        var touched = _at.Touched;
        var gains = _at.Gains;
        var near = _at.Near;
        var (price, all, most) = (_level.Resolution * tallies[v].Mass, _groupMasses[_groups[v]], -1.0);
        for (var i = 0; i < count; i++)
        {
            var part = tallies + touched[i];
            var gain = Branchless.Either(IsWellConnected(part, all), part->Inward - (price * part->Mass), -1);
            gains[i] = gain;
            most = double.MaxNative(most, gain);
        }

        var (least, kept) = (Math.Max(0, most - (Far * _theta)), 0);
        for (var i = 0; i < count; i++)
        {
            var gain = gains[i];
            near[kept] = i;
            gains[kept] = gain - most;
            kept += gain >= least ? 1 : 0;
        }

        return kept;
    }

    // Draws with probability growing as exp(gain / theta). Four at a time, but added up one by one: the same on every machine.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Draw(int count, double unit)
    {
        var gains = _at.Gains;
        var (one, scale) = (Vector256<double>.One, Vector256.Create(1 / (256 * _theta)));
        for (var i = 0; i < count; i += Vector256<double>.Count)
        {
            var chances = one + (Vector256.Load(gains + i) * scale);
            chances *= chances;
            chances *= chances;
            chances *= chances;
            chances *= chances;
            chances *= chances;
            chances *= chances;
            chances *= chances;
            chances *= chances; // (1 − x/256)²⁵⁶ is nearly e⁻ˣ, in a tenth of the time
            chances.Store(gains + i);
        }

        var total = 0.0;
        for (var i = 0; i < count; i++)
        {
            total += gains[i];
        }

        var left = unit * total;
        for (var i = 0; i < count - 1; i++)
        {
            left -= gains[i];
            if (left < 0)
            {
                return i;
            }
        }

        return count - 1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Join(int v, int part)
    {
        var own = _at.Tallies + v;
        var other = _at.Tallies + part;
        _parts[v] = part;
        _merged[v] = _merged[part] = true;
        other->Held += (float)(2 * (other->Inward - (_level.Resolution * own->Mass * other->Mass)));
        other->Mass += own->Mass;
        other->Outward += own->Outward - (2 * other->Inward);
    }

    /// <summary>Where the arrays of a run are, so that no merge has to pin them again.</summary>
    private readonly struct Places(
        int* starts, int* targets, float* weights, int* parts, Tally* tallies, int* touched, int* near, double* gains)
    {
        public readonly int* Starts = starts;
        public readonly int* Targets = targets;
        public readonly float* Weights = weights; // null when each weighs 1
        public readonly int* Parts = parts;
        public readonly Tally* Tallies = tallies;
        public readonly int* Touched = touched;
        public readonly int* Near = near; // places in Touched
        public readonly double* Gains = gains;
    }

    /// <summary>What is asked for together of a part; in single precision, four to a line of the cache.</summary>
    private struct Tally
    {
        /// <summary>Weight from the vertex being merged.</summary>
        public float Inward;

        public float Mass;

        /// <summary>Weight to the rest of its group.</summary>
        public float Outward;

        /// <summary>What its vertices gained by being merged, at both ends.</summary>
        public float Held;
    }
}
