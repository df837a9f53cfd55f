namespace Kith.Kernels.Graphs;

/// <summary>
/// Leiden groups of a graph whose edges <see cref="ShortWalks"/> have weighed, at the resolution that the graph itself calls for: the one
/// whose groups best foretell edges that were held out when they were found.
/// </summary>
/// <remarks>
/// How likely groups make edges, where pairs inside meet at one rate and pairs across at another: Newman, "Equivalence between modularity
/// optimization and maximum likelihood methods for community detection", Physical Review E 94 (2016). To take that likelihood from the
/// edges by which the groups were found, as there, makes too many groups: chance is fitted too.
/// </remarks>
public static class FittedLeiden
{
    // Groups of two are found before, whatever the size of a graph that is meant.
    private const int MostDoublings = 20;

    /// <summary>Groups and the resolution they were found at, 1 at least. Says nothing about whether the groups are real: noise has a fit too.</summary>
    /// <param name="graph">Undirected, weights ≥ 0.</param>
    /// <param name="seed">Same seed, same groups.</param>
    /// <param name="work">Cancellation and progress; one thread does it.</param>
    /// <exception cref="ArgumentException">As <see cref="Leiden.ByModularity"/>.</exception>
    public static (Partition Groups, double Resolution) Find(Csr graph, ulong seed = 1, Work? work = null)
    {
        Leiden.Check(graph, resolution: 1);
        var (told, rounds) = (work ?? Work.Alone, 0);
        var held = new HeldOutEdges(graph, seed, told);
        var resolution = Math.Pow(2, Peak(at =>
        {
            var gain = held.Gain(Math.Pow(2, at), told.Silent);
            told.Done(++rounds / (rounds + 2.0));
            return gain;
        }));
        var weighed = ShortWalks.Weigh(graph, told);
        var groups = NobodyAlone(weighed, Leiden.ByModularity(weighed, resolution, seed, work: told.Silent));
        told.Done(1);
        return (groups, resolution);
    }

    // Whoever stands between groups is in none at a high resolution; but one is no group. Most weight decides, among equals the lower group.
    private static Partition NobodyAlone(Csr graph, Partition groups)
    {
        var (of, sizes, weights) = (groups.Of.ToArray(), groups.Sizes(), new double[groups.Count]);
        for (var v = 0; v < graph.Count; v++)
        {
            if (sizes[of[v]] == 1)
            {
                var (home, start) = (of[v], graph.Offsets[v]);
                for (var e = start; e < graph.Offsets[v + 1]; e++)
                {
                    weights[of[graph.Targets[e]]] += graph.Weights[e];
                }

                weights[of[v]] = 0; // a loop
                foreach (var u in graph.Row(v))
                {
                    home = weights[of[u]] > 0 && (weights[of[u]], -of[u]).CompareTo((weights[home], -home)) > 0 ? of[u] : home;
                }

                foreach (var u in graph.Row(v))
                {
                    weights[of[u]] = 0;
                }

                (sizes[of[v]], sizes[home], of[v]) = (sizes[of[v]] - 1, sizes[home] + 1, home);
            }
        }

        return Partition.FromLabels(of);
    }

    /// <summary>Where a function of 0, ½, 1 … is largest: up by whole steps while it grows, then half a step to either side, then the top of a parabola.</summary>
    internal static double Peak(Func<double, double> of)
    {
        var (best, most, before, after) = (0.0, of(0), double.NaN, of(1));
        while (after > most && best < MostDoublings)
        {
            (best, before, most) = (best + 1, most, after);
            after = of(best + 1);
        }

        var (below, above) = (best > 0 ? of(best - .5) : double.NaN, of(best + .5));
        if (below > most && below >= above)
        {
            (best, above, most, below) = (best - .5, most, below, before);
        }
        else if (above > most)
        {
            (best, below, most, above) = (best + .5, most, above, after);
        }

        var bend = below - (2 * most) + above;
        return bend < 0 ? best + Math.Clamp(.25 * (below - above) / bend, -.25, .25) : best;
    }
}
