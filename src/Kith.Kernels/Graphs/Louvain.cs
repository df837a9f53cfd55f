namespace Kith.Kernels.Graphs;

/// <summary>
/// Groups by the Louvain method: faster than <see cref="Leiden"/>, but a group may fall apart into pieces that only former members held
/// together.
/// </summary>
/// <remarks>Blondel, Guillaume, Lambiotte, Lefebvre, "Fast unfolding of communities in large networks", J. Stat. Mech. P10008 (2008).</remarks>
public static class Louvain
{
    /// <summary>Groups of high modularity.</summary>
    /// <param name="graph">Undirected, weights ≥ 0; an edge of weight 0 is no edge.</param>
    /// <param name="resolution">Higher gives smaller groups.</param>
    /// <param name="seed">Same seed, same groups.</param>
    /// <param name="work">Cancellation; one thread does it.</param>
    /// <exception cref="ArgumentException">As <see cref="Leiden.ByModularity"/>.</exception>
    public static Partition ByModularity(Csr graph, double resolution = 1, ulong seed = 1, Work? work = null)
    {
        Leiden.Check(graph, resolution);
        var strengths = Leiden.Strengths(graph);
        var total = strengths.Sum();
        var random = new Xoshiro(seed);
        var level = LeidenLevel.From(graph, strengths, total > 0 ? resolution / total : 0);
        var groups = Sequence.UpTo(graph.Count);
        Improve(level, groups, ref random, work ?? Work.Alone);
        return Partition.FromLabels(groups);
    }

    /// <summary>Moves and contracts until nothing moves; groups start and end as labels of the vertices at the bottom.</summary>
    internal static void Improve(LeidenLevel level, int[] groups, ref Xoshiro random, Work work)
    {
        while (true)
        {
            var current = Sequence.UpTo(level.Count);
            if (!LeidenMove.Run(level, current, ref random, work))
            {
                return;
            }

            var parts = LeidenLevel.Renumber(current, level.Count, out var count);
            for (var v = 0; v < groups.Length; v++)
            {
                groups[v] = parts[groups[v]];
            }

            level = level.Contract(parts, count);
        }
    }
}
