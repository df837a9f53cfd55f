using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// The pieces of an undirected graph, one after the other: whoever is reached is asked for their neighbours, until most of what these
/// name is known already. Then those who are left are asked instead, and need name one that is reached.
/// </summary>
/// <remarks>
/// Beamer, Asanović, Patterson, "Direction-optimizing breadth-first search", SC 2012; here nobody asks how many steps away anybody is.
/// No branch depends on who has been reached: a candidate is written always, and the end of the queue moves on by 0 or 1.
/// </remarks>
internal sealed unsafe class ComponentsFlood
{
    // After so many ends of edges it is asked whether to go on.
    private const int Turn = 512;

    // Going on pays while one end in so many leads to somebody new.
    private const int Few = 4;

    // Those who are left are asked once one in so many of all people is reached: before, few would know any of them.
    private const int Part = 8;

    // Rows are fetched so many places ahead in the queue.
    private const int Far = 5;

    private readonly Csr _graph;
    private readonly Work _work;
    private readonly int[] _labels; // −1 until reached
    private readonly int[] _queue; // who was reached, in turn; lent
    private readonly int[] _left; // who was not; lent
    private int _enough; // are reached

    private ComponentsFlood(Csr graph, Work work)
    {
        (_graph, _work, _labels) = (graph, work, GC.AllocateUninitializedArray<int>(graph.Count));
        (_queue, _left) = (ArrayPool<int>.Shared.Rent(graph.Count + 1), ArrayPool<int>.Shared.Rent(graph.Count + 1));
        _labels.AsSpan().Fill(-1);
        _enough = graph.Count / Part;
    }

    public static Partition Run(Csr graph, Work work)
    {
        work.Done(0);
        var flood = new ComponentsFlood(graph, work);
        var sizes = ArrayPool<int>.Shared.Rent(graph.Count + 1);
        var components = Partition.FromOrdered(flood._labels, sizes.AsSpan(0, flood.All(sizes)));
        ArrayPool<int>.Shared.Return(sizes);
        ArrayPool<int>.Shared.Return(flood._queue);
        ArrayPool<int>.Shared.Return(flood._left);
        return components;
    }

    // Writes down how large the pieces are, in the order of their smallest vertices, and tells how many they are.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int All(int[] sizes)
    {
        var (count, reached) = (0, 0);
        fixed (int* offsets = _graph.Offsets, labels = _labels, size = sizes)
        {
            for (var v = 0; reached < _labels.Length; v++)
            {
                var isLone = (int)((uint)(offsets[v + 1] - offsets[v] - 1) >> 31); // 1 if nobody is known to them, else 0
                labels[v] += isLone * (count + 1);
                size[count] = 1;
                count += isLone;
                reached += isLone;
                if (labels[v] < 0)
                {
                    size[count] = Reach(v, count);
                    reached += size[count++];
                }
            }
        }

        return count;
    }

    private int Reach(int first, int piece)
    {
        (_labels[first], _queue[0]) = (piece, first);
        var (head, tail) = Spread(0, 1, piece, _enough);
        if (head == tail)
        {
            return tail;
        }

        _enough = int.MaxValue; // once: whoever is in another large piece is asked in vain
        var left = Left();
        var missing = AskAll(AskFirst(left, piece), piece);
        return Join(missing, tail + left - missing, piece);
    }

    // Goes along the queue; ends before its end when enough are reached and few of those named last were new.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (int Head, int Tail) Spread(int head, int tail, int piece, int enough)
    {
        fixed (int* offsets = _graph.Offsets, targets = _graph.Targets, labels = _labels, queue = _queue)
        {
            var (read, before) = (0, tail);
            while (head < tail && (tail < enough || (tail - before) * Few >= read))
            {
                _work.Cancel.ThrowIfCancellationRequested();
                for ((read, before) = (0, tail); head < tail && read < Turn; head++)
                {
                    Ahead.Fetch(targets + offsets[queue[Math.Min(head + Far, tail - 1)]]);
                    var (e, end) = (offsets[queue[head]], offsets[queue[head] + 1]);
                    read += end - e;
                    for (; e < end; e++)
                    {
                        var target = targets[e];
                        queue[tail] = target;
                        tail += (int)((uint)labels[target] >> 31);
                        labels[target] = piece;
                    }
                }
            }
        }

        return (head, tail);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Left()
    {
        var count = 0;
        fixed (int* offsets = _graph.Offsets, labels = _labels, left = _left)
        {
            for (var v = 0; v < _labels.Length; v++)
            {
                left[count] = v;
                count += (int)((uint)(labels[v] & (offsets[v] - offsets[v + 1])) >> 31); // both are below 0
            }
        }

        return count;
    }

    // Whose first neighbour is reached is reached too. Nobody asks whom these know: tells how many are still left.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AskFirst(int count, int piece)
    {
        var missing = 0;
        fixed (int* offsets = _graph.Offsets, targets = _graph.Targets, labels = _labels, left = _left)
        {
            for (var i = 0; i < count; i++)
            {
                var v = left[i];
                var isReached = labels[targets[offsets[v]]] == piece ? 1 : 0;
                labels[v] = (isReached * (piece + 1)) - 1;
                left[missing] = v;
                missing += 1 - isReached;
            }
        }

        return missing;
    }

    // The same with all neighbours.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int AskAll(int count, int piece)
    {
        var missing = 0;
        fixed (int* offsets = _graph.Offsets, targets = _graph.Targets, labels = _labels, left = _left)
        {
            for (var i = 0; i < count; i++)
            {
                var v = left[i];
                if (Know(targets + offsets[v], targets + offsets[v + 1], labels, piece))
                {
                    labels[v] = piece;
                }
                else
                {
                    left[missing++] = v;
                }
            }
        }

        return missing;
    }

    // Neighbours of those left may have been reached after they were asked: now everybody such lead to is reached.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Join(int count, int tail, int piece)
    {
        fixed (int* offsets = _graph.Offsets, targets = _graph.Targets, labels = _labels, left = _left)
        {
            for (var i = 0; i < count; i++)
            {
                var v = left[i];
                if (labels[v] < 0 && Know(targets + offsets[v], targets + offsets[v + 1], labels, piece))
                {
                    (labels[v], _queue[tail]) = (piece, v);
                    tail = Spread(tail, tail + 1, piece, int.MaxValue).Tail;
                }
            }
        }

        return tail;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Know(int* target, int* end, int* labels, int piece)
    {
        while (target < end && labels[*target] != piece)
        {
            target++;
        }

        return target < end;
    }
}
