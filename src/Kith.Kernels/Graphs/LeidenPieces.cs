using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Groups that have fallen apart become several.</summary>
/// <remarks>
/// One tie inside the group is read of each vertex, which joins most; then all ties of those that are not in the largest piece yet (after
/// Sutton, Ben-Nun, Barak, "Optimizing parallel graph connectivity computation via subgraph sampling", IPDPS 2018).
/// </remarks>
internal sealed class LeidenPieces
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
        for (var v = 0; v < _roots.Length; v++)
        {
            var group = _groups[v];
            if (!torn[group])
            {
                firsts[group] = firsts[group] == 0 ? v + 1 : firsts[group];
                _roots[v] = firsts[group] - 1;
                continue;
            }

            var (e, end) = (_level.Offsets[v], _level.Offsets[v + 1]);
            while (e < end && _groups[_level.Targets[e]] != group)
            {
                e++;
            }

            if (e < end)
            {
                Join(v, _level.Targets[e]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void JoinRest(ReadOnlySpan<bool> torn)
    {
        var largest = Largest();
        for (var v = 0; v < _roots.Length; v++)
        {
            var group = _groups[v];
            if (!torn[group] || Root(v) == Root(largest[group]))
            {
                continue;
            }

            for (var e = _level.Offsets[v]; e < _level.Offsets[v + 1]; e++)
            {
                if (_groups[_level.Targets[e]] == group)
                {
                    Join(v, _level.Targets[e]);
                }
            }
        }

        for (var v = 0; v < _roots.Length; v++)
        {
            _roots[v] = Root(v);
        }
    }

    // Of each group, the root of its largest piece.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int[] Largest()
    {
        var (sizes, largest) = (new int[_level.Count], new int[_level.Count]);
        for (var v = 0; v < _roots.Length; v++)
        {
            _roots[v] = Root(v);
            sizes[_roots[v]]++;
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

    private void Join(int v, int u)
    {
        (v, u) = (Root(v), Root(u));
        _roots[Math.Max(v, u)] = Math.Min(v, u);
    }

    private int Root(int v)
    {
        while (_roots[v] != v)
        {
            _roots[v] = _roots[_roots[v]];
            v = _roots[v];
        }

        return v;
    }
}
