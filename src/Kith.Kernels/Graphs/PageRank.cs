using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Where a walker is found who follows edges by weight and now and then starts again.</summary>
/// <remarks>
/// Brin and Page, Computer Networks 30 (1998). Solved as y = r + d · Pᵀ y, normalised to sum 1, by Gauss-Seidel sweeps
/// (Del Corso, Gullì, Romani, Internet Mathematics 2, 2005): a walker at a dead end starts again.
/// </remarks>
public static class PageRank
{
    private const int MostSweeps = 1000;

    /// <summary>Shares of time, summing to 1.</summary>
    /// <param name="graph">Weights ≥ 0.</param>
    /// <param name="damping">Chance to follow an edge rather than start again; below 1.</param>
    /// <param name="restart">Weights of the places to start at; all alike when null.</param>
    /// <param name="tolerance">Sweeps end when all changes together are below this.</param>
    /// <exception cref="ArgumentException">Damping outside 0 .. 1, or restart of the wrong length or sum.</exception>
    public static double[] Of(Csr graph, double damping = 0.85, double[]? restart = null, double tolerance = 1e-10)
    {
        var start = Start(graph.Count, restart);
        if (!(damping >= 0 && damping < 1))
        {
            throw new ArgumentException($"Damping is {damping}; it should be at least 0 and below 1.", nameof(damping));
        }

        var (incoming, stay) = Incoming(graph, damping);
        var y = (double[])start.Clone();
        var change = double.PositiveInfinity;
        for (var sweep = 0; sweep < MostSweeps && change > tolerance * (1 - damping); sweep++)
        {
            change = Sweep(incoming, stay, start, y) / y.Sum();
        }

        var total = y.Sum();
        return Array.ConvertAll(y, value => value / total);
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

    // Edges turned round, weighing damping · share of the walker; loops apart, for they are solved, not swept.
    private static (Csr Incoming, double[] Stay) Incoming(Csr graph, double damping)
    {
        var sources = graph.Sources();
        var sums = new double[graph.Count];
        for (var e = 0; e < sources.Length; e++)
        {
            sums[sources[e]] += graph.Weights[e];
        }

        var shares = new double[sources.Length];
        var stay = new double[graph.Count];
        for (var e = 0; e < sources.Length; e++)
        {
            shares[e] = sums[sources[e]] > 0 ? damping * graph.Weights[e] / sums[sources[e]] : 0;
            if (sources[e] == graph.Targets[e])
            {
                (stay[sources[e]], shares[e]) = (shares[e], 0);
            }
        }

        return (Csr.Directed(graph.Count, graph.Targets, sources, shares), stay);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static double Sweep(Csr incoming, double[] stay, double[] start, double[] y)
    {
        var (offsets, targets, shares) = (incoming.Offsets, incoming.Targets, incoming.Weights);
        var change = 0.0;
        for (var v = 0; v < y.Length; v++)
        {
            var sum = start[v];
            for (var e = offsets[v]; e < offsets[v + 1]; e++)
            {
                sum += shares[e] * y[targets[e]];
            }

            sum /= 1 - stay[v];
            change += Math.Abs(sum - y[v]);
            y[v] = sum;
        }

        return change;
    }
}
