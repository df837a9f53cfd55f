using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>Some of the vertices, by number, from which one thread peels; it reads of every row what leads to them.</summary>
internal sealed unsafe class KCorePart
{
    /// <summary>Vertices looked at together.</summary>
    public const int Lanes = 8;

    private readonly int _index;
    private readonly Csr _graph;
    private readonly int[] _left; // neighbours left, of all vertices; in the end core numbers
    private readonly ArraySegment<int> _starts; // of each vertex, of what leads to these
    private readonly ArraySegment<int> _ends;
    private readonly int[] _blocks; // first vertices of those lanes in which some are left
    private readonly int[] _queue; // these vertices as they go
    private readonly int[] _read = new int[2]; // how many of the queue of each part have been peeled off here
    private int _kept;
    private int _tail;

    public KCorePart(int index, Csr graph, int[] left, ArraySegment<int> starts, ArraySegment<int> ends, int first, int last)
    {
        (_index, _graph, _left, _starts, _ends) = (index, graph, left, starts, ends);
        _blocks = GC.AllocateUninitializedArray<int>((last - first + Lanes - 1) / Lanes);
        // One place more: every neighbour is written, few are kept.
        _queue = GC.AllocateUninitializedArray<int>(last - first + 1);
        var offsets = graph.Offsets;
        for (var v = first; v < last; v++)
        {
            left[v] = offsets[v + 1] - offsets[v];
        }

        for (var v = first; v < last; v += Lanes)
        {
            _blocks[_kept++] = v;
        }

        if (last == graph.Count)
        {
            left.AsSpan(last).Fill(-1); // never peeled
        }
    }

    /// <summary>How many have gone, as far as all may know.</summary>
    public int Gone { get; private set; }

    /// <summary>Least number of neighbours left above the level last looked for.</summary>
    public int Least { get; private set; }

    /// <summary>Between turns: lets all know who has gone.</summary>
    public void Publish() => Gone = _tail;

    public bool HasUnread(KCorePart[] parts)
    {
        var has = false;
        foreach (var part in parts)
        {
            has |= _read[part._index] < part.Gone;
        }

        return has;
    }

    /// <summary>Those with k neighbours left go; blocks without any that have more are not looked at again.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Find(int k)
    {
        var (kept, tail) = (0, _tail);
        var (level, least) = (Vector256.Create(k), Vector256.Create(int.MaxValue));
        fixed (int* left = _left, blocks = _blocks, queue = _queue)
        {
            for (var i = 0; i < _kept; i++)
            {
                var block = blocks[i];
                var degrees = Vector256.Load(left + block);
                for (var found = Vector256.Equals(degrees, level).ExtractMostSignificantBits(); found != 0; found &= found - 1)
                {
                    queue[tail++] = block + BitOperations.TrailingZeroCount(found);
                }

                var more = Vector256.GreaterThan(degrees, level);
                least = Vector256.Min(least, Vector256.ConditionalSelect(more, degrees, Vector256.Create(int.MaxValue)));
                blocks[kept] = block;
                kept += more != Vector256<int>.Zero ? 1 : 0;
            }
        }

        (_kept, _tail, Least) = (kept, tail, int.MaxValue);
        for (var lane = 0; lane < Lanes; lane++)
        {
            Least = Math.Min(Least, least[lane]);
        }
    }

    /// <summary>Takes those who have gone from their neighbours here, and those who thereby go from theirs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Peel(KCorePart[] parts, int k)
    {
        fixed (int* left = _left, targets = _graph.Targets, starts = _starts.AsSpan(), ends = _ends.AsSpan(), queue = _queue)
        {
            foreach (var part in parts)
            {
                if (part != this)
                {
                    fixed (int* others = part._queue)
                    {
                        _tail = Follow(others, _read[part._index], part.Gone, isOwn: false, k, left, targets, starts, ends, queue, _tail);
                    }

                    _read[part._index] = part.Gone;
                }
            }

            _tail = Follow(queue, _read[_index], _tail, isOwn: true, k, left, targets, starts, ends, queue, _tail);
            _read[_index] = _tail;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Follow(int* gone, int head, int end, bool isOwn, int k, int* left, int* targets, int* starts, int* ends, int* queue, int tail)
    {
        for (; head < (isOwn ? tail : end); head++)
        {
            var v = gone[head];
            Ahead.Fetch(targets + starts[gone[Math.Min(head + 4, (isOwn ? tail : end) - 1)]]);
            var last = ends[v];
            for (var e = starts[v]; e < last; e++)
            {
                // No branch: it would be guessed wrong too often.
                var u = targets[e];
                var degree = left[u];
                left[u] = degree - (degree > k ? 1 : 0);
                queue[tail] = u;
                tail += degree == k + 1 ? 1 : 0;
            }
        }

        return tail;
    }
}
