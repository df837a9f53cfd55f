using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Moves single vertices to the group that gains most until none wants to move (the paper's MoveNodesFast).</summary>
internal sealed unsafe class LeidenMove
{
    private readonly LeidenLevel _level;
    private readonly int[] _groups;
    private readonly double[] _masses; // of groups
    private readonly int[] _sizes;
    private readonly double[] _sums; // weight from the vertex being visited to groups
    private readonly int[] _touched;
    private readonly int[] _queue;
    private readonly bool[] _queued;
    private readonly Stack<int> _empty = new();
    private int _tail;
    private int _waiting;

    private LeidenMove(LeidenLevel level, int[] groups, ref Xoshiro random)
    {
        var n = level.Count;
        (_level, _groups) = (level, groups);
        (_masses, _sizes, _sums, _touched) = (new double[n], new int[n], new double[n], new int[n + 1]);
        (_queue, _queued) = (new int[n], new bool[n]);
        for (var v = 0; v < n; v++)
        {
            _masses[groups[v]] += level.Masses[v];
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
            for (var visit = 0L; move._waiting > 0; visit++)
            {
                if ((visit & 0xffff) == 0)
                {
                    work.Cancel.ThrowIfCancellationRequested();
                }

                var v = move._queue[head];
                head = head + 1 == level.Count ? 0 : head + 1;
                Ahead.Fetch(targets + level.Offsets[move._queue[head]]);
                move._waiting--;
                move._queued[v] = false;
                moved |= move.Visit(v);
            }
        }

        return moved;
    }

    private void Enqueue(ref Xoshiro random)
    {
        foreach (var v in random.Order(_queue.Length))
        {
            // Who has nobody stays alone.
            _queue[_waiting] = v;
            _queued[v] = _level.Offsets[v] < _level.Offsets[v + 1];
            _waiting += _queued[v] ? 1 : 0;
        }

        _tail = _waiting == _queue.Length ? 0 : _waiting;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool Visit(int v)
    {
        var (start, end) = (_level.Offsets[v], _level.Offsets[v + 1]);
        var (old, count) = (_groups[v], 0);
        var best = old;
        fixed (int* groups = _groups, targets = _level.Targets, touched = _touched)
        fixed (double* sums = _sums, masses = _masses)
        fixed (float* weights = _level.Weights)
        {
            for (var e = start; e < end; e++)
            {
                // No branch: it would be guessed wrong half the time.
                var c = groups[targets[e]];
                var sum = sums[c];
                touched[count] = c;
                count += sum == 0 ? 1 : 0;
                sums[c] = sum + (weights == null ? 1 : weights[e]);
            }

            var mass = _level.Masses[v];
            var price = _level.Resolution * mass;
            masses[old] -= mass;
            var most = sums[old] - (price * masses[old]);
            for (var i = 0; i < count; i++)
            {
                var c = touched[i];
                var gain = sums[c] - (price * masses[c]);
                sums[c] = 0;
                (best, most) = gain > most ? (c, gain) : (best, most);
            }

            // To be alone gains 0.
            if (most < 0 && _sizes[old] > 1)
            {
                best = _empty.Pop();
            }

            masses[best] += mass;
        }

        if (best != old)
        {
            Settle(v, old, best);
        }

        return best != old;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Settle(int v, int old, int best)
    {
        _groups[v] = best;
        _sizes[best]++;
        if (--_sizes[old] == 0)
        {
            _masses[old] = 0;
            _empty.Push(old);
        }

        foreach (var u in _level.Row(v))
        {
            if (!_queued[u] && _groups[u] != best)
            {
                _queued[u] = true;
                _queue[_tail] = u;
                _tail = _tail + 1 == _queue.Length ? 0 : _tail + 1;
                _waiting++;
            }
        }
    }
}
