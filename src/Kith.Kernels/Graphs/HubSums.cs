using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Sums over shared contacts, eight edges at a time: each contact of a vertex adds what it is worth to those hubs that it knows, and
/// their sums stay in registers while the contacts pass by. Nothing is searched, and there is no branch to be guessed.
/// </summary>
/// <param name="rows">For each rank a bit for each hub.</param>
/// <param name="worths">For each rank what it is worth.</param>
internal readonly unsafe struct HubSums(long* rows, long* worths)
{
    /// <summary>Length of a row of bits: two registers.</summary>
    public const int Words = 16;

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
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void OfHubs(int* contacts, int* contactEnd, int* hubs, int count, long* sums)
    {
        for (; count > Vector512<long>.Count; count -= 2 * Vector512<long>.Count)
        {
            Two(contacts, contactEnd, hubs, count, sums);
            hubs += 2 * Vector512<long>.Count;
            sums += 2 * Vector512<long>.Count;
        }

        if (count > 0)
        {
            One(contacts, contactEnd, hubs, count, sums);
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

    // Two vectors of sums at once, for which what a contact knows is read once.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Two(int* contact, int* end, int* hubs, int count, long* into)
    {
        var (word0, bit0) = Places(hubs);
        var (word1, bit1) = Places(hubs + 8);
        var (sum0, sum1) = (Vector512<long>.Zero, Vector512<long>.Zero);
        var known = _known;
        var worth = _worth;
        for (; contact < end; contact++)
        {
            var row = known + ((long)*contact * Words);
            var (lower, upper, more) = (Vector512.Load(row), Vector512.Load(row + 8), Vector512.Create(worth[*contact]));
            sum0 = Vector512.ConditionalSelect(Knows(lower, upper, word0, bit0), sum0 + more, sum0);
            sum1 = Vector512.ConditionalSelect(Knows(lower, upper, word1, bit1), sum1 + more, sum1);
        }

        sum0.Store(into);
        Write(sum1, count - 8, into + 8);
    }

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
