using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Eight sources at a time: counts shortest ways level by level outwards, then collects what depends on them inwards. Each vertex holds
/// eight numbers, one for each source, so that an edge is read once for all who are as far away. Between two levels the edges are read
/// from the side that has fewer, which spares most of them where people are few hops apart.
/// </summary>
/// <remarks>
/// After Beamer, Asanović, Patterson, "Direction-optimizing breadth-first search", SC 2012, and Then et al., "The more the merrier: efficient
/// multi-source graph traversal", VLDB 8 (2014). Takes some 210 bytes a vertex.
/// </remarks>
internal sealed unsafe class BetweennessWalk
{
    /// <summary>How many sources go together; the nearer they are to each other, the more they share.</summary>
    public const int Together = 8;

    // To add to eight numbers in memory takes about as long as to read so many times eight.
    private const int AddingTakes = 2;

    private readonly HopGraph _graph;
    private readonly LanesOf8 _ways; // shortest ways from each source; later (1 + dependency) / ways
    private readonly LanesOf8 _front; // of one level only; 0 elsewhere
    private readonly LanesOf8 _sums; // of what neighbours have added
    private readonly byte[] _reached; // by which sources: bits
    private readonly bool[] _isTouched;
    private readonly int[] _touched;
    private readonly int[] _left; // not reached by all yet
    private readonly List<Level> _levels = [];
    private int[] _queue;
    private byte[] _sources; // whose queue it is: bits
    private int _all;
    private long _unread;

    public BetweennessWalk(HopGraph graph)
    {
        var n = graph.Count;
        (_graph, _ways, _front, _sums) = (graph, new LanesOf8(n), new LanesOf8(n), new LanesOf8(n));
        (_reached, _isTouched, _touched, _left) = (new byte[n], new bool[n], new int[n + 1], new int[n + 1]);
        (_queue, _sources) = (new int[(2 * n) + 1], new byte[(2 * n) + 1]);
    }

    /// <summary>Adds to each rank the share of ways from up to eight sources to all others that lead through it.</summary>
    public void AddFrom(ReadOnlySpan<int> sources, double[] scores)
    {
        Search(sources);
        Collect(scores);
        Array.Clear(_reached);
        _sums.Clear();
    }

    private void Search(ReadOnlySpan<int> sources)
    {
        _all = (1 << sources.Length) - 1;
        _unread = _graph.In.LongLength;
        _levels.Clear();
        for (var i = 0; i < sources.Length; i++)
        {
            (_queue[i], _sources[i]) = (sources[i], (byte)(1 << i));
            _ways.Of(sources[i])[i] = 1;
            Reach(sources[i], 1 << i);
        }

        _levels.Add(LevelOf(0, sources.Length));
        var left = -1;
        while (_levels[^1].End > _levels[^1].Start)
        {
            var level = _levels[^1];
            Hold(level.End + _graph.Count);
            int end;
            if (AddingTakes * level.OutEdges <= _unread)
            {
                end = SpreadFrom(level);
            }
            else
            {
                left = left < 0 ? FindLeft() : left;
                (end, left) = AskLeft(level, left);
            }

            _levels.Add(LevelOf(level.End, end));
        }
    }

    // A vertex stands in the queue once for each of its distances.
    private void Hold(int most)
    {
        if (most >= _queue.Length)
        {
            Array.Resize(ref _queue, 2 * most);
            Array.Resize(ref _sources, 2 * most);
        }
    }

