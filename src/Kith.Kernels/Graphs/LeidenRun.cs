namespace Kith.Kernels.Graphs;

/// <summary>One search for groups by Leiden or Louvain: the levels that it climbs, and the arrays that every level uses anew.</summary>
internal sealed class LeidenRun
{
    // Edges, counted from both ends, from which on a graph is large. It is climbed twice, and so from single vertices, without Louvain
    // before it, and roughly the first time.
    private const int Large = 1 << 19;

    // The first moves at the bottom end with the first round in which a smaller share moves: later everybody is looked at once more.
    private const double Rest = 1 / 200.0;
    private const double RestWhenLarge = 1 / 20.0;

    // The same on the levels above it, where a way down follows.
    private const double RestAbove = 1 / 20.0;

    // Where more than this share of the vertices moves at the bottom on the way down, groups are unclear, and with so many edges a vertex (from
    // both ends) it pays to go up and down again.
    private const int Unclear = 100;
    private const int Dense = 16;

    // Where Louvain has left so many unsettled at the bottom, groups are unclear too, and a level on which few move is the last to be climbed to:
    // those above it have nearly as many edges and change little.
    private const int Unsettled = 12;
    private const int Few = 8;

    private readonly LeidenFold _fold;
    private readonly LeidenLevel _bottom;
    private readonly LeidenMove _move;
    private readonly Work _work;
    private Xoshiro _random;
    private bool _isUnsettled;

    public LeidenRun(LeidenLevel bottom, ulong seed, Work work)
    {
        (_fold, _work, _random) = (LeidenFold.Of(bottom), work, new Xoshiro(seed));
        _bottom = _fold.Level;
        _move = new LeidenMove(_bottom.Count);
    }

    private bool IsLarge => _bottom.Edges > Large;

    /// <summary>Group of each vertex.</summary>
    public int[] Louvain()
    {
        var groups = Sequence.UpTo(_bottom.Count);
        ClimbByMoves(0, 0, (level, _, parts) =>
        {
            Rename(groups, parts);
            GiveBack(level);
        });
        return _fold.Unfold(groups);
    }

    /// <summary>Group of each vertex: Louvain first, which on graphs that are not large costs less than to climb from single vertices, then so many rounds.</summary>
    public int[] Leiden(int rounds) => _fold.Unfold(Rounds(rounds));

    // Moves and contracts until nothing moves. Rest: at the bottom and above it, as for LeidenMove.Run. Left is told of each level that is
    // contracted, with its groups and the vertices that they become. Group of each vertex at the top.
    private int[] ClimbByMoves(double rest, double restAbove, Action<LeidenLevel, int[], int[]> left)
    {
        var level = _bottom;
        while (true)
        {
            var current = Sequence.UpTo(level.Count);
            if (_move.Run(level, current, ref _random, _work, level == _bottom ? rest : restAbove) == 0)
            {
                GiveBack(level);
                return current;
            }

            var parts = LeidenLevel.Renumber(current, level.Count, out var count);
            var above = level.Contract(parts, count);
            left(level, current, parts);
            level = above;
        }
    }

    // Louvain, and down again to the level above the bottom, where everybody is looked at anew.
    private int[] UpAndDownByMoves()
    {
        var way = new Stack<Step>();
        var top = ClimbByMoves(Rest, RestAbove, (level, groups, parts) => way.Push(new Step(level, groups, _move.Margins[..level.Count].ToArray(), parts)));
        return Down(top, way, toBottom: false).Groups;
    }

    private int[] Rounds(int rounds)
    {
        var groups = IsLarge ? Sequence.UpTo(_bottom.Count) : UpAndDownByMoves();
        using var refine = new LeidenRefine(_bottom.Count, _bottom.Edges);
        for (var round = 0; round < rounds; round++)
        {
            _work.Done(.4 + (.6 * round / rounds));
            if (!Round(groups, refine, round == 0))
            {
                break;
            }
        }

        return groups;
    }

