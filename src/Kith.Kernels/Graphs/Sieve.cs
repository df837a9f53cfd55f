using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>A set of vertices in registers, in which sixteen candidates at a time are looked up without asking memory.</summary>
internal unsafe interface ISieve
{
    /// <summary>
    /// Writes the places from .. to − 1 of those targets that pass; sixteen at a time are read and written, of which the last ones mean
    /// nothing.
    /// </summary>
    /// <returns>How many pass.</returns>
    int Pass(int* targets, int from, int to, int* places);
}

/// <summary>
/// A set of vertices as 1,024 bits, by the last ten bits of each: two registers. It lets some pass that are not in the set, none that are is held back.
/// </summary>
internal readonly unsafe struct Sieve : ISieve
{
    /// <summary>Below this many vertices it lets nothing pass that should not.</summary>
    public const int Bits = 1024;

    private readonly Vector512<int> _lower;
    private readonly Vector512<int> _upper;

    /// <summary>The set of the targets first .. last − 1; beside each is written 1 + its place, in the same walk.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Sieve(int* targets, int first, int last, int* places)
    {
        var words = stackalloc uint[Bits / 32];
        Unsafe.InitBlock(words, 0, Bits / 8);
        for (var place = first; place < last; place++)
        {
            var one = targets[place];
            words[(one >> 5) & 31] |= 1U << (one & 31);
            places[one] = place + 1;
        }

        (_lower, _upper) = (Vector512.Load((int*)words), Vector512.Load((int*)words + 16));
    }

    public static bool IsSupported => Avx512F.IsSupported;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Pass(int* targets, int from, int to, int* places)
    {
        var (found, j) = (0, from);
        do // once without asking, as most have few
        {
            var candidates = Vector512.Load(targets + j);
            var words = Avx512F.PermuteVar16x32x2(_lower, candidates >>> 5, _upper);
            // The bit asked for becomes the sign.
            var bits = Avx512F.ShiftLeftLogicalVariable(words, (~candidates & Vector512.Create(31)).AsUInt32());
            found += Keep(Vector512.LessThan(bits, Vector512<int>.Zero), j, to, places + found);
            j += 16;
        }
        while (j < to);

        return found;
    }

    /// <summary>Writes the places from .. from + 15 that are marked and before to.</summary>
    /// <returns>How many are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Keep(Vector512<int> marks, int from, int to, int* places)
    {
        var lanes = Vector512<int>.Indices;
        var hit = marks & Vector512.LessThan(lanes, Vector512.Create(to - from));
        Avx512F.Compress(marks, hit, lanes + Vector512.Create(from)).Store(places);
        return BitOperations.PopCount(hit.ExtractMostSignificantBits());
    }
}
