using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class SpanningForestTests
{
    [Fact]
    public void No_choice_of_edges_that_holds_the_same_together_costs_less() =>
        Edges.Up(to: 6, density: 2).Sample(edges =>
        {
            var graph = edges.Undirected();
            var forest = SpanningForest.Cheapest(graph, graph.Weights);
            Assert.Equal(Components.Of(graph).Of, Components.Of(forest).Of);
            Assert.Equal(SlowCost(graph), forest.Weights.Sum() / 2, 1e-9);
        }, iter: 20);

    [Fact]
    public void The_strongest_forest_drops_the_weakest_edge_of_a_circle() =>
        Assert.Equal([0, 1, 1, 2], SpanningForest.Strongest(Csr.Undirected(3, [0, 1, 2], [1, 2, 0], [3, 2, 1])).Sources());

    [Fact]
    public void Directed_graphs_and_wrong_lengths_are_refused()
    {
        Assert.Throws<ArgumentException>(() => SpanningForest.Strongest(Csr.Directed(2, [0], [1])));
        Assert.Throws<ArgumentException>(() => SpanningForest.Cheapest(Csr.Undirected(2, [0], [1]), [1]));
    }

    // Tries every set of edges.
    private static double SlowCost(Csr graph)
    {
        var sources = graph.Sources();
        var edges = Enumerable.Range(0, sources.Length).Where(e => sources[e] < graph.Targets[e]).ToArray();
        var components = Components.Of(graph).Count;
        return Enumerable.Range(0, 1 << edges.Length)
            .Select(set => edges.Where((_, i) => (set >> i & 1) == 1).ToArray())
            .Where(set => Components.Of(Csr.Undirected(graph.Count, [.. set.Select(e => sources[e])], [.. set.Select(e => graph.Targets[e])])).Count == components)
            .Min(set => set.Sum(e => graph.Weights[e]));
    }
}
