using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Moves single vertices to the group that gains most until none wants to move (the paper's MoveNodesFast).</summary>
internal sealed class LeidenMove
{
    private readonly LeidenLevel _level;
    private readonly int[] _groups;
    private readonly Group[] _of;
    private readonly int[] _sizes;
    private readonly int[] _touched;
    private readonly int[] _queue;
    private readonly bool[] _queued;
    private readonly Stack<int> _empty = new();
    private int _tail;
    private int _waiting;

    private LeidenMove(LeidenLevel level, int[] groups, ref Xoshiro random)
    {
        var n = level.Count;
        (_level, _groups, _waiting) = (level, groups, n);
        (_of, _sizes, _touched, _queued) = (new Group[n], new int[n], new int[n + 1], new bool[n]);
        _queue = Sequence.UpTo(n);
        random.Shuffle(_queue);
        Array.Fill(_queued, true);
        for (var v = 0; v < n; v++)
        {
            _of[groups[v]].Mass += level.Masses[v];
            _sizes[groups[v]]++;
        }

        for (var c = n - 1; c >= 0; c--)
        {
            if (_sizes[c] == 0)
            {
                _empty.Push(c);
            }
        }
    }

    public static void Run(LeidenLevel level, int[] groups, ref Xoshiro random)
    {
        var move = new LeidenMove(level, groups, ref random);
        var head = 0;
        while (move._waiting > 0)
        {
            var v = move._queue[head];
            head = head + 1 == level.Count ? 0 : head + 1;
            move._waiting--;
            move._queued[v] = false;
            move.Visit(v);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Visit(int v)
    {
        var groups = _groups;
        var of = _of;
        var touched = _touched;
        var row = _level.Row(v);
        var count = 0;
        foreach (var arc in row)
        {
            var c = groups[arc.Target];
            ref var group = ref of[c];
            touched[count] = c; // no branch: it would be guessed wrong half the time
            count += group.Sum == 0 ? 1 : 0;
            group.Sum += arc.Weight;
        }

        var old = groups[v];
        var mass = _level.Masses[v];
        var price = _level.Resolution * mass;
        of[old].Mass -= mass;
        var best = old;
        var most = of[old].Sum - (price * of[old].Mass);
        foreach (var c in touched.AsSpan(0, count))
        {
            ref var group = ref of[c];
            var gain = group.Sum - (price * group.Mass);
            group.Sum = 0;
            if (gain > most)
            {
                (best, most) = (c, gain);
            }
        }

        // To be alone gains 0.
        if (most < 0 && _sizes[old] > 1)
        {
            best = _empty.Pop();
        }

        of[best].Mass += mass;
        if (best != old)
        {
            Settle(v, old, best, row);
        }
    }

    private void Settle(int v, int old, int best, ReadOnlySpan<LeidenLevel.Arc> row)
    {
        _groups[v] = best;
        _sizes[best]++;
        if (--_sizes[old] == 0)
        {
            _of[old].Mass = 0;
            _empty.Push(old);
        }

        foreach (var arc in row)
        {
            var u = arc.Target;
            if (!_queued[u] && _groups[u] != best)
            {
                _queued[u] = true;
                _queue[_tail] = u;
                _tail = _tail + 1 == _queue.Length ? 0 : _tail + 1;
                _waiting++;
            }
        }
    }

    private struct Group
    {
        public double Mass;
        public double Sum; // weight from the vertex being visited
    }
}
