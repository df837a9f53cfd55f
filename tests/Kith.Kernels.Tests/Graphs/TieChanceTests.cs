using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class TieChanceTests
{
    [Fact]
    public void Shared_neighbours_equal_a_count_over_all_thirds() =>
        Edges.Up(to: 10, density: 3).Sample(edges =>
        {
            var graph = edges.Directed().ToSimple();
            var matrix = edges.WithoutLoops().Matrix(directed: false);
            var all = Enumerable.Range(0, edges.Count).ToArray();
            var degree = Array.ConvertAll(all, z => all.Count(v => matrix[z, v] > 0));
            foreach (var a in all)
            {
                var (adamicAdar, allocation) = (SharedNeighbours.AdamicAdar(graph, a), SharedNeighbours.ResourceAllocation(graph, a));
                foreach (var b in all)
                {
                    var shared = all.Where(z => a != b && matrix[a, z] > 0 && matrix[z, b] > 0).ToArray();
                    Assert.Equal(shared.Sum(z => 1 / Math.Log(degree[z])), adamicAdar[b], 1e-12);
                    Assert.Equal(shared.Sum(z => 1.0 / degree[z]), allocation[b], 1e-12);
                }
            }

            Assert.Equal(
                from a in all from b in all let score = SharedNeighbours.AdamicAdar(graph, a)[b] where a < b && score > 0 select (a, b, score),
                SharedNeighbours.AdamicAdar(graph));
        });

    // Serrano's own words: the chance under a random split is (k − 1) times the integral of (1 − x)^(k − 2) from the share on.
    [Fact]
    public void The_chance_of_an_edge_equals_the_integral_of_its_density() =>
        Gen.Select(Edges.Up(to: 6, density: 3), Gen.Bool).Sample((edges, directed) =>
        {
            var graph = directed ? edges.Directed() : edges.Undirected();
            var (sources, chance) = (graph.Sources(), BackboneFilter.Chance(graph));
            var matrix = edges.Matrix(directed);
            var all = Enumerable.Range(0, edges.Count).ToArray();
            for (var e = 0; e < chance.Length; e++)
            {
                var (u, v) = (sources[e], graph.Targets[e]);
                var outgoing = Integral(matrix[u, v] / all.Sum(t => matrix[u, t]), all.Count(t => matrix[u, t] > 0));
                var incoming = Integral(matrix[u, v] / all.Sum(s => matrix[s, v]), all.Count(s => matrix[s, v] > 0));
                Assert.Equal(Math.Min(outgoing, incoming), chance[e], 1e-4);
            }
        }, iter: 30);

    [Fact]
    public void The_backbone_keeps_the_strong_tie_of_each_and_drops_the_many_weak()
    {
        var hub = Csr.Undirected(12, [.. Enumerable.Repeat(0, 11), 1], [.. Enumerable.Range(1, 11), 2], [30, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]);

        var backbone = BackboneFilter.Keep(hub, level: .05);

        Assert.Equal([1], backbone.Row(0).ToArray());
        Assert.Equal(12, backbone.Count);
    }

    [Fact]
    public void A_connected_backbone_lets_nobody_fall_off() =>
        Edges.Up(to: 12, density: 2).Sample(edges =>
        {
            var graph = edges.Undirected();
            Assert.Equal(Components.Of(graph).Of, Components.Of(BackboneFilter.Keep(graph, .05, connected: true)).Of);
        });

    private static double Integral(double share, int degree)
    {
        if (degree < 2)
        {
            return 1;
        }

        const int Steps = 20000;
        var width = (1 - share) / Steps;
        return Enumerable.Range(0, Steps).Sum(i => (degree - 1) * Math.Pow(1 - share - ((i + .5) * width), degree - 2) * width);
    }
}
