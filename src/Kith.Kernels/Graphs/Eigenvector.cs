namespace Kith.Kernels.Graphs;

/// <summary>Who is tied to those who are well tied themselves: the vector that following all edges once only scales.</summary>
/// <remarks>
/// Bonacich, American Journal of Sociology 92 (1987). Undirected: each step takes the best mix of the vector, what is missing and the last
/// step, after Knyazev, SIAM Journal on Scientific Computing 23 (2001). Directed: powers of A + c, which a cycle cannot make swing.
/// </remarks>
public static class Eigenvector
{
    private const int MostSteps = 10_000;

    /// <summary>
    /// Scores ≥ 0, the largest 1, in proportion to the sum over edges into a vertex of weight · score of their source; a loop counts once.
    /// Where several components share the largest factor, each keeps what it has of an even start. 1 each in a graph without edges.
    /// </summary>
    /// <param name="graph">Weights ≥ 0. A directed graph without cycles has no answer but near 0 for most.</param>
    /// <param name="tolerance">Ends when what is missing is below this share of the vector.</param>
    /// <param name="work">Threads, cancellation and progress.</param>
    public static double[] Of(Csr graph, double tolerance = 1e-12, Work? work = null)
    {
        if (graph.Targets.Length == 0)
        {
            return [.. Enumerable.Repeat(1.0, graph.Count)];
        }

        work ??= Work.Alone;
        using var crew = Crew.For(work, 25.0 * graph.Targets.Length);
        var turned = new PageRankGraph(graph, crew);
        var found = graph.IsDirected
            ? new EigenvectorPowers(turned, crew).Run(tolerance, MostSteps, work)
            : new EigenvectorMix(turned, crew).Run(tolerance, MostSteps, work);
        var (scores, most) = (new double[graph.Count], found.Max(Math.Abs) * Math.Sign(found.Sum()));
        for (var r = 0; r < scores.Length; r++)
        {
            scores[turned.Vertices[r]] = Math.Max(0, found[r] / most);
        }

        work.Done(1);
        return scores;
    }
}
