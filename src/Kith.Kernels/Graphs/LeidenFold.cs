using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Vertices of one edge go with the other end of it, and those of none stay alone: neither has to be looked at.</summary>
/// <remarks>
/// Lu, Halappanavar, Kalyanaraman, "Parallel heuristics for scalable community detection", Parallel Computing 47 (2015): of modularity that
/// is best. It is wherever the edge weighs as much as joining the largest group could cost. The other edges stay as they are.
/// </remarks>
internal sealed class LeidenFold
{
    // Folding less than this share of the vertices costs more than it saves.
    private const int Least = 16;

    // Place above of each vertex; from Level.Count on of those that stay alone. Empty where nothing is folded.
    private readonly int[] _places;

    private LeidenFold(LeidenLevel level, int[] places) => (Level, _places) = (level, places);

    /// <summary>What is left to look at.</summary>
    public LeidenLevel Level { get; }

    /// <summary>Folds, if that is worth it.</summary>
    public static LeidenFold Of(LeidenLevel level)
    {
        var hosts = Hosts(level, out var left);
        if (level.Count - left <= level.Count / Least)
        {
            return new LeidenFold(level, []);
        }

        var places = Places(hosts, left);
        return new LeidenFold(level.Fold(hosts, places, left), places);
    }

    /// <summary>Group of each vertex from those above. Labels are below the number of vertices.</summary>
    public int[] Unfold(int[] groups)
    {
        if (_places.Length == 0)
        {
            return groups;
        }

        var below = _places;
        for (var v = 0; v < below.Length; v++)
        {
            below[v] = below[v] < groups.Length ? groups[below[v]] : below[v];
        }

        Level.Return();
        return below;
    }

    // The other end for whom is folded, −1 for whom stays alone, oneself for all others.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Hosts(LeidenLevel level, out int left)
    {
        var (offsets, hosts, all) = (level.Offsets, GC.AllocateUninitializedArray<int>(level.Count), level.Masses.Sum());
        left = 0;
        for (var v = 0; v < hosts.Length; v++)
        {
            var (first, degree) = (offsets[v], offsets[v + 1] - offsets[v]);
            hosts[v] = degree == 1 && Goes(level, v, first, all) ? level.Targets[first] : degree == 0 ? -1 : v;
            left += hosts[v] == v ? 1 : 0;
        }

        return hosts;
    }

    // Of two that have only each other the one with the smaller number stays.
    private static bool Goes(LeidenLevel level, int v, int edge, double all)
    {
        var host = level.Targets[edge];
        var weight = level.Weights.Length > 0 ? level.Weights[edge] : 1;
        return (host < v || level.Offsets[host + 1] - level.Offsets[host] > 1) && weight >= level.Resolution * level.Masses[v] * (all - level.Masses[v]);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int[] Places(int[] hosts, int left)
    {
        var places = GC.AllocateUninitializedArray<int>(hosts.Length);
        var (next, alone) = (0, left);
        for (var v = 0; v < places.Length; v++)
        {
            places[v] = hosts[v] == v ? next++ : -1;
        }

        for (var v = 0; v < places.Length; v++)
        {
            if (hosts[v] != v)
            {
                places[v] = hosts[v] < 0 ? alone++ : places[hosts[v]];
            }
        }

        return places;
    }
}
