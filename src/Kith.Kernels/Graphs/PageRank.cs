namespace Kith.Kernels.Graphs;

/// <summary>Where a walker is found who follows edges by weight and now and then starts again.</summary>
/// <remarks>
/// Brin and Page, Computer Networks 30 (1998). A walker at a dead end starts again. Solved as y = r + d · Pᵀ y, normalised to sum 1: by
/// conjugate gradients when undirected, where the system is symmetric but for scale, else by block Gauss-Seidel sweeps (Del Corso,
/// Gullì, Romani, Internet Mathematics 2, 2005).
/// </remarks>
public static class PageRank
{
    /// <summary>Shares of time, summing to 1.</summary>
    /// <param name="graph">Weights ≥ 0.</param>
    /// <param name="damping">Chance to follow an edge rather than start again; below 1.</param>
    /// <param name="restart">Weights of the places to start at; all alike when null.</param>
    /// <param name="tolerance">No sum of errors is above this.</param>
    /// <param name="work">Threads, cancellation and progress.</param>
    /// <exception cref="ArgumentException">Damping outside 0 .. 1, or restart of the wrong length or sum.</exception>
    public static double[] Of(Csr graph, double damping = 0.85, double[]? restart = null, double tolerance = 1e-10, Work? work = null)
    {
        var start = Start(graph.Count, restart);
        if (!(damping >= 0 && damping < 1))
        {
            throw new ArgumentException($"Damping is {damping}; it should be at least 0 and below 1.", nameof(damping));
        }

        work ??= Work.Alone;
        using var crew = Crew.For(work, 30.0 * graph.Targets.Length);
        var shares = graph.IsDirected
            ? PageRankSweeps.Run(graph, start, damping, tolerance, crew, work)
            : PageRankGradients.Run(graph, start, damping, tolerance, crew, work);
        work.Done(1);
        return shares;
    }

    private static double[] Start(int count, double[]? restart)
    {
        if (restart is null)
        {
            var even = new double[count];
            Array.Fill(even, 1.0 / count);
            return even;
        }

        if (restart.Length != count || !(restart.Sum() > 0) || restart.Any(r => !(r >= 0)))
        {
            throw new ArgumentException($"Restart should be {count} weights of 0 or more, not all 0.", nameof(restart));
        }

        var total = restart.Sum();
        return Array.ConvertAll(restart, r => r / total);
    }
}
