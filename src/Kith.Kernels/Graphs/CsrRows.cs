using System.Buffers;
using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Sorts pairs into rows. They are dealt out to buckets of neighbouring rows, and each bucket is sorted by row and target where it fits the
/// cache. Equal pairs keep their order, so that both ways of an undirected edge are summed alike and come out equal to the bit, whoever sorts.
/// </summary>
/// <remarks>
/// After Polychroniou and Ross, "A comprehensive study of main-memory partitioning and its application to large-scale comparison- and
/// radix-sort", SIGMOD 2014.
/// </remarks>
internal sealed unsafe class CsrRows
{
    private readonly int* _from;
    private readonly int* _to;
    private readonly double* _weight; // null when each pair weighs 1
    private readonly int _pairs;
    private readonly int _count;
    private readonly bool _isDirected;
    private readonly bool _isSum;
    private readonly CsrBuckets _buckets;
    private readonly (int Bad, bool HasLoops)[] _found; // of each block
    private readonly int[][] _next; // of each block: edges of each slot, then the place of the next edge of each bucket
    private uint[] _keys = []; // row within the bucket, then target
    private double[] _carried = []; // weights beside the keys, unless each is 1
    private int[] _starts = []; // of each bucket among the keys
    private int[] _places = []; // of each bucket among the edges
    private bool[] _isUnit = []; // each edge of the bucket weighs 1

    private CsrRows(int count, int* from, int* to, double* weight, int pairs, bool isDirected, bool isSum, int blocks)
    {
        (_count, _pairs, _isDirected, _isSum) = (count, pairs, isDirected, isSum);
        _from = from;
        _to = to;
        _weight = weight;
        (_buckets, _found, _next) = (new CsrBuckets(count), new (int, bool)[blocks], new int[blocks][]);
        Offsets = new int[count + 1];
    }

    public int[] Offsets { get; }

    public int[] Targets { get; private set; } = [];

    /// <summary>Beside the targets; empty when each is 1.</summary>
    public double[] Weights { get; private set; } = [];

    public bool HasLoops { get; private set; }

    /// <summary>Rows of the pairs, and both ways when undirected; equal ones are summed if asked for, or else stand side by side in their order.</summary>
    /// <exception cref="ArgumentException">An end is not in 0 .. count − 1.</exception>
    public static CsrRows Sort(
        int count, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<double> weight, bool isDirected, bool isSum, Work work)
    {
        using var crew = Crew.For(work, 30.0 * from.Length);
        fixed (int* f = from, t = to)
        fixed (double* w = weight)
        {
            var rows = new CsrRows(count, f, t, w, from.Length, isDirected, isSum, crew.Threads == 1 ? 1 : 4 * crew.Threads);
            rows.Run(crew, work);
            return rows;
        }
    }

    private void Run(Crew crew, Work work)
    {
        crew.Run(_found.Length, Count);
        RefuseBad();
        HasLoops = _found.Any(block => block.HasLoops);
        work.Done(.1);
        Plan();
        crew.Run(_found.Length, Deal);
        work.Done(.4);
        crew.Run(_buckets.Count, bucket =>
        {
            work.Cancel.ThrowIfCancellationRequested();
            Order(bucket);
        });
        work.Done(.8);
        Allot();
        crew.Run(_buckets.Count, Write);
        work.Done(1);
    }

    private (int First, int Last) Block(int block) =>
        ((int)((long)_pairs * block / _found.Length), (int)((long)_pairs * (block + 1) / _found.Length));

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Count(int block)
    {
        var (first, last) = Block(block);
        var (counts, hasLoops, bad) = (new int[_buckets.Slots(_count)], false, -1);
        var (shift, both) = (_buckets.Shift, _isDirected ? 0 : 1);
        fixed (int* edges = counts)
        {
            for (var i = first; i < last; i++)
            {
                var (a, b) = (_from[i], _to[i]);
                if ((uint)a >= (uint)_count || (uint)b >= (uint)_count)
                {
                    bad = i;
                    break;
                }

                edges[a >> shift]++;
                edges[b >> shift] += a == b ? 0 : both;
                hasLoops |= a == b;
            }
        }

        (_next[block], _found[block]) = (counts, (bad, hasLoops));
    }

    private void RefuseBad()
    {
        foreach (var (i, _) in _found)
        {
            if (i >= 0)
            {
                throw new ArgumentException($"Edge {i} joins {_from[i]} and {_to[i]}; vertices go from 0 to {_count - 1}.", "from");
            }
        }
    }

