using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Graphs;

/// <summary>What all subsets of four vertices are worth: they fill two registers, in which they are looked up.</summary>
/// <remarks>
/// Sums of all subsets of a few instead of one addition for each: Arlazarov, Dinic, Kronrod, Faradzhev, "On economical construction of
/// the transitive closure of a directed graph" (1970).
/// </remarks>
internal static unsafe class Subsets
{
    /// <summary>Vertices whose subsets are told apart by one look-up.</summary>
    public const int Four = 4;

    /// <summary>The worth of each subset, by the number of four bits that it is.</summary>
    /// <param name="worth">What each vertex is worth.</param>
    /// <param name="first">The first of the four.</param>
    /// <param name="second">The second.</param>
    /// <param name="third">The third.</param>
    /// <param name="fourth">The fourth.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (Vector512<long> Lower, Vector512<long> Upper) Worth(long* worth, int first, int second, int third, int fourth)
    {
        var lower = (Vector512.Create(worth[first]) & Vector512.Create(0L, -1, 0, -1, 0, -1, 0, -1))
            + (Vector512.Create(worth[second]) & Vector512.Create(0L, 0, -1, -1, 0, 0, -1, -1))
            + (Vector512.Create(worth[third]) & Vector512.Create(0L, 0, 0, 0, -1, -1, -1, -1));
        return (lower, lower + Vector512.Create(worth[fourth]));
    }
}
