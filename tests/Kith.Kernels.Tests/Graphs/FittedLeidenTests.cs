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
    public void Chance_is_not_taken_for_groups()
    {
        var graph = Edges.Planted(groups: 20, size: 20, inside: .3, between: .016, seed: 13).Undirected();

        Assert.InRange(FittedLeiden.Find(graph).Groups.Count, 18, 24);
    }

    [Fact]
    public void The_resolution_found_is_near_the_best_for_ties_that_were_held_out()
    {
        var graph = Edges.Planted(groups: 20, size: 12, inside: .5, between: .02, seed: 15).Undirected();
        var held = new HeldOutEdges(graph, seed: 1, Work.Alone);

        var best = Enumerable.Range(0, 13).Max(at => held.Gain(Math.Pow(2, at / 2.0), Work.Alone));

        Assert.InRange(held.Gain(FittedLeiden.Find(graph).Resolution, Work.Alone), .97 * best, double.MaxValue);
    }

    // Found by counting ties that were held out one by one, as it is written.
    [Fact]
    public void What_groups_foretell_is_how_much_likelier_they_make_the_ties_held_out()
    {
        var edges = Edges.Planted(groups: 4, size: 8, inside: .6, between: .05, seed: 16);
        var graph = Csr.Undirected(edges.Count, edges.From, edges.To, [.. edges.From.Select((from, at) => 1 + ((from + at) % 3))]);
        var (held, resolution) = (new HeldOutEdges(graph, seed: 5, Work.Alone), 1.5);
        var (all, inside, expected) = (0.0, 0.0, 0.0);
        foreach (var left in held.Left)
        {
            var groups = Leiden.ByModularity(ShortWalks.Weigh(left), resolution, seed: 5);
            var strengths = Enumerable.Range(0, graph.Count).Select(v => left.RowWeights(v).ToArray().Sum()).ToArray();
            var chance = groups.Members().Sum(members => Math.Pow(members.Sum(v => strengths[v]) / strengths.Sum(), 2));
            foreach (var (a, b, weight) in graph.Sources().Zip(graph.Targets, graph.Weights).Where(tie => tie.First < tie.Second && !left.Row(tie.First).Contains(tie.Second)))
            {
                all += weight;
                expected += weight * chance;
                inside += groups.Of[a] == groups.Of[b] ? weight : 0;
            }
        }

        var (f, e) = (inside / all, expected / all);
        Assert.Equal((f * Math.Log(f / e)) + ((1 - f) * Math.Log((1 - f) / (1 - e))), held.Gain(resolution, Work.Alone), 1e-12);
        Assert.Equal(graph.Weights.Sum() / 2, all, 1e-9);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1.75, 1.75)]
    [InlineData(6.4, 6.4)]
    [InlineData(-3, 0)]
    public void The_peak_of_a_parabola_is_found_where_it_is(double top, double found) =>
        Assert.Equal(found, FittedLeiden.Peak(at => -(at - top) * (at - top)), 1e-9);

    // The last but one stands between four groups, and is alone as they are found; the last has a tie that weighs nothing, which is none.
    [Fact]
    public void Nobody_who_has_ties_is_a_group_alone()
    {
        const int Groups = 4, Size = 12, Bridge = Groups * Size;
        var edges = Edges.Planted(Groups, Size, inside: .6, between: 0, seed: 17);
        var graph = Csr.Undirected(
            Bridge + 2,
            [.. edges.From, .. Enumerable.Repeat(Bridge, Groups), 0],
            [.. edges.To, .. Enumerable.Range(0, Groups).Select(group => group * Size), Bridge + 1],
            [.. edges.Weight, .. Enumerable.Repeat(1.0, Groups), 0]);

        var (groups, resolution) = FittedLeiden.Find(graph);

        var found = Leiden.ByModularity(ShortWalks.Weigh(graph), resolution, seed: 1);
        Assert.Equal(1, found.Sizes()[found.Of[Bridge]]);
        Assert.All(Enumerable.Range(0, graph.Count), v => Assert.Equal(graph.RowWeights(v).ToArray().Sum() > 0, groups.Sizes()[groups.Of[v]] > 1));
    }

    [Fact]
    public void Groups_without_a_bridge_or_without_edges_have_no_better_resolution()
    {
        var (groups, resolution) = FittedLeiden.Find(Csr.Undirected(5, [0, 2], [1, 3]));

        Assert.Equal(3, groups.Count);
        Assert.Equal(1, resolution, 1e-12);
        Assert.Equal(3, FittedLeiden.Find(Csr.Undirected(3, [], [])).Groups.Count);
    }

    [Fact]
    public void Same_seed_same_groups()
    {
        var graph = Edges.Planted(groups: 6, size: 10, inside: .4, between: .1, seed: 14).Undirected();

        Assert.Equal(FittedLeiden.Find(graph, 9).Groups.Of, FittedLeiden.Find(graph, 9).Groups.Of);
    }
}
