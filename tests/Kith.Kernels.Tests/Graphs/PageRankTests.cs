using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class PageRankTests
{
    [Fact]
    public void Shares_equal_a_long_walk_of_a_matrix() =>
        Gen.Select(Edges.Up(to: 10, density: 2), Gen.Double[0, .95], Gen.Bool, Gen.Bool).Sample((edges, damping, even, directed) =>
        {
            var restart = even ? null : Enumerable.Range(0, edges.Count).Select(v => v % 3.0).Append(1).Take(edges.Count).ToArray();
            restart = restart?.Sum() > 0 ? restart : null;
            var slow = SlowWalk(edges.Matrix(directed), damping, restart ?? [.. Enumerable.Repeat(1.0, edges.Count)]);
            var ranks = PageRank.Of(directed ? edges.Directed() : edges.Undirected(), damping, restart);
            Assert.Equal(1, ranks.Sum(), 12);
            Assert.All(ranks.Index(), rank => Assert.Equal(slow[rank.Index], rank.Item, 1e-8));
        });

    [Fact]
    public void A_closer_answer_takes_a_smaller_tolerance()
    {
        var graph = Edges.Planted(groups: 3, size: 30, inside: .2, between: .02, seed: 21).Directed();
        var exact = PageRank.Of(graph, tolerance: 1e-15);

        var rough = PageRank.Of(graph, tolerance: 1e-4);

        Assert.InRange(rough.Zip(exact, (a, b) => Math.Abs(a - b)).Sum(), 0, 1e-4);
    }

    [Fact]
    public void Impossible_settings_are_refused()
    {
        var graph = Csr.Directed(2, [0], [1]);

        Assert.Throws<ArgumentException>(() => PageRank.Of(graph, damping: 1));
        Assert.Throws<ArgumentException>(() => PageRank.Of(graph, restart: [1]));
        Assert.Throws<ArgumentException>(() => PageRank.Of(graph, restart: [0, 0]));
    }

    private static double[] SlowWalk(double[,] matrix, double damping, double[] restart)
    {
        var all = Enumerable.Range(0, restart.Length).ToArray();
        var start = Array.ConvertAll(restart, r => r / restart.Sum());
        var ranks = start;
        for (var step = 0; step < 600; step++)
        {
            var before = ranks;
            var stuck = all.Where(v => all.All(u => matrix[v, u] == 0)).Sum(v => before[v]);
            ranks = Array.ConvertAll(all, v =>
                ((1 - damping + (damping * stuck)) * start[v])
                + (damping * all.Sum(u => matrix[u, v] > 0 ? before[u] * matrix[u, v] / all.Sum(w => matrix[u, w]) : 0)));
        }

        return ranks;
    }
}