    private void Reach(int v, int sources)
    {
        _reached[v] |= (byte)sources;
        _unread -= _reached[v] == _all ? _graph.InOffsets[v + 1] - _graph.InOffsets[v] : 0;
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
    private int SpreadFrom(Level level)
    {
        var (end, count) = (level.End, 0);
        fixed (int* queue = _queue, touched = _touched, targets = _graph.Out, offsets = _graph.OutOffsets)
        fixed (byte* bits = _sources, reached = _reached)
        fixed (bool* isTouched = _isTouched)
        {
            for (var i = level.Start; i < level.End; i++)
            {
                var v = queue[i];
                var own = Only(bits[i], _ways.Read(v));
                for (var e = offsets[v]; e < offsets[v + 1]; e++)
                {
                    // No branch: it would be guessed wrong too often.
                    var u = targets[e];
                    touched[count] = u;
                    count += isTouched[u] ? 0 : 1;
                    isTouched[u] = true;
                    _sums.Write(u, _sums.Read(u) + own);
                }
            }

            for (var i = 0; i < count; i++)
            {
                var v = touched[i];
                var sum = _sums.Read(v);
                var found = Some(sum) & ~reached[v];
                _sums.Write(v, Vector512<double>.Zero);
                isTouched[v] = false;
                (queue[end], bits[end]) = (v, (byte)found);
                end += found != 0 ? 1 : 0;
                _ways.Write(v, Where(found, sum, _ways.Read(v)));
                if (found != 0)
                {
                    Reach(v, found);
                }
            }
        }

        return end;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int End, int Left) AskLeft(Level level, int count)
    {
        var (end, left) = (level.End, 0);
        fixed (int* queue = _queue, unreached = _left, sources = _graph.In, offsets = _graph.InOffsets)
        fixed (byte* bits = _sources, reached = _reached)
        {
            Show(level);
            for (var i = 0; i < count; i++)
            {
                var v = unreached[i];
                if (reached[v] == _all)
                {
                    continue;
                }

                var sum = SumOf(sources, offsets[v], offsets[v + 1]);
                var found = Some(sum) & ~reached[v];
                (queue[end], bits[end]) = (v, (byte)found);
                end += found != 0 ? 1 : 0;
                _ways.Write(v, Where(found, sum, _ways.Read(v)));
                if (found != 0)
                {
                    Reach(v, found);
                }

                unreached[left] = v;
                left += reached[v] == _all ? 0 : 1;
            }

            Hide(level);
        }

        return (end, left);
    }

    private int FindLeft()
    {
        var left = 0;
        for (var v = 0; v < _reached.Length; v++)
        {
            _left[left] = v;
            left += _reached[v] != _all && _graph.InOffsets[v] < _graph.InOffsets[v + 1] ? 1 : 0;
        }

        return left;
    }

    // Backwards from the farthest.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(double[] scores)
    {
        fixed (int* queue = _queue, outTargets = _graph.Out, outOffsets = _graph.OutOffsets, sources = _graph.In, inOffsets = _graph.InOffsets)
        fixed (byte* bits = _sources)
        {
            for (var l = _levels.Count - 2; l > 0; l--)
            {
                var (level, next) = (_levels[l], _levels[l + 1]);
                var isPull = level.OutEdges <= AddingTakes * next.InEdges;
                if (isPull)
                {
                    Show(next);
                }
                else
                {
                    Push(next, queue, bits, sources, inOffsets);
                }

                for (var i = level.Start; i < level.End; i++)
                {
                    var v = queue[i];
                    var ways = _ways.Read(v);
                    var sum = isPull ? SumOf(outTargets, outOffsets[v], outOffsets[v + 1]) : _sums.Read(v);
                    var dependency = Only(bits[i], sum * ways);
                    scores[v] += Vector512.Sum(dependency);
                    _ways.Write(v, Where(bits[i], (Vector512<double>.One + dependency) / ways, ways));
                }

                if (isPull)
                {
                    Hide(next);
                }
            }
        }
    }

    // Those at its own level or farther get some too; they have been asked before and are not again.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Push(Level level, int* queue, byte* bits, int* sources, int* offsets)
    {
        for (var i = level.Start; i < level.End; i++)
        {
            var v = queue[i];
            var own = Only(bits[i], _ways.Read(v));
            for (var e = offsets[v]; e < offsets[v + 1]; e++)
            {
                _sums.Write(sources[e], _sums.Read(sources[e]) + own);
            }
        }
    }

    private void Show(Level level)
    {
        for (var i = level.Start; i < level.End; i++)
        {
            _front.Write(_queue[i], Only(_sources[i], _ways.Read(_queue[i])));
        }
    }

    private void Hide(Level level)
    {
        for (var i = level.Start; i < level.End; i++)
        {
            _front.Write(_queue[i], Vector512<double>.Zero);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<double> SumOf(int* at, int e, int end)
    {
        var (a, b) = (Vector512<double>.Zero, Vector512<double>.Zero);
        for (; e + 2 <= end; e += 2)
        {
            a += _front.Read(at[e]);
            b += _front.Read(at[e + 1]);
        }

        return e < end ? a + b + _front.Read(at[e]) : a + b;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Only(int sources, Vector512<double> values) => Where(sources, values, Vector512<double>.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Where(int sources, Vector512<double> values, Vector512<double> others)
    {
        var bits = Vector512.Create(1L, 2, 4, 8, 16, 32, 64, 128);
        return Vector512.ConditionalSelect(Vector512.Equals(Vector512.Create((long)sources) & bits, bits).AsDouble(), values, others);
    }

    // Which sources have some.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Some(Vector512<double> values) => (int)Vector512.GreaterThan(values, Vector512<double>.Zero).ExtractMostSignificantBits();

    private readonly record struct Level(int Start, int End, long OutEdges, long InEdges);
}
