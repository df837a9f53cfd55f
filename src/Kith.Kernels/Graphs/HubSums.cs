using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Sums over shared contacts: each contact of a vertex adds what it is worth to those hubs that it knows, eight hubs at a time, whose
/// sums stay in registers while the contacts pass by; of many hubs up to 64 are told together, and what eight contacts are worth to each
/// is looked up. Nothing is searched, and there is no branch to be guessed.
/// </summary>
/// <param name="rows">For each rank a bit for each hub.</param>
/// <param name="worths">For each rank what it is worth.</param>
internal readonly unsafe struct HubSums(long* rows, long* worths)
{
    /// <summary>Length of a row of bits: two registers.</summary>
    public const int Words = 16;

    // As many hubs are told together, a byte each.
    private const int AtOnce = 64;

    // Fewer hubs are not worth it.
    private const int Enough = 17;

    // More contacts than this are fetched while they are read.
    private const int FetchAtMost = 32;

    private readonly long* _known = rows;
    private readonly long* _worth = worths;

    public static bool IsSupported => Avx512F.VL.IsSupported;

    /// <summary>Asks for what the contacts of the next vertex know.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Fetch(int* contact, int* end)
    {
        for (end = end - contact > FetchAtMost ? contact + FetchAtMost : end; contact < end; contact++)
        {
            Ahead.Fetch(_known + ((long)*contact * Words));
            Ahead.Fetch(_known + ((long)*contact * Words) + 8);
        }
    }

    /// <summary>Writes beside each hub among the contacts of a vertex what the two share.</summary>
    /// <param name="contacts">The contacts; up to seven ranks are read behind the last.</param>
    /// <param name="contactEnd">Behind the last.</param>
    /// <param name="hubs">The hubs; up to 64 numbers are read at once.</param>
    /// <param name="count">Number of hubs.</param>
    /// <param name="sums">To be written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OfHubs(int* contacts, int* contactEnd, int* hubs, int count, long* sums)
    {
        for (; Avx512Vbmi.IsSupported && count >= Enough; count -= AtOnce)
        {
            Many(contacts, contactEnd, hubs, Math.Min(count, AtOnce), sums);
            hubs += AtOnce;
            sums += AtOnce;
        }

        for (; count > 0; count -= Vector512<long>.Count)
        {
            One(contacts, contactEnd, hubs, Math.Min(count, Vector512<long>.Count), sums);
            hubs += Vector512<long>.Count;
            sums += Vector512<long>.Count;
        }
    }

    /// <summary>Writes beside each contact of a vertex that is no hub what the hubs are worth that both know.</summary>
    /// <param name="hubs">The hubs that the vertex knows; eight at a time are read.</param>
    /// <param name="count">Number of hubs.</param>
    /// <param name="others">The contacts.</param>
    /// <param name="othersEnd">Behind the last.</param>
    /// <param name="room">For what as many are worth as there may be hubs.</param>
    /// <param name="sums">To be written.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OfOthers(int* hubs, int count, int* others, int* othersEnd, long* room, long* sums)
    {
        for (var k = 0; k < ((count + 7) & ~7); k++)
        {
            room[k] = k < count ? _worth[hubs[k]] : 0;
        }

        if (count <= Vector512<long>.Count)
        {
            OfOthers(Places(hubs), Vector512.Load(room), others, othersEnd, sums);
            return;
        }

        for (; others < othersEnd; others++, sums++)
        {
            var row = _known + ((long)*others * Words);
            var (lower, upper, sum) = (Vector512.Load(row), Vector512.Load(row + 8), Vector512<long>.Zero);
            for (var k = 0; k < count; k += 8)
            {
                var (word, bit) = Places(hubs + k);
                sum = Vector512.ConditionalSelect(Knows(lower, upper, word, bit), sum + Vector512.Load(room + k), sum);
            }

            *sums = Vector512.Sum(sum);
        }
    }

    // Most know few hubs, which stay in registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void OfOthers((Vector512<long> Word, Vector512<long> Bit) hubs, Vector512<long> worth, int* others, int* othersEnd, long* sums)
    {
        for (; others < othersEnd; others++, sums++)
        {
            var row = _known + ((long)*others * Words);
            var knows = Knows(Vector512.Load(row), Vector512.Load(row + 8), hubs.Word, hubs.Bit);
            *sums = Vector512.Sum(Vector512.ConditionalSelect(knows, worth, Vector512<long>.Zero));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void One(int* contact, int* end, int* hubs, int count, long* into)
    {
        var (word, bit) = Places(hubs);
        var sum = Vector512<long>.Zero;
        var known = _known;
        var worth = _worth;
        for (; contact < end; contact++)
        {
            var row = known + ((long)*contact * Words);
            var (lower, upper, more) = (Vector512.Load(row), Vector512.Load(row + 8), Vector512.Create(worth[*contact]));
            sum = Vector512.ConditionalSelect(Knows(lower, upper, word, bit), sum + more, sum);
        }

        Write(sum, count, into);
    }

    // In the byte of each hub each of eight contacts has a bit: whether it knows the hub. What they are worth together is looked up, four
    // contacts and eight hubs at a time.
    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Many(int* contact, int* contactEnd, int* hubs, int count, long* into)
    {
        long* sums = stackalloc long[AtOnce], end = sums + count;
        for (var sum = sums; sum < end; sum += Vector512<long>.Count)
        {
            Vector512<long>.Zero.Store(sum);
        }

        var known = (byte*)_known;
        var worth = _worth;
        var (place, bit) = Bytes(hubs, count);
        for (var left = (int)(contactEnd - contact); left > 0; left -= 8, contact += 8)
        {
            var subset = Tell(known, contact[0], place, bit, Vector512<byte>.Zero, 1);
            subset = Tell(known, contact[1], place, bit, subset, 2);
            subset = Tell(known, contact[2], place, bit, subset, 4);
            subset = Tell(known, contact[3], place, bit, subset, 8);
            subset = Tell(known, contact[4], place, bit, subset, 16);
            subset = Tell(known, contact[5], place, bit, subset, 32);
            subset = Tell(known, contact[6], place, bit, subset, 64);
            subset = Tell(known, contact[7], place, bit, subset, 128);
            var index = (subset & Vector512.Create((byte)((1 << Math.Min(left, 8)) - 1))).AsInt64();
            var (lower0, upper0) = Subsets.Worth(worth, contact[0], contact[1], contact[2], contact[3]);
            var (lower1, upper1) = Subsets.Worth(worth, contact[4], contact[5], contact[6], contact[7]);
            for (var sum = sums; sum < end; sum += Vector512<long>.Count)
            {
                var more = Vector512.Load(sum) + Avx512F.PermuteVar8x64x2(lower0, index, upper0);
                (more + Avx512F.PermuteVar8x64x2(lower1, index >>> Subsets.Four, upper1)).Store(sum);
                index >>>= 8;
            }
        }

        for (var sum = sums; sum < end; sum += Vector512<long>.Count, into += Vector512<long>.Count)
        {
            Write(Vector512.Load(sum), (int)(end - sum), into);
        }
    }

    // Adds the bit of a contact where it knows the hub.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Tell(byte* known, int contact, Vector512<byte> place, Vector512<byte> bit, Vector512<byte> subset, byte own)
    {
        var row = known + ((nint)contact * Words * sizeof(long));
        var bits = Avx512Vbmi.PermuteVar64x8x2(Vector512.Load(row), place, Vector512.Load(row + 64)) & bit;
        return Vector512.ConditionalSelect(Avx512BW.CompareNotEqual(bits, Vector512<byte>.Zero), subset + Vector512.Create(own), subset);
    }

    // In which byte of a row the bit of each of up to 64 hubs is, and the bit; none beyond the last. Hub 8 k + l is byte k of number l, so
    // that all numbers at once are shifted from eight hubs to the next eight.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<byte> Place, Vector512<byte> Bit) Bytes(int* hubs, int count)
    {
        var turned = Vector512.Create(
            0x3830282018100800, 0x3931292119110901, 0x3A322A221A120A02, 0x3B332B231B130B03,
            0x3C342C241C140C04, 0x3D352D251D150D05, 0x3E362E261E160E06, 0x3F372F271F170F07).AsByte();
        var bits = Vector512.Create(0x8040201008040201UL).AsByte();
        var (place, bit) = (Sixteens(hubs, 3), Sixteens(hubs, 0) & Vector512.Create((byte)7));
        bit = Avx512BW.Shuffle(bits, bit) & Vector512.LessThan(Vector512<byte>.Indices, Vector512.Create((byte)count));
        return (Avx512Vbmi.PermuteVar64x8(place, turned), Avx512Vbmi.PermuteVar64x8(bit, turned));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<byte> Sixteens(int* hubs, int shift) => Vector512.Create(
        Vector256.Create(Avx512F.ConvertToVector128Byte(Vector512.Load(hubs) >>> shift), Avx512F.ConvertToVector128Byte(Vector512.Load(hubs + 16) >>> shift)),
        Vector256.Create(Avx512F.ConvertToVector128Byte(Vector512.Load(hubs + 32) >>> shift), Avx512F.ConvertToVector128Byte(Vector512.Load(hubs + 48) >>> shift)));

    // The first of the eight: what stands behind may be another thread's.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Write(Vector512<long> sums, int count, long* into) =>
        Avx512F.MaskStore(into, Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)), sums);

    // Where the bits of eight hubs are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<long> Word, Vector512<long> Bit) Places(int* hubs)
    {
        var eight = Avx512F.ConvertToVector512Int64(Vector256.Load(hubs));
        return (eight >>> 6, Avx512F.ShiftLeftLogicalVariable(Vector512<long>.One, (eight & Vector512.Create(63L)).AsUInt64()));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<long> Knows(Vector512<long> lower, Vector512<long> upper, Vector512<long> word, Vector512<long> bit) =>
        Avx512F.CompareNotEqual(Avx512F.PermuteVar8x64x2(lower, word, upper) & bit, Vector512<long>.Zero);
}
