namespace Kith.Kernels.Graphs;

/// <summary>
/// Leiden groups at the resolution that the graph itself calls for: the one at which high modularity means high likelihood
/// of a model where pairs inside a group meet at one rate and pairs across at another.
/// </summary>
/// <remarks>
/// Newman, "Equivalence between modularity optimization and maximum likelihood methods for community detection",
/// Physical Review E 94 (2016): find groups, take the resolution they imply, and again, until it stays.
/// </remarks>
public static class FittedLeiden
{
    private const int MostRounds = 20;

    // Resolutions nearer than this, as a share, give the same groups but for chance.
    private const double Near = 0.02;

    /// <summary>Groups and the resolution they were found at. Says nothing about whether the groups are real: noise has a fit too.</summary>
    /// <param name="graph">Undirected, weights ≥ 0.</param>
    /// <param name="seed">Same seed, same groups.</param>
    /// <param name="work">Cancellation and progress.</param>
    /// <exception cref="ArgumentException">As <see cref="Leiden.ByModularity"/>.</exception>
    public static (Partition Groups, double Resolution) Find(Csr graph, ulong seed = 1, Work? work = null)
    {
        var resolution = 1.0;
        for (var round = 1; ; round++)
        {
            var groups = Leiden.ByModularity(graph, resolution, seed, work: work is null ? null : work with { Progress = null });
            work?.Done((double)round / MostRounds);
            var implied = Implied(graph, groups);
            if (round == MostRounds || implied is not { } next || Math.Abs(Math.Log(next / resolution)) < Near)
            {
                work?.Done(1);
                return (groups, resolution);
            }

            resolution = next;
        }
    }

    /// <summary>
    /// (ω_in − ω_out) / (ln ω_in − ln ω_out), rates relative to a graph without groups.
    /// Null where groups meet no more inside than across, or never across: then no resolution is better than another.
    /// </summary>
    public static double? Implied(Csr graph, Partition groups)
    {
        var inside = Leiden.Modularity(graph, groups, resolution: 0);
        var expected = inside - Leiden.Modularity(graph, groups);
        var (within, across) = (inside / expected, (1 - inside) / (1 - expected));
        return across > 1e-9 && within > across && double.IsFinite(within)
            ? (within - across) / Math.Log(within / across)
            : null;
    }
}