    // What is dealt out by an earlier block comes first in each bucket.
    private void Plan()
    {
        var edges = new int[_buckets.Slots(_count)];
        foreach (var counts in _next)
        {
            for (var slot = 0; slot < edges.Length; slot++)
            {
                edges[slot] = checked(edges[slot] + counts[slot]);
            }
        }

        _buckets.Divide(_count, edges);
        for (var block = 0; block < _next.Length; block++)
        {
            var sums = new int[_buckets.Count];
            for (var slot = 0; slot < edges.Length; slot++)
            {
                sums[_buckets.Of[slot]] += _next[block][slot];
            }

            _next[block] = sums;
        }

        _starts = new int[_buckets.Count + 1];
        var start = 0;
        for (var bucket = 0; bucket < _buckets.Count; bucket++)
        {
            foreach (var next in _next)
            {
                (next[bucket], start) = (start, checked(start + next[bucket]));
            }

            _starts[bucket + 1] = start;
        }

        _keys = GC.AllocateUninitializedArray<uint>(start);
        _carried = _weight == null ? [] : GC.AllocateUninitializedArray<double>(start);
        (_places, _isUnit) = (new int[_buckets.Count + 1], new bool[_buckets.Count]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Deal(int block)
    {
        var (first, last) = Block(block);
        var (shift, bits) = (_buckets.Shift, _buckets.Bits);
        var bases = new uint[_buckets.Count];
        for (var bucket = 0; bucket < bases.Length; bucket++)
        {
            bases[bucket] = (uint)((ulong)_buckets.First(bucket) << bits);
        }

        fixed (int* next = _next[block], of = _buckets.Of)
        fixed (uint* keys = _keys, start = bases)
        fixed (double* carried = _carried)
        {
            for (var i = first; i < last; i++)
            {
                var (a, b) = (_from[i], _to[i]);
                var bucket = of[a >> shift];
                Put(keys, carried, next[bucket]++, ((uint)a << bits) + (uint)b - start[bucket], i);
                if (!_isDirected && a != b)
                {
                    bucket = of[b >> shift];
                    Put(keys, carried, next[bucket]++, ((uint)b << bits) + (uint)a - start[bucket], i);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Put(uint* keys, double* carried, int place, uint key, int pair)
    {
        keys[place] = key;
        if (carried != null)
        {
            carried[place] = _weight[pair];
        }
    }

    // Sorts a bucket and tells how many edges it has.
    private void Order(int bucket)
    {
        var (start, count) = (_starts[bucket], _starts[bucket + 1] - _starts[bucket]);
        var (spareKeys, spareWeights) = (ArrayPool<uint>.Shared.Rent(count), ArrayPool<double>.Shared.Rent(_weight == null ? 0 : count));
        fixed (uint* allKeys = _keys, otherKeys = spareKeys)
        fixed (double* allWeights = _carried, otherWeights = spareWeights)
        {
            var numbers = new Keyed(allKeys + start, _weight == null ? null : allWeights + start);
            RadixSort.Sort(numbers, new Keyed(otherKeys, _weight == null ? null : otherWeights), count, _buckets.KeyBits(bucket));
            _places[bucket + 1] = Edges(numbers.Keys, count);
            _isUnit[bucket] = _places[bucket + 1] == count && new ReadOnlySpan<double>(numbers.Values, _weight == null ? 0 : count).IndexOfAnyExcept(1) < 0;
        }

        ArrayPool<uint>.Shared.Return(spareKeys);
        ArrayPool<double>.Shared.Return(spareWeights);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Edges(uint* keys, int count)
    {
        var edges = Math.Min(1, count);
        for (var i = 1; i < count; i++)
        {
            edges += keys[i] == keys[i - 1] ? 0 : 1;
        }

        return _isSum ? edges : count;
    }

    private void Allot()
    {
        for (var bucket = 0; bucket < _buckets.Count; bucket++)
        {
            _places[bucket + 1] += _places[bucket];
        }

        Offsets[^1] = _places[^1];
        Targets = GC.AllocateUninitializedArray<int>(_places[^1]);
        Weights = _isUnit.Contains(false) ? GC.AllocateUninitializedArray<double>(_places[^1]) : [];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Write(int bucket)
    {
        var (first, rows, bits, mask) = (_buckets.First(bucket), _buckets.First(bucket + 1), _buckets.Bits, (1U << _buckets.Bits) - 1);
        var (n, row, last) = (_places[bucket] - 1, first, uint.MaxValue);
        fixed (uint* keys = _keys)
        fixed (int* offsets = Offsets, targets = Targets)
        fixed (double* carried = _carried, weights = Weights)
        {
            for (var i = _starts[bucket]; i < _starts[bucket + 1]; i++)
            {
                var (key, weight) = (keys[i], carried == null ? 1 : carried[i]);
                if (key == last && _isSum && i > _starts[bucket])
                {
                    weights[n] += weight;
                    continue;
                }

                n++;
                for (; row <= first + (int)(key >> bits); row++)
                {
                    offsets[row] = n;
                }

                (last, targets[n]) = (key, (int)(key & mask));
                if (weights != null)
                {
                    weights[n] = weight;
                }
            }

            for (; row < rows; row++)
            {
                offsets[row] = n + 1;
            }
        }
    }
}
