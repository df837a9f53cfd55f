using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class FittedLeidenTests
{
    // Plain modularity cannot see groups this small in a graph this large (Fortunato and Barthélemy 2007).
    [Fact]
    public void Many_small_groups_are_found_where_plain_modularity_merges_them()
    {
        var graph = Edges.Planted(groups: 80, size: 10, inside: .7, between: .004, seed: 11).Undirected();

        Assert.InRange(Leiden.ByModularity(graph).Count, 2, 60);
        Assert.InRange(FittedLeiden.Find(graph).Groups.Count, 78, 84);
    }

    [Fact]
    public void Few_large_groups_stay_whole()
    {
        var graph = Edges.Planted(groups: 3, size: 40, inside: .5, between: .05, seed: 12).Undirected();

        Assert.Equal(3, FittedLeiden.Find(graph).Groups.Count);
    }

    [Fact]
    public void The_resolution_found_is_the_one_its_groups_imply()
    {
        var graph = Edges.Planted(groups: 20, size: 12, inside: .6, between: .02, seed: 13).Undirected();

        var (groups, resolution) = FittedLeiden.Find(graph);

        Assert.InRange(FittedLeiden.Implied(graph, groups)!.Value / resolution, .97, 1.03);
    }

    // Two groups of two: each pair inside weighs 3, each of two pairs across 1. Half the weight is expected inside.
    [Fact]
    public void The_implied_resolution_follows_from_the_two_rates()
    {
        var graph = Csr.Undirected(4, [0, 2, 0, 1], [1, 3, 2, 3], [3, 3, 1, 1]);

        var implied = FittedLeiden.Implied(graph, new Partition([0, 0, 1, 1], 2));

        Assert.Equal((1.5 - .5) / Math.Log(3), implied!.Value, 12);
    }

    [Fact]
    public void Groups_without_a_bridge_or_without_edges_have_no_better_resolution()
    {
        var (groups, resolution) = FittedLeiden.Find(Csr.Undirected(5, [0, 2], [1, 3]));

        Assert.Equal(3, groups.Count);
        Assert.Equal(1, resolution);
        Assert.Equal(3, FittedLeiden.Find(Csr.Undirected(3, [], [])).Groups.Count);
    }

    [Fact]
    public void Same_seed_same_groups()
    {
        var graph = Edges.Planted(groups: 6, size: 10, inside: .4, between: .1, seed: 14).Undirected();

        Assert.Equal(FittedLeiden.Find(graph, 9).Groups.Of, FittedLeiden.Find(graph, 9).Groups.Of);
    }
}
