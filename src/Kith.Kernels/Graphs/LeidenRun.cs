namespace Kith.Kernels.Graphs;

/// <summary>One search for groups by Leiden or Louvain: the levels that it climbs, and the arrays that every level uses anew.</summary>
internal sealed class LeidenRun
{
    private readonly LeidenLevel _bottom;
    private readonly LeidenMove _move;
    private readonly Work _work;
    private Xoshiro _random;

    public LeidenRun(LeidenLevel bottom, ulong seed, Work work)
    {
        (_bottom, _work, _random) = (bottom, work, new Xoshiro(seed));
        _move = new LeidenMove(bottom.Count);
    }

    /// <summary>Group of each vertex. Moves and contracts until nothing moves.</summary>
    public int[] Louvain()
    {
        var (level, groups) = (_bottom, Sequence.UpTo(_bottom.Count));
        while (true)
        {
            var current = Sequence.UpTo(level.Count);
            if (!_move.Run(level, current, ref _random, _work))
            {
                GiveBack(level);
                return groups;
            }

            var parts = LeidenLevel.Renumber(current, level.Count, out var count);
            Rename(groups, parts);
            var above = level.Contract(parts, count);
            GiveBack(level);
            level = above;
        }
    }

    /// <summary>Group of each vertex: Louvain first, which costs less than to climb from single vertices, then so many rounds.</summary>
    public int[] Leiden(int rounds)
    {
        if (rounds <= 0)
        {
            return Sequence.UpTo(_bottom.Count);
        }

        var groups = Louvain();
        using var refine = new LeidenRefine(_bottom.Count, _bottom.Edges);
        for (var round = 0; round < rounds; round++)
        {
            _work.Done(.4 + (.6 * round / rounds));
            if (!Round(groups, refine))
            {
                break;
            }
        }

        return groups;
    }

    // Up as in the paper, then down again: what has become of the groups above may call for other moves at the bottom. False when it does not.
    private bool Round(int[] groups, LeidenRefine refine)
    {
        _move.Run(_bottom, groups, ref _random, _work);
        var margins = _move.Margins.ToArray();
        var current = Climb(_bottom, groups, refine);
        _move.Left.Clear();
        var moved = _move.RunAgain(_bottom, current, LeidenTaken.Of(groups, current), margins, ref _random, _work);
        if (moved)
        {
            var pieces = LeidenPieces.Of(_bottom, current, _move.Left, out var count);
            var (whole, joined) = (_bottom.Contract(pieces, count), Sequence.UpTo(count));
            _move.Run(whole, joined, ref _random, _work);
            current = Below(Climb(whole, joined, refine), pieces);
        }

        current.CopyTo(groups, 0);
        return moved;
    }

    // Splits, contracts and moves, level by level, until every group is one vertex, hence connected, and no two would be better as one.
    // Group of each vertex of this level, whose vertices have just been moved.
    private int[] Climb(LeidenLevel level, int[] groups, LeidenRefine refine)
    {
        var way = new Stack<int[]>();
        while (_move.Empty > 0)
        {
            var parts = refine.Run(level, groups, ref _random, out var count);
            if (count == level.Count)
            {
                groups = parts;
                break;
            }

            way.Push(parts);
            groups = Above(groups, parts, count);
            var above = level.Contract(parts, count);
            GiveBack(level);
            level = above;
            _move.Run(level, groups, ref _random, _work);
        }

        GiveBack(level);
        var current = (int[])groups.Clone();
        while (way.TryPop(out var parts))
        {
            current = Below(current, parts);
        }

        return current;
    }

    private void GiveBack(LeidenLevel level)
    {
        if (level != _bottom)
        {
            level.Return();
        }
    }

    // Parts start in the group they came from.
    private static int[] Above(int[] groups, int[] parts, int count)
    {
        var above = new int[count];
        for (var v = 0; v < parts.Length; v++)
        {
            above[parts[v]] = groups[v];
        }

        return LeidenLevel.Renumber(above, parts.Length, out _);
    }

    private static int[] Below(int[] groups, int[] parts)
    {
        var below = (int[])parts.Clone();
        Rename(below, groups);
        return below;
    }

    private static void Rename(int[] labels, int[] names)
    {
        for (var i = 0; i < labels.Length; i++)
        {
            labels[i] = names[labels[i]];
        }
    }
}
