using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class DistancesTests
{
    private static readonly Gen<(Edges Edges, bool Directed)> Cases = Gen.Select(Edges.Up(to: 10, density: 2), Gen.Bool);

    [Fact]
    public void Betweenness_counts_the_shortest_ways_of_all_pairs() =>
        Cases.Sample((edges, directed) =>
        {
            var scores = Betweenness.Of(directed ? edges.Directed() : edges.Undirected());
            var slow = SlowBetweenness(Ways(edges, directed), directed);
            Assert.All(scores.Index(), score => Assert.Equal(slow[score.Index], score.Item, 1e-9));
        });

    // Eight sources go together: here there are several times eight, some of them many hops apart and some in pieces of their own.
    [Fact]
    public void Betweenness_of_more_people_than_go_together_counts_them_all() =>
        Gen.Select(Edges.Up(to: 45, density: 2), Gen.Bool).Sample((edges, directed) =>
        {
            var scores = Betweenness.Of(directed ? edges.Directed() : edges.Undirected());
            var slow = SlowBetweenness(Ways(edges, directed), directed);
            Assert.All(scores.Index(), score => Assert.Equal(slow[score.Index], score.Item, 1e-9));
        }, iter: 40);

    [Fact]
    public void Sampled_betweenness_keeps_its_bound_and_equals_the_whole_when_all_are_drawn()
    {
        var graph = Edges.Planted(groups: 4, size: 25, inside: .2, between: .01, seed: 31).Undirected();
        var exact = Betweenness.Of(graph);
        for (var seed = 0UL; seed < 20; seed++)
        {
            var (estimates, bound) = Betweenness.Sampled(graph, 60, seed);
            Assert.InRange(estimates.Zip(exact, (a, b) => Math.Abs(a - b)).Max(), 1e-9, bound);
        }

        Assert.Equal(exact, Betweenness.Sampled(graph, 100).Estimates);
        Assert.Equal(0, Betweenness.Sampled(graph, 100).Bound);
    }

    [Fact]
    public void The_mean_of_many_samples_is_the_exact_betweenness()
    {
        var graph = Edges.Planted(groups: 2, size: 10, inside: .4, between: .05, seed: 32).Undirected();
        var exact = Betweenness.Of(graph);

        var runs = Enumerable.Range(0, 2000).Select(seed => Betweenness.Sampled(graph, 5, (ulong)seed).Estimates).ToArray();

        Assert.All(exact.Index(), one => Assert.InRange(runs.Average(run => run[one.Index]), (.9 * one.Item) - .5, (1.1 * one.Item) + .5));
    }

    [Fact]
    public void Closeness_equals_the_means_over_a_table_of_hops() =>
        Gen.Select(Edges.Up(to: 80, density: 2), Gen.Bool).Sample((edges, directed) =>
        {
            var closeness = Closeness.Of(directed ? edges.Directed() : edges.Undirected());
            var hops = Hops(edges, directed);
            for (var v = 0; v < edges.Count; v++)
            {
                var others = Enumerable.Range(0, edges.Count).Where(u => u != v && hops[v, u] < int.MaxValue).Select(u => (double)hops[v, u]).ToArray();
                Assert.Equal(others.Sum(h => 1 / h) / Math.Max(1, edges.Count - 1), closeness.Harmonic[v], 1e-9);
                Assert.Equal(others.Length > 0 ? 1 / others.Average() : double.NaN, closeness.Mean[v], 1e-9);
            }
        }, iter: 30);

    private static double[] SlowBetweenness((int[,] Hops, double[,] Ways) table, bool directed)
    {
        var (hops, ways) = table;
        var n = hops.GetLength(0);
        var scores = new double[n];
        for (var s = 0; s < n; s++)
        {
            for (var t = 0; t < n; t++)
            {
                for (var v = 0; v < n; v++)
                {
                    if (s != t && v != s && v != t && hops[s, t] < int.MaxValue && hops[s, v] < int.MaxValue && hops[v, t] < int.MaxValue
                        && hops[s, v] + hops[v, t] == hops[s, t])
                    {
                        scores[v] += ways[s, v] * ways[v, t] / ways[s, t] / (directed ? 1 : 2);
                    }
                }
            }
        }

        return scores;
    }

    // Walks of length h = 1, 2, …: the first h that reaches gives the hops, its number of walks the ways.
    private static (int[,] Hops, double[,] Ways) Ways(Edges edges, bool directed)
    {
        var matrix = edges.Matrix(directed);
        var n = edges.Count;
        var (hops, ways, walks) = (new int[n, n], new double[n, n], new double[n, n]);
        for (var s = 0; s < n; s++)
        {
            for (var t = 0; t < n; t++)
            {
                (hops[s, t], ways[s, t], walks[s, t]) = s == t ? (0, 1, 1) : (int.MaxValue, 0, 0);
            }
        }

        for (var h = 1; h < n; h++)
        {
            var longer = new double[n, n];
            for (var s = 0; s < n; s++)
            {
                for (var t = 0; t < n; t++)
                {
                    longer[s, t] = Enumerable.Range(0, n).Sum(v => matrix[v, t] > 0 ? walks[s, v] : 0);
                    (hops[s, t], ways[s, t]) = hops[s, t] == int.MaxValue && longer[s, t] > 0 ? (h, longer[s, t]) : (hops[s, t], ways[s, t]);
                }
            }

            walks = longer;
        }

        return (hops, ways);
    }

    // Floyd and Warshall.
    private static int[,] Hops(Edges edges, bool directed)
    {
        var matrix = edges.Matrix(directed);
        var n = edges.Count;
        var hops = new int[n, n];
        for (var s = 0; s < n; s++)
        {
            for (var t = 0; t < n; t++)
            {
                hops[s, t] = s == t ? 0 : matrix[s, t] > 0 ? 1 : int.MaxValue;
            }
        }

        for (var v = 0; v < n; v++)
        {
            for (var s = 0; s < n; s++)
            {
                for (var t = 0; t < n; t++)
                {
                    hops[s, t] = (int)Math.Min(hops[s, t], (long)hops[s, v] + hops[v, t]);
                }
            }
        }

        return hops;
    }
}
