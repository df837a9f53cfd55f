using System.Buffers;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// For each edge of <see cref="ShortRows"/> the sum over the contacts that its ends share of what each is worth: each row is compared
/// with those that it leads to, all with all, 32 pairs an instruction. Rows of one length follow each other, and so no loop ends where
/// it was not expected to.
/// </summary>
internal readonly unsafe struct ShortTriangles
{
    // As many contacts stay in registers, each sixteen times over.
    private const int AtOnce = 16;

    private readonly int* _offsets;
    private readonly int* _lengths;
    private readonly ushort* _targets;
    private readonly long* _worth;
    private readonly long* _sums;
    private readonly int* _places; // of the edges to the contacts of one corner

    private ShortTriangles(int* offsets, int* lengths, ushort* targets, long* worth, long* sums, int* places)
    {
        _offsets = offsets;
        _lengths = lengths;
        _targets = targets;
        _worth = worth;
        _sums = sums;
        _places = places;
    }

    /// <summary>Adds to the sums, which stand beside the targets.</summary>
    public static void Sum(ShortRows rows, ReadOnlySpan<long> worth, Span<long> sums, Work work)
    {
        var (order, room) = (ArrayPool<int>.Shared.Rent(rows.Count), ArrayPool<int>.Shared.Rent(rows.Count));
        Span<int> ends = stackalloc int[AtOnce + 2];
        ByLength(rows, order, ends);
        fixed (int* offsets = rows.Offsets, lengths = rows.Lengths, vertices = order, places = room)
        fixed (ushort* targets = rows.Targets)
        fixed (long* of = worth, to = sums)
        {
            var all = new ShortTriangles(offsets, lengths, targets, of, to, places);
            for (var length = 2; length <= AtOnce + 1; length++) // one contact closes no triangle
            {
                work.Cancel.ThrowIfCancellationRequested();
                int* first = vertices + ends[length - 1], last = vertices + ends[length];
                switch (length)
                {
                    case <= 4:
                        all.Four(first, last, length);
                        break;
                    case <= 8:
                        all.Eight(first, last, length);
                        break;
                    default:
                        all.More(first, last);
                        break;
                }
            }
        }

        ArrayPool<int>.Shared.Return(order);
        ArrayPool<int>.Shared.Return(room);
    }

    // Ends of those of each length; what is longer than registers hold is one more.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ByLength(ShortRows rows, int[] order, Span<int> ends)
    {
        ends.Clear();
        for (var v = 0; v < rows.Count; v++)
        {
            ends[Math.Min(rows.Lengths[v], AtOnce + 1)]++;
        }

        var start = 0;
        foreach (ref var end in ends)
        {
            (start, end) = (start + end, start);
        }

        for (var v = 0; v < rows.Count; v++)
        {
            order[ends[Math.Min(rows.Lengths[v], AtOnce + 1)]++] = v;
        }
    }

    // Up to four contacts each. The three loops differ in how many registers hold the own row: an array of them would lie in memory.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Four(int* vertex, int* end, int length)
    {
        for (; vertex < end; vertex++)
        {
            var start = _offsets[*vertex];
            var row = Vector512.Load(_targets + start);
            var (own0, own1) = (Spread(row, 0, length), Spread(row, 2, length));
            var isPlaced = false;
            for (var e = start; e < start + length; e++)
            {
                int b = _targets[e];
                var (from, left) = (_offsets[b], _lengths[b]);
                do
                {
                    var other = Twice(_targets + from);
                    var hits = Hits(Equal(own0, other) | Equal(own1, other), left);
                    if (hits != 0)
                    {
                        isPlaced = isPlaced || Place(start, length);
                        Add(*vertex, b, e, from, hits);
                    }

                    (from, left) = (from + 16, left - 16);
                }
                while (left > 0);
            }
        }
    }

    // Up to eight.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Eight(int* vertex, int* end, int length)
    {
        for (; vertex < end; vertex++)
        {
            var start = _offsets[*vertex];
            var row = Vector512.Load(_targets + start);
            var (own0, own1, own2, own3) = (Spread(row, 0, length), Spread(row, 2, length), Spread(row, 4, length), Spread(row, 6, length));
            var isPlaced = false;
            for (var e = start; e < start + length; e++)
            {
                int b = _targets[e];
                var (from, left) = (_offsets[b], _lengths[b]);
                do
                {
                    var other = Twice(_targets + from);
                    var hits = Hits(Equal(own0, other) | Equal(own1, other) | Equal(own2, other) | Equal(own3, other), left);
                    if (hits != 0)
                    {
                        isPlaced = isPlaced || Place(start, length);
                        Add(*vertex, b, e, from, hits);
                    }

                    (from, left) = (from + 16, left - 16);
                }
                while (left > 0);
            }
        }
    }

    // More: sixteen at a time, with those that all contacts lead to.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void More(int* vertex, int* end)
    {
        for (; vertex < end; vertex++)
        {
            var (start, all, isPlaced) = (_offsets[*vertex], _lengths[*vertex], false);
            for (var some = start; some < start + all; some += AtOnce)
            {
                var (row, length) = (Vector512.Load(_targets + some), Math.Min(AtOnce, start + all - some));
                var (own0, own1, own2, own3) = (Spread(row, 0, length), Spread(row, 2, length), Spread(row, 4, length), Spread(row, 6, length));
                var (own4, own5, own6, own7) = (Spread(row, 8, length), Spread(row, 10, length), Spread(row, 12, length), Spread(row, 14, length));
                for (var e = start; e < start + all; e++)
                {
                    int b = _targets[e];
                    var (from, left) = (_offsets[b], _lengths[b]);
                    do
                    {
                        var other = Twice(_targets + from);
                        var equal = Equal(own0, other) | Equal(own1, other) | Equal(own2, other) | Equal(own3, other);
                        var hits = Hits(equal | Equal(own4, other) | Equal(own5, other) | Equal(own6, other) | Equal(own7, other), left);
                        if (hits != 0)
                        {
                            isPlaced = isPlaced || Place(start, all);
                            Add(*vertex, b, e, from, hits);
                        }

                        (from, left) = (from + 16, left - 16);
                    }
                    while (left > 0);
                }
            }
        }
    }

    // Two contacts, each sixteen times; behind the last the last again, which does no harm.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Spread(Vector512<ushort> row, int first, int length) => Avx512BW.PermuteVar32x16(row, Vector512.Min(
        Vector512.Create(Vector256.Create((ushort)first), Vector256.Create((ushort)(first + 1))), Vector512.Create((ushort)(length - 1))));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<ushort> Twice(ushort* sixteen) => Avx512F.BroadcastVector256ToVector512((long*)sixteen).AsUInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Equal(Vector512<ushort> own, Vector512<ushort> other) => (uint)Vector512.Equals(own, other).ExtractMostSignificantBits();

    // A bit for each of the sixteen that are in both rows.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hits(uint equal, int left) => Bmi2.ZeroHighBits((equal | (equal >> 16)) & 0xffff, (uint)Math.Min(left, 16));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool Place(int start, int length)
    {
        for (var e = start; e < start + length; e++)
        {
            _places[_targets[e]] = e;
        }

        return true;
    }

    // Each triangle of a and b adds to three places.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Add(int a, int b, int ab, int from, uint hits)
    {
        var (ofA, ofB, sum) = (_worth[a], _worth[b], 0L);
        for (; hits != 0; hits &= hits - 1)
        {
            var bc = from + BitOperations.TrailingZeroCount(hits);
            int c = _targets[bc];
            _sums[_places[c]] += ofB;
            _sums[bc] += ofA;
            sum += _worth[c];
        }

        _sums[ab] += sum;
    }
}
