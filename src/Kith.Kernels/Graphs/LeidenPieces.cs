using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Groups that have fallen apart become several.</summary>
internal sealed unsafe class LeidenPieces(LeidenLevel level, int[] groups)
{
    private readonly int[] _pieces = new int[level.Count]; // from 1; 0 is none yet
    private readonly int[] _waiting = new int[level.Count + 1]; // one place more: everybody is written, some are kept

    /// <summary>Piece of each vertex, 0 .. count − 1.</summary>
    /// <param name="level">The graph.</param>
    /// <param name="groups">Labels below the number of vertices.</param>
    /// <param name="torn">Groups that may have fallen apart; the others are connected.</param>
    /// <param name="count">Number of pieces.</param>
    public static int[] Of(LeidenLevel level, int[] groups, ReadOnlySpan<bool> torn, out int count)
    {
        var pieces = new LeidenPieces(level, groups).Find(torn, out count);
        foreach (ref var piece in pieces.AsSpan())
        {
            piece--;
        }

        return pieces;
    }

    private int[] Find(ReadOnlySpan<bool> torn, out int count)
    {
        var (missing, wholes) = (new int[level.Count], new int[level.Count]);
        foreach (var group in groups)
        {
            missing[group]++;
        }

        count = 0;
        for (var v = 0; v < _pieces.Length; v++)
        {
            var group = groups[v];
            if (_pieces[v] != 0)
            {
                continue;
            }

            if (torn[group])
            {
                missing[group] -= Spread(v, ++count, missing[group]);
            }
            else
            {
                wholes[group] = wholes[group] == 0 ? ++count : wholes[group];
                _pieces[v] = wholes[group];
            }
        }

        return _pieces;
    }

    // Over the group, as far as edges lead, or until nobody is missing: mostly long before every edge has been read.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Spread(int first, int piece, int missing)
    {
        fixed (int* pieces = _pieces, waiting = _waiting, labels = groups, targets = level.Targets)
        {
            (pieces[first], waiting[0]) = (piece, first);
            var (found, group) = (1, labels[first]);
            for (var i = 0; i < found && found < missing; i++)
            {
                var end = level.Offsets[waiting[i] + 1];
                for (var e = level.Offsets[waiting[i]]; e < end; e++)
                {
                    // No branch: it would be guessed wrong too often.
                    var u = targets[e];
                    var isNew = labels[u] == group & pieces[u] == 0 ? 1 : 0;
                    pieces[u] |= piece & -isNew;
                    waiting[found] = u;
                    found += isNew;
                }
            }

            return found;
        }
    }
}
