using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Kith.Kernels.Graphs;

/// <summary>
/// Tells the targets of a row apart by their group, and vertices by a value, sixteen at a time where the processor can: most rows are shorter, and a
/// loop over a few ends with a branch that is guessed wrong. Elsewhere one by one, with the same result.
/// </summary>
internal static unsafe class Sift
{
    /// <summary>So many places from the first one on are written always; those after what is kept mean nothing.</summary>
    public const int Room = 16;

    private static bool IsWide => Avx512F.IsSupported && Avx2.IsSupported;

    /// <summary>Keeps the groups of those targets that are not of the own group, in order.</summary>
    /// <param name="targets">Vertices.</param>
    /// <param name="weights">What the ties to them weigh; null when that is not asked for.</param>
    /// <param name="count">Number of targets.</param>
    /// <param name="own">The own group.</param>
    /// <param name="groups">Group of each vertex.</param>
    /// <param name="kept">Room for as many, and <see cref="Room"/> more.</param>
    /// <param name="keptWeights">As much room, if there are weights.</param>
    /// <returns>How many are kept.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Away(int* targets, float* weights, int count, int own, int* groups, int* kept, float* keptWeights) =>
        IsWide
            ? KeepWide(targets, weights, count, own, groups, kept, keptWeights, isInside: false)
            : KeepEach(targets, weights, count, own, groups, kept, keptWeights, isInside: false);

    /// <summary>Keeps those targets that are of the own group, in order; all else as in <see cref="Away"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Inside(int* targets, float* weights, int count, int own, int* groups, int* kept, float* keptWeights) =>
        IsWide
            ? KeepWide(targets, weights, count, own, groups, kept, keptWeights, isInside: true)
            : KeepEach(targets, weights, count, own, groups, kept, keptWeights, isInside: true);

    /// <summary>Tells where values are below 0, in order.</summary>
    /// <param name="values">Of each vertex.</param>
    /// <param name="count">How many.</param>
    /// <param name="kept">Room for as many, and <see cref="Room"/> more.</param>
    /// <returns>How many are below 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Negative(float* values, int count, int* kept)
    {
        var (n, i) = (0, 0);
        for (var vertex = Vector512<int>.Indices; IsWide && i + Vector512<int>.Count <= count; i += Vector512<int>.Count)
        {
            var which = Vector512.LessThan(Vector512.Load(values + i), Vector512<float>.Zero);
            Avx512F.Compress(Vector512<int>.Zero, which.AsInt32(), vertex).Store(kept + n);
            n += BitOperations.PopCount(which.ExtractMostSignificantBits());
            vertex += Vector512.Create(Vector512<int>.Count);
        }

        for (; i < count; i++)
        {
            kept[n] = i;
            n += values[i] < 0 ? 1 : 0;
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int KeepWide(int* targets, float* weights, int count, int own, int* groups, int* kept, float* keptWeights, bool isInside)
    {
        var n = 0;
        for (var i = 0; i < count; i += Vector512<int>.Count)
        {
            var isThere = Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count - i));
            var target = Avx512F.MaskLoad(targets + i, isThere, Vector512<int>.Zero);
            var group = Vector512.Create(
                Avx2.GatherVector256(groups, target.GetLower(), sizeof(int)), Avx2.GatherVector256(groups, target.GetUpper(), sizeof(int)));
            var isOwn = Vector512.Equals(group, Vector512.Create(own));
            var which = isInside ? isThere & isOwn : Vector512.AndNot(isThere, isOwn);
            Avx512F.Compress(Vector512<int>.Zero, which, isInside ? target : group).Store(kept + n);
            if (weights != null)
            {
                var weight = Avx512F.MaskLoad(weights + i, isThere.AsSingle(), Vector512<float>.Zero);
                Avx512F.Compress(Vector512<float>.Zero, which.AsSingle(), weight).Store(keptWeights + n);
            }

            n += BitOperations.PopCount(which.ExtractMostSignificantBits());
        }

        return n;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int KeepEach(int* targets, float* weights, int count, int own, int* groups, int* kept, float* keptWeights, bool isInside)
    {
        var n = 0;
        for (var i = 0; i < count; i++)
        {
            // No branch where it would be guessed wrong too often.
            var (target, group) = (targets[i], groups[targets[i]]);
            kept[n] = isInside ? target : group;
            if (weights != null)
            {
                keptWeights[n] = weights[i];
            }

            n += (group == own) == isInside ? 1 : 0;
        }

        return n;
    }
}
