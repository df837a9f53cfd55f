using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LeidenFoldTests
{
    private static readonly Gen<(Edges Edges, bool IsUnit, bool IsSearched, double Resolution)> Cases =
        Gen.Select(Edges.Up(to: 40, density: 1), Gen.Bool, Gen.Bool, Gen.Double[0, 3]);

    // By hand: who has one edge and would join whatever group the other end is in, goes there.
    [Fact]
    public void What_is_left_is_the_graph_without_those_who_go_with_the_only_one_they_have() =>
        Cases.Sample((edges, isUnit, isSearched, resolution) =>
        {
            var level = Level(edges, isUnit, resolution);
            var hosts = Hosts(level);

            var fold = LeidenFold.Of(level, many: isSearched ? 0 : int.MaxValue);

            var isFolded = isSearched || hosts.Where((host, v) => host != v).Count() > level.Count / 16;
            Assert.Equal(isFolded, fold.Level != level);
            if (isFolded)
            {
                AssertSame(level, hosts, fold);
            }
        });

    [Fact]
    public void One_who_has_one_contact_is_in_their_group_and_one_who_has_nobody_alone() =>
        Cases.Sample((edges, isUnit, _, _) =>
        {
            var graph = Graph(edges, isUnit);
            var level = LeidenLevel.From(graph, Leiden.Strengths(graph), 0);
            foreach (var groups in new[] { Leiden.ByModularity(graph), Louvain.ByModularity(graph) })
            {
                for (var v = 0; v < graph.Count; v++)
                {
                    if (Targets(level, v) is [var only])
                    {
                        Assert.Equal(groups.Of[only], groups.Of[v]);
                    }
                    else if (Targets(level, v).Length == 0)
                    {
                        Assert.Equal(1, groups.Sizes()[groups.Of[v]]);
                    }
                }
            }
        });

    // A star of three: the middle has mass 3, so that at this resolution to join it costs each leaf more than their edge is worth.
    [Fact]
    public void One_who_would_be_better_off_alone_is_left_there()
    {
        var star = Csr.Undirected(4, [0, 0, 0], [1, 2, 3]);
        Assert.Equal(4, Leiden.ByModularity(star, resolution: 3).Count);
        Assert.Equal(1, Leiden.ByModularity(star, resolution: .9).Count);
    }

    // Neighbours are near each other above however they were numbered below.
    [Fact]
    public void Neighbours_are_placed_near_each_other()
    {
        const int Count = 2000;
        var random = new Random(1);
        var names = Enumerable.Range(0, Count).ToArray();
        random.Shuffle(names);
        var ring = Csr.Undirected(Count, names, [.. names.Skip(1), names[0]]).ToUnweighted();

        var level = LeidenFold.Of(LeidenLevel.From(ring, Leiden.Strengths(ring), .001), many: 0).Level;

        var far = Enumerable.Range(0, Count).Max(v => Targets(level, v).Max(u => Math.Abs(v - u)));
        Assert.True(far <= 2, $"Neighbours are up to {far} places apart.");
    }

    private static void AssertSame(LeidenLevel level, int[] hosts, LeidenFold fold)
    {
        var left = Enumerable.Range(0, level.Count).Count(v => hosts[v] == v);
        var above = Enumerable.Range(0, fold.Level.Count).Select(p => (Mass: fold.Level.Masses[p], Edges: Ties(fold.Level, p))).ToArray();
        var places = fold.Unfold(Sequence.UpTo(left)); // everybody above in a group of their own
        Assert.Equal(left, above.Length);
        Assert.Equal(Enumerable.Range(0, left), places.Where((_, v) => hosts[v] == v).Order());
        for (var v = 0; v < level.Count; v++)
        {
            if (hosts[v] < 0)
            {
                Assert.InRange(places[v], left, level.Count - 1);
                Assert.Single(places, place => place == places[v]);
                continue;
            }

            Assert.Equal(places[hosts[v]], places[v]);
            var mine = Enumerable.Range(0, level.Count).Where(u => hosts[u] == hosts[v]);
            Assert.Equal(mine.Sum(u => level.Masses[u]), above[places[v]].Mass, 1e-9);
            var kept = Ties(level, hosts[v]).Where(tie => hosts[tie.To] == tie.To).Select(tie => (places[tie.To], tie.Weight));
            Assert.Equal(kept, above[places[v]].Edges);
        }
    }

    private static (int To, float Weight)[] Ties(LeidenLevel level, int v) =>
        [.. Enumerable.Range(level.Offsets[v], level.Offsets[v + 1] - level.Offsets[v])
            .Select(e => (level.Targets[e], level.Weights.Length > 0 ? level.Weights[e] : 1))];

    private static int[] Hosts(LeidenLevel level) =>
        [.. Enumerable.Range(0, level.Count).Select(v => Targets(level, v) switch
        {
            [] => -1,
            [var only] when (only < v || Targets(level, only).Length > 1)
                && (level.Weights.Length > 0 ? level.Weights[level.Offsets[v]] : 1) >= level.Resolution * level.Masses[v] * (level.Masses.Sum() - level.Masses[v]) => only,
            _ => v,
        })];

    private static int[] Targets(LeidenLevel level, int v) => level.Targets[level.Offsets[v]..level.Offsets[v + 1]];

    private static Csr Graph(Edges edges, bool isUnit) =>
        isUnit ? edges.WithoutLoops().Undirected().ToSimple().ToUnweighted() : edges.Undirected().ToSimple();

    private static LeidenLevel Level(Edges edges, bool isUnit, double resolution)
    {
        var graph = Graph(edges, isUnit);
        var strengths = Leiden.Strengths(graph);
        return LeidenLevel.From(graph, strengths, strengths.Sum() > 0 ? resolution / strengths.Sum() : 0);
    }
}
