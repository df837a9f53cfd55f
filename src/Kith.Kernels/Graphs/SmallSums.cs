using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Sums over shared contacts among few people, of whom each has a bit for every other: up to 64 contacts of a vertex are picked out of
/// the bits of those its row leads to, and what they are worth together is looked up, four contacts at a time, eight edges at a time.
/// </summary>
/// <param name="rows">For each vertex a bit for every other (<see cref="SmallBits"/>).</param>
/// <param name="worths">What each vertex is worth.</param>
internal readonly unsafe struct SmallSums(long* rows, long* worths)
{
    // Contacts at a time: as many as one number has bits.
    private const int AtOnce = 64;

    // Edges, but for those of the last row, whose bits are all picked out before the first is read: they stay in the cache.
    private const int Stretch = 1024;

    private readonly long* _bits = rows;
    private readonly long* _worths = worths;

    /// <summary>Writes beside each edge of some rows what the contacts are worth that its ends share.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="first">First row.</param>
    /// <param name="last">Row behind the last.</param>
    /// <param name="sums">Beside the edges.</param>
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Sum(SmallRows graph, int first, int last, long* sums)
    {
        var shared = stackalloc ulong[Stretch + SmallRows.Most + 32]; // 32 are read at once
        var (offsets, next) = (graph.Offsets, first);
        for (; first < last; first = next)
        {
            while (next < last && offsets[next] - offsets[first] < Stretch)
            {
                next++;
            }

            // Degree falls from row to row.
            for (int from = 0, most = graph.Simple.Degree(graph.Vertices[first]); from < most; from += AtOnce)
            {
                Pick(graph, first, next, from, shared);
                Add(graph, first, next, from, shared, sums);
            }
        }
    }

    // For each edge a bit for each of the contacts from .. from + 63 that its other end knows too.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Pick(SmallRows graph, int first, int last, int from, ulong* shared)
    {
        var bits = _bits;
        fixed (int* vertices = graph.Vertices, offsets = graph.Offsets, targets = graph.Targets, starts = graph.Simple.Offsets, contacts = graph.Simple.Targets)
        {
            var target = targets + offsets[first];
            for (var r = first; r < last; r++)
            {
                int* contact = contacts + starts[vertices[r]] + from, end = targets + offsets[r + 1];
                var count = starts[vertices[r] + 1] - starts[vertices[r]] - from;
                if (count <= 0)
                {
                    return;
                }

                var (word0, bit0) = Places(contact, count);
                if (count <= AtOnce / 2)
                {
                    for (; target < end; target++)
                    {
                        var known = (ushort*)(bits + ((long)*target * SmallRows.Words));
                        *shared++ = Known(Vector512.Load(known), Vector512.Load(known + 32), word0, bit0);
                    }

                    continue;
                }

                var (word1, bit1) = Places(contact + 32, count - 32);
                for (; target < end; target++)
                {
                    var known = (ushort*)(bits + ((long)*target * SmallRows.Words));
                    var (lower, upper) = (Vector512.Load(known), Vector512.Load(known + 32));
                    *shared++ = Known(lower, upper, word0, bit0) | (Known(lower, upper, word1, bit1) << 32);
                }
            }
        }
    }

    // Where the bits of up to 32 contacts are; beyond the last it is the bit that is nobody's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<ushort> Word, Vector512<ushort> Bit) Places(int* contacts, int count)
    {
        var contact = Vector512.Narrow(Row(contacts, count), Row(contacts + 16, count - 16));
        return (contact >>> 4, Avx512BW.ShiftLeftLogicalVariable(Vector512<ushort>.One, contact & Vector512.Create((ushort)15)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<uint> Row(int* contacts, int count) =>
        Avx512F.MaskLoad(contacts, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)), Vector512<int>.AllBitsSet).AsUInt32();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong Known(Vector512<ushort> lower, Vector512<ushort> upper, Vector512<ushort> word, Vector512<ushort> bit) =>
        Avx512BW.CompareNotEqual(Avx512BW.PermuteVar32x16x2(lower, word, upper) & bit, Vector512<ushort>.Zero).ExtractMostSignificantBits();

    // Sixteen edges of a row in registers, or 32 if there are as many.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Add(SmallRows graph, int first, int last, int from, ulong* shared, long* sums)
    {
        var worth = _worths;
        fixed (int* vertices = graph.Vertices, offsets = graph.Offsets, starts = graph.Simple.Offsets, contacts = graph.Simple.Targets)
        {
            shared -= offsets[first];
            for (var r = first; r < last; r++)
            {
                int* contact = contacts + starts[vertices[r]] + from, end = contacts + starts[vertices[r] + 1];
                if (contact >= end)
                {
                    return;
                }

                end = end - contact > AtOnce ? contact + AtOnce : end;
                var (e, left) = (offsets[r], offsets[r + 1] - offsets[r]);
                for (; left > 16; left -= 32)
                {
                    var (subset0, subset1) = (Vector512.Load((long*)shared + e), Vector512.Load((long*)shared + e + 8));
                    var (subset2, subset3) = (Vector512.Load((long*)shared + e + 16), Vector512.Load((long*)shared + e + 24));
                    var (sum0, sum1, sum2, sum3) = (Vector512<long>.Zero, Vector512<long>.Zero, Vector512<long>.Zero, Vector512<long>.Zero);
                    for (var four = contact; four < end; four += Subsets.Four)
                    {
                        var (lower, upper) = Worth(worth, four, end - 1);
                        (sum0, subset0) = (sum0 + Avx512F.PermuteVar8x64x2(lower, subset0, upper), subset0 >>> Subsets.Four);
                        (sum1, subset1) = (sum1 + Avx512F.PermuteVar8x64x2(lower, subset1, upper), subset1 >>> Subsets.Four);
                        (sum2, subset2) = (sum2 + Avx512F.PermuteVar8x64x2(lower, subset2, upper), subset2 >>> Subsets.Four);
                        (sum3, subset3) = (sum3 + Avx512F.PermuteVar8x64x2(lower, subset3, upper), subset3 >>> Subsets.Four);
                    }

                    Write(sums + e, 8, sum0, from > 0);
                    Write(sums + e + 8, 8, sum1, from > 0);
                    Write(sums + e + 16, left - 16, sum2, from > 0);
                    Write(sums + e + 24, left - 24, sum3, from > 0);
                    e += 32;
                }

                if (left > 0)
                {
                    var (subset0, subset1) = (Vector512.Load((long*)shared + e), Vector512.Load((long*)shared + e + 8));
                    var (sum0, sum1) = (Vector512<long>.Zero, Vector512<long>.Zero);
                    for (var four = contact; four < end; four += Subsets.Four)
                    {
                        var (lower, upper) = Worth(worth, four, end - 1);
                        (sum0, subset0) = (sum0 + Avx512F.PermuteVar8x64x2(lower, subset0, upper), subset0 >>> Subsets.Four);
                        (sum1, subset1) = (sum1 + Avx512F.PermuteVar8x64x2(lower, subset1, upper), subset1 >>> Subsets.Four);
                    }

                    Write(sums + e, left, sum0, from > 0);
                    Write(sums + e + 8, left - 8, sum1, from > 0);
                }
            }
        }
    }

    // No contact is read beyond the last: nobody asks about it.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<long> Lower, Vector512<long> Upper) Worth(long* worth, int* contact, int* last) => Subsets.Worth(
        worth, *contact, *(contact + 1 < last ? contact + 1 : last), *(contact + 2 < last ? contact + 2 : last), *(contact + 3 < last ? contact + 3 : last));

    // The first of the eight: what stands behind may be another thread's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(long* sums, int count, Vector512<long> more, bool isMore)
    {
        if (isMore)
        {
            more += Vector512.Load(sums);
        }

        Avx512F.MaskStore(sums, Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)), more);
    }
}
