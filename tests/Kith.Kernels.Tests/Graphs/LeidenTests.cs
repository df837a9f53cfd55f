using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LeidenTests
{
    private static readonly Gen<(Edges Edges, double Resolution, ulong Seed)> Cases =
        Gen.Select(Edges.Up(to: 30, density: 3), Gen.Double[0.1, 3], Gen.ULong);

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Every_group_is_connected(int iterations) =>
        Cases.Sample((edges, resolution, seed) =>
        {
            foreach (var graph in new[] { edges.Undirected(), edges.WithoutLoops().Undirected().ToUnweighted() })
            {
                foreach (var groups in new[] { Leiden.ByModularity(graph, resolution, seed, iterations), Leiden.ByDensity(graph, resolution, seed, iterations) })
                {
                    Assert.Equal(groups.Count, Components.Of(Inside(graph, groups)).Count);
                }
            }
        });

    // Large and loose, where moves on the way down do tear groups.
    [Theory]
    [InlineData(40, 1.1)]
    [InlineData(200, 1.5)]
    [InlineData(4000, 2)]
    public void Every_group_of_a_loose_graph_is_connected(int reach, double density)
    {
        for (var seed = 1UL; seed <= 10; seed++)
        {
            var graph = Loose(4000, reach, density, seed);
            var groups = Leiden.ByModularity(graph, seed: seed);
            Assert.Equal(groups.Count, Components.Of(Inside(graph, groups)).Count);
        }
    }

    // Large and loose: gone through twice.
    [Fact]
    public void Every_group_of_a_large_loose_graph_is_connected()
    {
        var graph = Loose(250_000, 4000, 1.2, seed: 1);
        var groups = Leiden.ByModularity(graph, seed: 1);
        Assert.Equal(groups.Count, Components.Of(Inside(graph, groups)).Count);
    }

    // So many ties and so little order that the search goes up and down twice: with one way up the mean is .432, with two .437.
    [Fact]
    public void A_large_graph_without_clear_groups_is_gone_through_twice_and_every_group_is_connected()
    {
        var found = new List<double>();
        for (var seed = 1UL; seed <= 3; seed++)
        {
            var graph = Loose(100_000, 50_000, 2.7, seed);
            var groups = Leiden.ByModularity(graph, seed: seed);
            Assert.Equal(groups.Count, Components.Of(Inside(graph, groups)).Count);
            found.Add(Leiden.Modularity(graph, groups));
        }

        Assert.InRange(found.Average(), .435, 1);
    }

    // So little order that much moves after Louvain, and the way up ends where little does: not at the top, where every group is one vertex.
    // Groups fall apart on such a way seldom: one of the small graphs has one.
    [Theory]
    [InlineData(600, 1.5, 60)]
    [InlineData(4000, 4, 5)]
    [InlineData(4000, 14, 5)]
    public void Every_group_of_a_graph_without_order_is_connected_and_no_two_would_be_better_as_one(int count, double density, int graphs)
    {
        for (var seed = 1UL; seed <= (ulong)graphs; seed++)
        {
            var graph = Loose(count, count / 2, density, seed);
            var groups = Leiden.ByModularity(graph, seed: seed);
            Assert.Equal(groups.Count, Components.Of(Inside(graph, groups)).Count);
            Assert.InRange(BestJoin(graph, groups), double.NegativeInfinity, 1e-9);
        }
    }

    // Louvain goes down again before the rest begins: without that, the mean is .3428, with it .3460.
    [Fact]
    public void Groups_of_a_graph_without_order_are_looked_at_again_on_the_way_down_from_Louvain()
    {
        var found = new List<double>();
        for (var seed = 1UL; seed <= 20; seed++)
        {
            var graph = Loose(4000, 2000, 4, seed);
            found.Add(Leiden.Modularity(graph, Leiden.ByModularity(graph, seed: seed)));
        }

        Assert.InRange(found.Average(), .3445, 1);
    }

    // What joining two groups would add to modularity, at most.
    private static double BestJoin(Csr graph, Partition groups)
    {
        var (between, strengths, total) = (new double[groups.Count, groups.Count], new double[groups.Count], (double)graph.Targets.Length);
        for (var v = 0; v < graph.Count; v++)
        {
            foreach (var u in graph.Row(v))
            {
                between[groups.Of[v], groups.Of[u]]++;
                strengths[groups.Of[v]]++;
            }
        }

        var pairs = from a in Enumerable.Range(0, groups.Count) from b in Enumerable.Range(0, a) select 2 * ((between[a, b] / total) - (strengths[a] / total * (strengths[b] / total)));
        return pairs.Max();
    }

    private static Csr Loose(int count, int reach, double density, ulong seed)
    {
        var random = new Random((int)seed);
        var from = Enumerable.Range(0, (int)(density * count)).Select(i => i % count).ToArray();
        var to = Array.ConvertAll(from, v => (v + 1 + random.Next(reach)) % count);
        return Csr.Undirected(count, from, to).ToSimple().ToUnweighted();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void No_two_groups_would_be_better_as_one(int iterations) =>
        Cases.Sample((edges, resolution, seed) =>
        {
            var graph = edges.Undirected();
            var groups = Leiden.ByModularity(graph, resolution, seed, iterations);
            var quality = Leiden.Modularity(graph, groups, resolution);
            for (var a = 0; a < groups.Count; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    var merged = new Partition(Array.ConvertAll(groups.Of, g => g == a ? b : g), groups.Count);
                    Assert.True(Leiden.Modularity(graph, merged, resolution) <= quality + 1e-6);
                }
            }
        });

    [Fact]
    public void Modularity_equals_the_sum_over_all_pairs() =>
        Cases.Sample((edges, resolution, seed) =>
        {
            var graph = edges.Undirected();
            var groups = Leiden.ByModularity(graph, resolution, seed);
            Assert.Equal(SlowModularity(edges, groups, resolution), Leiden.Modularity(graph, groups, resolution), 1e-9);
        });

    [Fact]
    public void The_best_of_twenty_seeds_comes_close_to_the_best_groups_there_are() =>
        Edges.Up(to: 7, density: 2).Sample(edges =>
        {
            var graph = edges.Undirected();
            var best = AllPartitions(edges.Count).Max(groups => Leiden.Modularity(graph, groups));
            var found = Enumerable.Range(0, 20).Max(seed => Leiden.Modularity(graph, Leiden.ByModularity(graph, seed: (ulong)seed)));
            Assert.InRange(found, best - .02, best + 1e-6);
        }, iter: 40, seed: "6XdIhQIojdi3");

    [Fact]
    public void Planted_groups_are_found_again()
    {
        var groups = Leiden.ByModularity(Edges.Planted(groups: 8, size: 25, inside: .6, between: .01, seed: 3).Undirected());

        Assert.Equal(8, groups.Count);
        Assert.All(Enumerable.Range(0, 200), v => Assert.Equal(groups.Of[v / 25 * 25], groups.Of[v]));
    }

    [Fact]
    public void A_higher_density_asked_for_gives_smaller_groups()
    {
        var graph = Edges.Planted(groups: 6, size: 20, inside: .6, between: .05, seed: 5).Undirected();

        Assert.Equal(1, Leiden.ByDensity(graph, .01).Count);
        Assert.Equal(6, Leiden.ByDensity(graph, .2).Count);
        Assert.True(Leiden.ByDensity(graph, .99).Count > 20);
    }

    [Fact]
    public void Same_seed_same_groups() =>
        Cases.Sample((edges, resolution, seed) =>
            Assert.Equal(
                Leiden.ByModularity(edges.Undirected(), resolution, seed).Of,
                Leiden.ByModularity(edges.Undirected(), resolution, seed).Of));

    [Fact]
    public void Scale_of_the_weights_does_not_matter() =>
        Cases.Sample((edges, resolution, seed) =>
        {
            var scaled = edges with { Weight = Array.ConvertAll(edges.Weight, w => w * 1024) };
            Assert.Equal(
                Leiden.ByModularity(edges.Undirected(), resolution, seed).Of,
                Leiden.ByModularity(scaled.Undirected(), resolution, seed).Of);
        });

    [Fact]
    public void A_graph_without_edges_is_all_alone() =>
        Assert.Equal(5, Leiden.ByModularity(Csr.Undirected(5, [], [])).Count);

    [Fact]
    public void A_graph_without_vertices_has_no_groups() =>
        Assert.Equal(0, Leiden.ByModularity(Csr.Undirected(0, [], [])).Count);

    [Fact]
    public void Directed_graphs_and_negative_weights_are_refused()
    {
        Assert.Throws<ArgumentException>(() => Leiden.ByModularity(Csr.Directed(2, [0], [1])));
        Assert.Throws<ArgumentException>(() => Leiden.ByModularity(Csr.Undirected(2, [0], [1], [-1])));
        Assert.Throws<ArgumentException>(() => Leiden.ByModularity(Csr.Undirected(2, [0], [1], [double.NaN])));
        Assert.Throws<ArgumentException>(() => Leiden.ByModularity(Csr.Undirected(2, [0], [1]), resolution: -1));
    }

    private static Csr Inside(Csr graph, Partition groups)
    {
        var sources = graph.Sources();
        var kept = Enumerable.Range(0, sources.Length).Where(e => groups.Of[sources[e]] == groups.Of[graph.Targets[e]]).ToArray();
        return Csr.Directed(graph.Count, [.. kept.Select(e => sources[e])], [.. kept.Select(e => graph.Targets[e])]);
    }

    // A loop stands twice in its own cell, as in the usual definition.
    private static double SlowModularity(Edges edges, Partition groups, double resolution)
    {
        var matrix = edges.Matrix(directed: false);
        for (var v = 0; v < edges.Count; v++)
        {
            matrix[v, v] *= 2;
        }

        var strength = Enumerable.Range(0, edges.Count).Select(a => Enumerable.Range(0, edges.Count).Sum(b => matrix[a, b])).ToArray();
        var total = strength.Sum();
        var sum = 0.0;
        for (var a = 0; a < edges.Count; a++)
        {
            for (var b = 0; b < edges.Count; b++)
            {
                sum += groups.Of[a] == groups.Of[b] ? matrix[a, b] - (resolution * strength[a] * strength[b] / total) : 0;
            }
        }

        return total > 0 ? sum / total : 0;
    }

    // Restricted growth strings: each vertex joins a group used before it, or opens the next.
    private static IEnumerable<Partition> AllPartitions(int count)
    {
        IEnumerable<int[]> strings = [[]];
        for (var v = 0; v < count; v++)
        {
            strings = strings.SelectMany(s => Enumerable.Range(0, s.Length == 0 ? 1 : s.Max() + 2).Select(g => (int[])[.. s, g]));
        }

        return strings.Select(s => new Partition(s, s.Max() + 1));
    }
}
