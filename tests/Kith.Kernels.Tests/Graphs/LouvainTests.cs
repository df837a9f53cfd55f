using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LouvainTests
{
    [Fact]
    public void No_vertex_alone_and_no_two_groups_would_be_better_placed_at_the_end() =>
        Gen.Select(Edges.Up(to: 20, density: 3), Gen.Double[0.1, 3], Gen.ULong).Sample((edges, resolution, seed) =>
        {
            var graph = edges.Undirected();
            var groups = Louvain.ByModularity(graph, resolution, seed);
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
    public void Planted_groups_are_found_again()
    {
        var groups = Louvain.ByModularity(Edges.Planted(groups: 8, size: 25, inside: .6, between: .01, seed: 3).Undirected());

        Assert.Equal(8, groups.Count);
        Assert.All(Enumerable.Range(0, 200), v => Assert.Equal(groups.Of[v / 25 * 25], groups.Of[v]));
    }

    [Fact]
    public void Leiden_finds_groups_no_worse_on_average()
    {
        var graph = Edges.Planted(groups: 40, size: 12, inside: .4, between: .01, seed: 17).Undirected();

        var (louvain, leiden) = (Mean(seed => Louvain.ByModularity(graph, 1, seed)), Mean(seed => Leiden.ByModularity(graph, 1, seed)));

        Assert.InRange(leiden, louvain, 1);

        double Mean(Func<ulong, Partition> find) => Enumerable.Range(0, 20).Average(seed => Leiden.Modularity(graph, find((ulong)seed)));
    }

    [Fact]
    public void Same_seed_same_groups()
    {
        var graph = Edges.Planted(groups: 6, size: 10, inside: .4, between: .1, seed: 14).Undirected();

        Assert.Equal(Louvain.ByModularity(graph, 1, 9).Of, Louvain.ByModularity(graph, 1, 9).Of);
    }

    [Fact]
    public void Directed_graphs_are_refused() =>
        Assert.Throws<ArgumentException>(() => Louvain.ByModularity(Csr.Directed(2, [0], [1])));
}
