using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// The best group for a vertex of at most sixteen ties that weigh 1: all of them at once, in registers. The same answer, to the bit, as
/// counting one by one.
/// </summary>
internal static unsafe class LeidenFew
{
    public const int Most = 16;

    // Rows of so many leave the upper halves of registers empty. To look up eight places one by one takes longer than all that is computed with them.
    private const int Half = 8;

    public static bool IsSupported => Avx512CD.IsSupported && Avx2.IsSupported;

    /// <summary>The best of the groups of the targets and the own one; of several, the one whose target comes first, but the own before all.</summary>
    /// <param name="targets">The ties; read no further than told.</param>
    /// <param name="total">How many: 1 to <see cref="Most"/>.</param>
    /// <param name="own">The group the vertex is in; its mass without the vertex.</param>
    /// <param name="price">What a unit of mass costs.</param>
    /// <param name="groups">Group of each vertex.</param>
    /// <param name="tallies">Masses of the groups.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static LeidenChoice Choose(int* targets, int total, int own, double price, int* groups, LeidenTally* tallies)
    {
        var ofOwn = Vector512.Create(own);
        var labels = FromBehind(targets, total, groups, ofOwn);
        var isOwn = Vector512.Equals(labels, ofOwn);
        var inside = BitOperations.PopCount(isOwn.ExtractMostSignificantBits()) - (Most - total);
        var choice = new LeidenChoice { Best = own, Most = inside - (price * tallies[own].Mass) };
        if (total - inside <= choice.Most)
        {
            choice.Next = total - inside;
            return choice;
        }

        var counts = Counts(labels);
        var lower = Gains(counts.GetLower(), labels.GetLower(), price, tallies);
        var upper = total > Half ? Gains(counts.GetUpper(), labels.GetUpper(), price, tallies) : Vector512.Create(double.NegativeInfinity);
        (lower, upper) = Without(isOwn, lower, upper);
        var most = Highest(lower, upper);
        if (most <= choice.Most)
        {
            choice.Next = most;
            return choice;
        }

        var hits = Vector512.Equals(lower, Vector512.Create(most)).ExtractMostSignificantBits()
            | (Vector512.Equals(upper, Vector512.Create(most)).ExtractMostSignificantBits() << Vector512<double>.Count);
        var best = groups[targets[total - 1 - BitOperations.Log2(hits)]];
        (lower, upper) = Without(Vector512.Equals(labels, Vector512.Create(best)), lower, upper);
        return new LeidenChoice { Best = best, Most = most, Next = double.MaxNative(choice.Most, Highest(lower, upper)) };
    }

    // The last target's group comes first, so that the first target of each group is the one that has all others of it before it. Where there is none, the own group.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> FromBehind(int* targets, int total, int* groups, Vector512<int> own)
    {
        var isThere = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(total));
        var ends = Avx512F.MaskLoad(targets, isThere, Vector512<int>.Zero);
        ends = Avx512F.PermuteVar16x32(ends, Vector512.Create(total - 1) - Vector512<int>.Indices) & isThere;
        var lower = Avx2.GatherVector256(groups, ends.GetLower(), sizeof(int));
        var labels = Vector512.Create(lower, total > Half ? Avx2.GatherVector256(groups, ends.GetUpper(), sizeof(int)) : lower);
        return Vector512.ConditionalSelect(isThere, labels, own);
    }

    // In each place, how many up to there are of the same group: one more than the bits set for those before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<int> Counts(Vector512<int> labels)
    {
        var bits = Avx512CD.DetectConflicts(labels);
        bits -= (bits >>> 1) & Vector512.Create(0x5555);
        bits = (bits & Vector512.Create(0x3333)) + ((bits >>> 2) & Vector512.Create(0x3333));
        bits = (bits + (bits >>> 4)) & Vector512.Create(0x0f0f);
        return ((bits + (bits >>> 8)) & Vector512.Create(0x1f)) + Vector512<int>.One;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<double> Gains(Vector256<int> counts, Vector256<int> labels, double price, LeidenTally* tallies)
    {
        var places = labels + labels; // in halves of a tally
        var masses = Vector512.Create(
            Avx2.GatherVector256((double*)tallies, places.GetLower(), sizeof(double)),
            Avx2.GatherVector256((double*)tallies, places.GetUpper(), sizeof(double)));
        return Avx512F.ConvertToVector512Double(counts) - (masses * price);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static (Vector512<double> Lower, Vector512<double> Upper) Without(Vector512<int> which, Vector512<double> lower, Vector512<double> upper)
    {
        var nothing = Vector512.Create(double.NegativeInfinity);
        return (Vector512.ConditionalSelect(Vector512.WidenLower(which).AsDouble(), nothing, lower),
            Vector512.ConditionalSelect(Vector512.WidenUpper(which).AsDouble(), nothing, upper));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double Highest(Vector512<double> lower, Vector512<double> upper)
    {
        var eight = Vector512.MaxNative(lower, upper);
        var four = Vector256.MaxNative(eight.GetLower(), eight.GetUpper());
        var two = Vector128.MaxNative(four.GetLower(), four.GetUpper());
        return double.MaxNative(two.ToScalar(), two.GetElement(1));
    }
}
