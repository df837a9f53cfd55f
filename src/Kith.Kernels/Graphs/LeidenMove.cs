using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Kith.Kernels.Graphs;

/// <summary>Moves single vertices to the group that gains most until none wants to move (the paper's MoveNodesFast).</summary>
internal sealed unsafe class LeidenMove
{
    private readonly LeidenLevel _level;
    private readonly int[] _groups;
    private readonly Tally[] _tallies; // of groups
    private readonly int[] _sizes;
    private readonly int[] _touched;
    private readonly int[] _queue; // a ring with one place more than can wait
    private readonly byte[] _queued;
    private readonly Stack<int> _empty = new();
    private int _tail;

    private LeidenMove(LeidenLevel level, int[] groups, ref Xoshiro random)
    {
        var n = level.Count;
        (_level, _groups) = (level, groups);
        (_tallies, _sizes, _touched) = (new Tally[n], new int[n], new int[n + 2]);
        (_queue, _queued) = (new int[n + 1], new byte[n]);
        for (var v = 0; v < n; v++)
        {
            _tallies[groups[v]].Mass += level.Masses[v];
            _sizes[groups[v]]++;
        }

        for (var c = n - 1; c >= 0; c--)
        {
            if (_sizes[c] == 0)
            {
                _empty.Push(c);
            }
        }

        Enqueue(ref random);
    }

    /// <summary>True when some moved.</summary>
    public static bool Run(LeidenLevel level, int[] groups, ref Xoshiro random, Work work)
    {
        var move = new LeidenMove(level, groups, ref random);
        var (head, moved) = (0, false);
        fixed (int* targets = level.Targets)
        {
            for (var visit = 0L; head != move._tail; visit++)
            {
                if ((visit & 0xffff) == 0)
                {
                    work.Cancel.ThrowIfCancellationRequested();
                }

                var v = move._queue[head];
                head = head == level.Count ? 0 : head + 1;
                Ahead.Fetch(targets + level.Offsets[move._queue[head]]);
                move._queued[v] = 0;
                moved |= move.Visit(v);
            }
        }

        return moved;
    }

    private void Enqueue(ref Xoshiro random)
    {
        foreach (var v in random.Order(_level.Count))
        {
            // Who has nobody stays alone.
            _queue[_tail] = v;
            _queued[v] = _level.Offsets[v] < _level.Offsets[v + 1] ? (byte)1 : (byte)0;
            _tail += _queued[v];
        }
    }

    private bool Visit(int v)
    {
        var old = _groups[v];
        var mass = _level.Masses[v];
        _tallies[old].Mass -= mass;
        var (best, most) = _level.Weights.Length > 0 ? BestByWeight(v, _level.Resolution * mass) : BestByCount(v, _level.Resolution * mass);
        // To be alone gains 0.
        if (most < 0 && _sizes[old] > 1)
        {
            best = _empty.Pop();
        }

        _tallies[best].Mass += mass;
        if (best != old)
        {
            Settle(v, old, best);
        }

        return best != old;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Group, double Gain) BestByWeight(int v, double price)
    {
        var (best, count) = (_groups[v], 0);
        fixed (int* groups = _groups, targets = _level.Targets, touched = _touched)
        fixed (Tally* tallies = _tallies)
        fixed (float* weights = _level.Weights)
        {
            var end = _level.Offsets[v + 1];
            for (var e = _level.Offsets[v]; e < end; e++)
            {
                // No branch: it would be guessed wrong half the time.
                var c = groups[targets[e]];
                var weight = tallies[c].Weight;
                touched[count] = c;
                count += weight == 0 ? 1 : 0;
                tallies[c].Weight = weight + weights[e];
            }

            var most = tallies[best].Weight - (price * tallies[best].Mass);
            for (var i = 0; i < count; i++)
            {
                var c = touched[i];
                var gain = tallies[c].Weight - (price * tallies[c].Mass);
                tallies[c].Weight = 0;
                (best, most) = gain > most ? (c, gain) : (best, most);
            }

            return (best, most);
        }
    }

    // Where each edge weighs 1. Every other edge is counted apart: to add to what has just been written to memory takes long.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Group, double Gain) BestByCount(int v, double price)
    {
        var (best, count) = (_groups[v], 0);
        fixed (int* groups = _groups, targets = _level.Targets, touched = _touched)
        fixed (Tally* tallies = _tallies)
        {
            var (e, end) = (_level.Offsets[v], _level.Offsets[v + 1]);
            for (; e + 1 < end; e += 2)
            {
                var (c, d) = (groups[targets[e]], groups[targets[e + 1]]);
                var even = tallies[c].Even;
                touched[count] = c;
                count += even == 0 ? 1 : 0;
                tallies[c].Even = even + 1;
                var odd = tallies[d].Odd;
                touched[count] = d;
                count += odd == 0 ? 1 : 0;
                tallies[d].Odd = odd + 1;
            }

            if (e < end)
            {
                var c = groups[targets[e]];
                touched[count++] = c;
                tallies[c].Even++;
            }

            var most = tallies[best].Even + tallies[best].Odd - (price * tallies[best].Mass);
            for (var i = 0; i < count; i++)
            {
                // One that comes a second time counts 0 by then, which is never better.
                var c = touched[i];
                var gain = tallies[c].Even + tallies[c].Odd - (price * tallies[c].Mass);
                tallies[c].Weight = 0;
                (best, most) = gain > most ? (c, gain) : (best, most);
            }

            return (best, most);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(int v, int old, int best)
    {
        _groups[v] = best;
        _sizes[best]++;
        if (--_sizes[old] == 0)
        {
            _tallies[old].Mass = 0;
            _empty.Push(old);
        }

        fixed (int* groups = _groups, targets = _level.Targets, queue = _queue)
        fixed (byte* queued = _queued)
        {
            var (end, last, tail) = (_level.Offsets[v + 1], _level.Count, _tail);
            for (var e = _level.Offsets[v]; e < end; e++)
            {
                var u = targets[e];
                var adds = queued[u] == 0 & groups[u] != best ? 1 : 0;
                queue[tail] = u;
                queued[u] |= (byte)adds;
                tail += adds;
                tail = tail > last ? 0 : tail;
            }

            _tail = tail;
        }
    }

    /// <summary>Mass of a group, and what leads to it from the vertex being visited: as weight, or as two counts in the same place.</summary>
    [StructLayout(LayoutKind.Explicit)]
    private struct Tally
    {
        [FieldOffset(0)]
        public double Mass;

        [FieldOffset(8)]
        public double Weight;

        [FieldOffset(8)]
        public int Even;

        [FieldOffset(12)]
        public int Odd;
    }
}