    // Up and down, once or twice. False when it does not call for another round.
    private bool Round(int[] groups, LeidenRefine refine, bool isFirst)
    {
        var (current, moves, atBottom) = UpAndDown(groups, refine, IsLarge && isFirst ? RestWhenLarge : 0);
        if (IsLarge || (atBottom > _bottom.Count / Unclear && _bottom.Edges > Dense * _bottom.Count))
        {
            (current, moves, _) = UpAndDown(current, refine, atBottom > 0 ? null : 0);
        }

        // Where the top was not climbed to, groups may have fallen apart on the way up.
        if (moves > 0 || _isUnsettled)
        {
            var pieces = LeidenPieces.Of(_bottom, current, _move.Left, out var count);
            current = Below(ClimbWhole(_bottom.Contract(pieces, count), Sequence.UpTo(count), refine), pieces);
        }

        current.CopyTo(groups, 0);
        return moves > 0;
    }

    // Up as in the paper, then down again: what has become of the groups above may call for other moves below. How many, and how many of them at the bottom.
    private (int[] Groups, int Moves, int AtBottom) UpAndDown(int[] groups, LeidenRefine refine, double? rest)
    {
        var way = new Stack<Step>();
        var top = Climb(_bottom, groups, refine, way, rest, isWhole: false);
        _move.Left.Fill(_isUnsettled);
        return Down(top, way, toBottom: true);
    }

    private (int[] Groups, int Moves, int AtBottom) Down(int[] top, Stack<Step> way, bool toBottom)
    {
        var (current, moves, last) = (top, 0, 0);
        while (way.TryPop(out var step))
        {
            current = Below(current, step.Parts);
            if (toBottom || step.Level != _bottom)
            {
                var taken = LeidenTaken.Of(step.Groups, current);
                last = taken.Count > 0 ? _move.RunAgain(step.Level, current, taken, step.Margins, _work) : 0;
                moves += last;
            }

            GiveBack(step.Level);
        }

        return (current, moves, last);
    }

    // Moves, splits, contracts until every group is one vertex, hence connected, and no two would be better as one, or groups are unclear and few move.
    // Group of each vertex at the top.
    // Rest: at the bottom, as for LeidenMove.Run; null where nobody wants to move, since these are the groups of its last run.
    private int[] Climb(LeidenLevel level, int[] groups, LeidenRefine refine, Stack<Step> way, double? rest, bool isWhole)
    {
        if (rest is double least)
        {
            var moves = _move.Run(level, groups, ref _random, _work, least);
            _isUnsettled = isWhole ? _isUnsettled : !IsLarge && moves > level.Count / Unsettled;
        }

        while (_move.Empty > 0)
        {
            var parts = refine.Run(level, groups, ref _random, out var count);
            if (count == level.Count)
            {
                GiveBack(level);
                return parts;
            }

            var step = new Step(level, groups, _move.Margins[..level.Count].ToArray(), parts);
            way.Push(step);
            (level, groups) = (level.Contract(parts, count), Above(groups, parts, count));
            var moves = _move.RunAgain(level, groups, [], refine.MarginsAbove(step.Margins, parts, count), _work);
            if (_move.Empty == 0)
            {
                // At the top everybody is looked at: what is known of those below may be old.
                moves += _move.Run(level, groups, ref _random, _work);
            }

            if (!isWhole && _isUnsettled && moves < level.Count / Few)
            {
                break;
            }
        }

        GiveBack(level);
        return groups;
    }

    private int[] ClimbWhole(LeidenLevel level, int[] groups, LeidenRefine refine)
    {
        var way = new Stack<Step>();
        return Below(Climb(level, groups, refine, way, 0, isWhole: true), way);
    }

    private int[] Below(int[] top, Stack<Step> way)
    {
        var current = top;
        while (way.TryPop(out var step))
        {
            current = Below(current, step.Parts);
            GiveBack(step.Level);
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

    /// <summary>A level that has been climbed over: its groups, by how much each vertex was better off there, and the parts that they were split into.</summary>
    private sealed record Step(LeidenLevel Level, int[] Groups, float[] Margins, int[] Parts);
}
