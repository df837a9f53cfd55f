using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LayoutLevelsTests
{
    // 2 - 0 = 1 - 3: would the middle, most strongly bound, choose first, all four became one.
    [Fact]
    public void Those_with_few_neighbours_choose_first_into_whom_they_melt()
    {
        var graph = Csr.Undirected(4, [0, 0, 1], [1, 2, 3], [10, 1, 1]);

        var (parents, count) = LayoutLevels.Merge(graph, graph.PerVertex(v => 1.0 + graph.Degree(v)));

        Assert.Equal(2, count);
        Assert.Equal((parents[0], parents[1]), (parents[2], parents[3]));
    }

    [Fact]
    public void Into_one_melt_six_at_most_and_whoever_has_no_other_neighbour()
    {
        var clique = Edges.Clique(40).Undirected();
        var star = Csr.Undirected(40, [.. Enumerable.Repeat(0, 39)], [.. Enumerable.Range(1, 39)], [.. Enumerable.Repeat(1.0, 39)]);

        Assert.InRange(LayoutLevels.Merge(clique, clique.PerVertex(v => 1.0)).Parents.CountBy(parent => parent).Max(each => each.Value), 2, 6);
        Assert.Equal(1, LayoutLevels.Merge(star, star.PerVertex(v => 1.0)).Count);
    }
}
