using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Groups that have fallen apart become several.</summary>
/// <remarks>
/// One tie inside the group is read of each vertex, which joins most; then all ties of those that are not in the largest piece yet (after
/// Sutton, Ben-Nun, Barak, "Optimizing parallel graph connectivity computation via subgraph sampling", IPDPS 2018).
/// </remarks>
internal sealed unsafe class LeidenPieces
{
    private readonly LeidenLevel _level;
    private readonly int[] _groups;
    private readonly int[] _roots; // in a forest: the smallest vertex joined so far, in the end

    private LeidenPieces(LeidenLevel level, int[] groups) => (_level, _groups, _roots) = (level, groups, Sequence.UpTo(level.Count));

    /// <summary>Piece of each vertex, 0 .. count − 1.</summary>
    /// <param name="level">The graph.</param>
    /// <param name="groups">Labels below the number of vertices.</param>
    /// <param name="torn">Groups that may have fallen apart; the others are connected.</param>
    /// <param name="count">Number of pieces.</param>
    public static int[] Of(LeidenLevel level, int[] groups, ReadOnlySpan<bool> torn, out int count)
    {
        var pieces = new LeidenPieces(level, groups);
        pieces.JoinFirst(torn);
        pieces.JoinRest(torn);
        return LeidenLevel.Renumber(pieces._roots, level.Count, out count);
    }

    // To the first neighbour inside the group; where nobody can have left, to the first of the group.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void JoinFirst(ReadOnlySpan<bool> torn)
    {
        var firsts = new int[_level.Count]; // from 1
        fixed (int* offsets = _level.Offsets, targets = _level.Targets, groups = _groups, roots = _roots)
        {
            for (var v = 0; v < _roots.Length; v++)
            {
                var group = groups[v];
                if (!torn[group])
                {
                    firsts[group] = firsts[group] == 0 ? v + 1 : firsts[group];
                    roots[v] = firsts[group] - 1;
                    continue;
                }

                var target = (uint*)targets + offsets[v];
                var end = (uint*)targets + offsets[v + 1];
                while (target < end && groups[*target] != group)
                {
                    target++;
                }

                if (target < end)
                {
                    Join(roots, v, (int)*target);
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void JoinRest(ReadOnlySpan<bool> torn)
    {
        var largest = Largest();
        fixed (int* offsets = _level.Offsets, targets = _level.Targets, groups = _groups, roots = _roots)
        {
            for (var v = 0; v < _roots.Length; v++)
            {
                var group = groups[v];
                if (!torn[group] || Root(roots, v) == Root(roots, largest[group]))
                {
                    continue;
                }

                var end = (uint*)targets + offsets[v + 1];
                for (var target = (uint*)targets + offsets[v]; target < end; target++)
                {
                    if (groups[*target] == group)
                    {
                        Join(roots, v, (int)*target);
                    }
                }
            }

            for (var v = 0; v < _roots.Length; v++)
            {
                roots[v] = Root(roots, v);
            }
        }
    }

    // Of each group, the root of its largest piece.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] Largest()
    {
        var (sizes, largest) = (new int[_level.Count], new int[_level.Count]);
        fixed (int* roots = _roots)
        {
            for (var v = 0; v < _roots.Length; v++)
            {
                roots[v] = Root(roots, v);
                sizes[roots[v]]++;
            }
        }

        for (var v = 0; v < _roots.Length; v++)
        {
            if (_roots[v] == v && (_groups[largest[_groups[v]]] != _groups[v] || sizes[v] > sizes[largest[_groups[v]]]))
            {
                largest[_groups[v]] = v;
            }
        }

        return largest;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Join(int* roots, int v, int u)
    {
        (v, u) = (Root(roots, v), Root(roots, u));
        roots[Math.Max(v, u)] = Math.Min(v, u);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Root(int* roots, int v)
    {
        while (roots[v] != v)
        {
            roots[v] = roots[roots[v]];
            v = roots[v];
        }

        return v;
    }
}
