using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>
/// What is left of a graph to be looked at: vertices of one edge go with the other end of it, and those of none stay alone. The others come
/// near their neighbours in memory.
/// </summary>
/// <remarks>
/// Lu, Halappanavar, Kalyanaraman, "Parallel heuristics for scalable community detection", Parallel Computing 47 (2015): of modularity that
/// is best. It is wherever the edge weighs as much as joining the largest group could cost. The other edges stay as they are.
/// </remarks>
internal sealed unsafe class LeidenFold
{
    // Folding less than this share of the vertices costs more than it saves.
    private const int Least = 16;

    // So many do not fit into the nearer caches: it pays to look for neighbours first.
    private const int Many = 1 << 16;

    // How many places ahead in the queue neighbours are asked for.
    private const int Far = 8;

    private const int Waits = -1;
    private const int Goes = -2;

    private readonly LeidenLevel _below;
    private readonly int[] _places; // above, of each vertex; from the number of hosts on of those that stay alone
    private readonly int[] _hosts; // by place

    private LeidenFold(LeidenLevel below)
    {
        _below = below;
        _places = GC.AllocateUninitializedArray<int>(below.Count);
        _hosts = GC.AllocateUninitializedArray<int>(below.Count + 1);
        Level = below;
    }

    /// <summary>What is left to look at.</summary>
    public LeidenLevel Level { get; private set; }

    private bool IsFolded => Level != _below;

    /// <summary>Folds, if that is worth it.</summary>
    /// <param name="level">The graph.</param>
    /// <param name="many">From so many left on they are placed near their neighbours.</param>
    public static LeidenFold Of(LeidenLevel level, int many = Many)
    {
        var fold = new LeidenFold(level);
        var left = fold.Tell();
        if (left >= many || level.Count - left > level.Count / Least)
        {
            if (left >= many)
            {
                fold.Search(left);
            }
            else
            {
                fold.Keep();
            }

            fold.PlaceRest(left);
            fold.Level = level.Fold(fold._hosts.AsSpan(0, left), fold._places);
        }

        return fold;
    }

    /// <summary>Group of each vertex from those above. Labels are below the number of vertices.</summary>
    public int[] Unfold(int[] groups)
    {
        if (!IsFolded)
        {
            return groups;
        }

        for (var v = 0; v < _places.Length; v++)
        {
            _places[v] = _places[v] < groups.Length ? groups[_places[v]] : _places[v];
        }

        Level.Return();
        return _places;
    }

    // Tells who goes with somebody, and how many are left.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Tell()
    {
        var (offsets, left, all) = (_below.Offsets, 0, _below.Masses.Sum());
        for (var v = 0; v < _places.Length; v++)
        {
            var degree = offsets[v + 1] - offsets[v];
            var goes = degree == 0 || (degree == 1 && GoesWith(v, offsets[v], all));
            _places[v] = goes ? Goes : Waits;
            left += goes ? 0 : 1;
        }

        return left;
    }

    // Of two that have only each other the one with the smaller number stays.
    private bool GoesWith(int v, int edge, double all)
    {
        var host = _below.Targets[edge];
        var weight = _below.Weights.Length > 0 ? _below.Weights[edge] : 1;
        return (host < v || _below.Offsets[host + 1] - _below.Offsets[host] > 1) && weight >= _below.Resolution * _below.Masses[v] * (all - _below.Masses[v]);
    }

    // Places in the order in which a search reaches them.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Search(int left)
    {
        fixed (int* offsets = _below.Offsets, targets = _below.Targets, places = _places, queue = _hosts)
        {
            var (head, tail) = (0, 0);
            for (var first = 0; tail < left; first++)
            {
                if (places[first] != Waits)
                {
                    continue;
                }

                places[first] = tail;
                queue[tail++] = first;
                for (; head < tail; head++)
                {
                    Ahead.Fetch(targets + offsets[queue[Math.Min(head + Far, tail - 1)]]);
                    var end = offsets[queue[head] + 1];
                    for (var e = offsets[queue[head]]; e < end; e++)
                    {
                        var target = targets[e];
                        var place = places[target];
                        queue[tail] = target;
                        places[target] = place == Waits ? tail : place;
                        tail += place == Waits ? 1 : 0;
                    }
                }
            }
        }
    }

    // Places in the order in which they are.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Keep()
    {
        var next = 0;
        for (var v = 0; v < _places.Length; v++)
        {
            var waits = _places[v] == Waits;
            _hosts[next] = v;
            _places[v] = waits ? next : Goes;
            next += waits ? 1 : 0;
        }
    }

    private void PlaceRest(int alone)
    {
        for (var v = 0; v < _places.Length; v++)
        {
            if (_places[v] == Goes)
            {
                var edge = _below.Offsets[v];
                _places[v] = edge == _below.Offsets[v + 1] ? alone++ : _places[_below.Targets[edge]];
            }
        }
    }
}
