using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Tells who has come to other company, where groups have new names and may have been joined or have lost members.</summary>
internal static class LeidenTaken
{
    /// <summary>
    /// Vertices not in the group that goes on as theirs, ascending. A group goes on as the one that a vote in one
    /// pass leaves over: that of most of its members, if most stay together (Boyer and Moore); of several that would go on as the same, the one
    /// with the largest lead does.
    /// </summary>
    /// <param name="before">Group of each vertex, below the number of vertices.</param>
    /// <param name="after">The same later on, with names of their own.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static List<int> Of(ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        var origins = Origins(before, after);
        var taken = new List<int>();
        for (var v = 0; v < before.Length; v++)
        {
            if (origins[after[v]] != before[v])
            {
                taken.Add(v);
            }
        }

        return taken;
    }

    // The group before of each group after; −1 where none goes on as it. Majority in one pass: Boyer and Moore (1981).
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Origins(ReadOnlySpan<int> before, ReadOnlySpan<int> after)
    {
        var (fates, leads, origins) = (new int[before.Length], new int[before.Length], new int[before.Length]);
        for (var v = 0; v < before.Length; v++)
        {
            var group = before[v];
            if (leads[group] == 0)
            {
                fates[group] = after[v];
            }

            leads[group] += fates[group] == after[v] ? 1 : -1;
        }

        Array.Fill(origins, -1);
        for (var group = 0; group < before.Length; group++)
        {
            var origin = origins[fates[group]];
            if (leads[group] > 0 && (origin < 0 || leads[group] > leads[origin]))
            {
                origins[fates[group]] = group;
            }
        }

        return origins;
    }
}
