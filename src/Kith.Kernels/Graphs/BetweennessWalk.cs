using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// One source after the other: counts shortest ways level by level outwards, then collects what depends on them inwards. Between two
/// levels the edges are read from the side that has fewer, which spares most of them where people are few hops apart.
/// </summary>
/// <remarks>After Beamer, Asanović, Patterson, "Direction-optimizing breadth-first search", SC 2012.</remarks>
internal sealed unsafe class BetweennessWalk
{
    private const int Never = int.MaxValue;

    private readonly HopGraph _graph;
    private readonly int[] _hops;
    private readonly double[] _ways; // shortest ways from the source
    private readonly double[] _front; // ways, or flow, of one level only; 0 elsewhere
    private readonly double[] _flow; // (1 + dependency) / ways
    private readonly double[] _pushed; // sum of the flow of those one hop farther
    private readonly int[] _queue;
    private readonly int[] _left; // not reached yet
    private readonly List<Level> _levels = [];

    public BetweennessWalk(HopGraph graph)
    {
        var n = graph.Count;
        (_graph, _hops, _queue, _left) = (graph, new int[n], new int[n + 1], new int[n + 1]);
        (_ways, _front, _flow, _pushed) = (new double[n], new double[n], new double[n], new double[n]);
        Array.Fill(_hops, Never);
    }

    /// <summary>Adds to each rank the share of ways from the source to all others that lead through it.</summary>
    public void AddFrom(int source, double[] scores)
    {
        var reached = Search(source);
        Collect(scores);
        foreach (var v in _queue.AsSpan(0, reached))
        {
            (_hops[v], _ways[v]) = (Never, 0);
        }

        Array.Clear(_pushed);
    }

    private int Search(int source)
    {
        (_hops[source], _ways[source], _queue[0]) = (0, 1, source);
        _levels.Clear();
        _levels.Add(LevelOf(0, 1));
        var unread = _graph.In.LongLength - _levels[0].InEdges;
        var left = -1;
        for (var hop = 1; _levels[^1].End > _levels[^1].Start; hop++)
        {
            var level = _levels[^1];
            int end;
            if (level.OutEdges <= unread)
            {
                end = SpreadFrom(level, hop);
            }
            else
            {
                left = left < 0 ? FindLeft() : left;
                (end, left) = AskLeft(level, hop, left);
            }

            _levels.Add(LevelOf(level.End, end));
            unread -= _levels[^1].InEdges;
        }

        return _levels[^1].End;
    }

    private Level LevelOf(int start, int end)
    {
        var (outEdges, inEdges) = (0L, 0L);
        for (var i = start; i < end; i++)
        {
            outEdges += _graph.OutOffsets[_queue[i] + 1] - _graph.OutOffsets[_queue[i]];
            inEdges += _graph.InOffsets[_queue[i] + 1] - _graph.InOffsets[_queue[i]];
        }

        return new Level(start, end, outEdges, inEdges);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int SpreadFrom(Level level, int hop)
    {
        var reached = level.End;
        fixed (int* hops = _hops, queue = _queue, targets = _graph.Out, offsets = _graph.OutOffsets)
        fixed (double* ways = _ways)
        {
            for (var i = level.Start; i < level.End; i++)
            {
                var (v, own) = (queue[i], ways[queue[i]]);
                for (var e = offsets[v]; e < offsets[v + 1]; e++)
                {
                    // No branch, here and below: it would be guessed wrong too often.
                    var u = targets[e];
                    var there = hops[u];
                    queue[reached] = u;
                    reached += there == Never ? 1 : 0;
                    hops[u] = there < hop ? there : hop;
                    ways[u] += there < hop ? 0 : own;
                }
            }
        }

        return reached;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int End, int Left) AskLeft(Level level, int hop, int count)
    {
        var (reached, left) = (level.End, 0);
        fixed (int* queue = _queue, unreached = _left, sources = _graph.In, offsets = _graph.InOffsets)
        fixed (double* ways = _ways, front = _front)
        {
            Show(level, front, ways);
            for (var i = 0; i < count; i++)
            {
                var v = unreached[i];
                if (_hops[v] != Never)
                {
                    continue;
                }

                var sum = SumOf(front, sources, offsets[v], offsets[v + 1]);
                (queue[reached], unreached[left]) = (v, v);
                reached += sum > 0 ? 1 : 0;
                left += sum > 0 ? 0 : 1;
                _hops[v] = sum > 0 ? hop : Never;
                ways[v] = sum;
            }

            Hide(level, front);
        }

        return (reached, left);
    }

    private int FindLeft()
    {
        var left = 0;
        for (var v = 0; v < _hops.Length; v++)
        {
            _left[left] = v;
            left += _hops[v] == Never && _graph.InOffsets[v] < _graph.InOffsets[v + 1] ? 1 : 0;
        }

        return left;
    }

    // Backwards from the farthest.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(double[] scores)
    {
        fixed (int* queue = _queue, outTargets = _graph.Out, outOffsets = _graph.OutOffsets, sources = _graph.In, inOffsets = _graph.InOffsets)
        fixed (double* ways = _ways, front = _front, flow = _flow, pushed = _pushed, score = scores)
        {
            for (var l = _levels.Count - 2; l > 0; l--)
            {
                var (level, next) = (_levels[l], _levels[l + 1]);
                var isPull = level.OutEdges <= next.InEdges;
                if (isPull)
                {
                    Show(next, front, flow);
                }
                else
                {
                    Push(next, queue, sources, inOffsets, flow, pushed);
                }

                for (var i = level.Start; i < level.End; i++)
                {
                    var v = queue[i];
                    var sum = isPull ? SumOf(front, outTargets, outOffsets[v], outOffsets[v + 1]) : pushed[v];
                    var dependency = sum * ways[v];
                    score[v] += dependency;
                    flow[v] = (1 + dependency) / ways[v];
                }

                if (isPull)
                {
                    Hide(next, front);
                }
            }
        }
    }

    // Those at its own level or farther get some too; they have been asked before and are not again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Push(Level level, int* queue, int* sources, int* offsets, double* flow, double* pushed)
    {
        for (var i = level.Start; i < level.End; i++)
        {
            var (v, own) = (queue[i], flow[queue[i]]);
            for (var e = offsets[v]; e < offsets[v + 1]; e++)
            {
                pushed[sources[e]] += own;
            }
        }
    }

    private void Show(Level level, double* front, double* values)
    {
        for (var i = level.Start; i < level.End; i++)
        {
            front[_queue[i]] = values[_queue[i]];
        }
    }

    private void Hide(Level level, double* front)
    {
        for (var i = level.Start; i < level.End; i++)
        {
            front[_queue[i]] = 0;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double SumOf(double* values, int* at, int e, int end)
    {
        var (a, b, c, d) = (0.0, 0.0, 0.0, 0.0);
        for (; e + 4 <= end; e += 4)
        {
            a += values[at[e]];
            b += values[at[e + 1]];
            c += values[at[e + 2]];
            d += values[at[e + 3]];
        }

        for (; e < end; e++)
        {
            a += values[at[e]];
        }

        return a + b + (c + d);
    }

    private readonly record struct Level(int Start, int End, long OutEdges, long InEdges);
}
