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
        var level = LeidenLevel.From(graph, strengths, total > 0 ? resolution / total : 0);
        return Partition.FromLabels(new LeidenRun(level, seed, work ?? Work.Alone).Louvain());
    }
}
