using CsCheck;
using Kith.Kernels.Graphs;
using static Kith.Kernels.Tests.Graphs.SlowConstraint;

namespace Kith.Kernels.Tests.Graphs;

/// <summary>Where many people have few contacts each, constraint goes a way of its own.</summary>
public class SparseRowsTests
{
    private static readonly Dictionary<string, Csr> Graphs = new()
    {
        ["at random"] = Pairs(3000, Some(3000, 9000)),
        ["a ring"] = Pairs(1000, [.. Around(people: 1000, side: 5)]),
        ["rows longer than two blocks"] = Pairs(300, [.. Around(people: 300, side: 20)]),
        ["a ring, and its last knows many"] = Pairs(1000, [.. Around(people: 1000, side: 5), .. Enumerable.Range(0, 60).Select(v => (15 * v, 999))]),
        ["two at the end who share all their contacts"] = Pairs(66, [(64, 65), .. Enumerable.Range(0, 64).SelectMany(v => ((int, int)[])[(v, 64), (v, 65)])]),
        ["a large circle among many"] = Pairs(900, [.. Some(900, 3000), .. Everybody(60)]),
        ["one row that knows everybody"] = Pairs(5000, [.. Enumerable.Range(1, 4999).Select(v => (0, v)), .. Around(people: 5000, side: 1)]),
        ["some without contacts"] = Pairs(500, Some(500, 300)),
        ["a single tie"] = Pairs(2, [(0, 1)]),
        ["many people"] = Pairs(100_000, [.. Some(100_000, 150_000), .. Around(people: 100_000, side: 2)]),
        ["contacts that only the last 16 bits take for one"] = Two([10, 27, 44], [10 + (1 << 16), 27 + (1 << 16), 44 + (2 << 16)]),
        ["the same last 16 bits several times in one row"] = Two([10, 10 + (1 << 16), 10 + (2 << 16), 27, 27 + (1 << 16)], [10, 10 + (1 << 16), 10 + (2 << 16), 27, 27 + (2 << 16)]),
    };

    public static TheoryData<string> Names => [.. Graphs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Constraint_equals_the_sum_over_all_contacts_looked_up_one_by_one(string name)
    {
        var graph = Graphs[name];
        using var rows = SparseRows.Of(graph, evenIfSlower: true);
        Assert.Equal(SparseTriangles.IsSupported, rows is not null);

        var (slow, constraint) = (SlowConstraint.Of(graph), StructuralHoles.ConstraintOf(graph));

        Assert.All(slow.Zip(rows is null ? constraint : SparseHoles.ConstraintOf(rows, Work.Alone)), both => Assert.Equal(both.First, both.Second, 1e-13));
        Assert.All(slow.Zip(constraint), both => Assert.Equal(both.First, both.Second, 1e-13));
        Assert.Equal(constraint, StructuralHoles.Of(graph).Constraint);
        Assert.Equal(constraint, StructuralHoles.ConstraintOf(graph, new Work(Threads: 3) { Worthwhile = 0 }));
    }

    // Where weights are not 1, triangles are found one by one; all measures are of proportions.
    [Theory]
    [MemberData(nameof(Names))]
    public void All_measures_equal_those_of_the_same_ties_at_twice_the_weight(string name)
    {
        var graph = Graphs[name];
        var (holes, twice) = (StructuralHoles.Of(graph), StructuralHoles.Of(Csr.Undirected(graph.Count, graph.Sources(), graph.Targets)));

        Assert.False(Csr.Undirected(graph.Count, graph.Sources(), graph.Targets).IsUnit);
        Assert.All(twice.Constraint.Zip(holes.Constraint), both => Assert.Equal(both.First, both.Second, 1e-12));
        Assert.All(twice.EffectiveSize.Zip(holes.EffectiveSize), both => Assert.Equal(both.First, both.Second, 1e-9));
        Assert.All(twice.Efficiency.Zip(holes.Efficiency), both => Assert.Equal(both.First, both.Second, 1e-12));
        Assert.All(twice.Hierarchy.Zip(holes.Hierarchy), both => Assert.Equal(both.First, both.Second, 1e-9));
    }

    [Fact]
    public void Small_graphs_of_any_shape_agree_too() =>
        Edges.Up(to: 40, density: 8).Sample(edges =>
        {
            var graph = edges.Undirected().ToSimple().ToUnweighted();
            using var rows = SparseRows.Of(graph, evenIfSlower: true);
            Assert.All(SlowConstraint.Of(graph).Zip(rows is null ? StructuralHoles.ConstraintOf(graph) : SparseHoles.ConstraintOf(rows, Work.Alone)), both => Assert.Equal(both.First, both.Second, 1e-13));
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_edge_stands_once_with_its_row(string name)
    {
        var graph = Graphs[name];
        using var rows = SparseRows.Of(graph, evenIfSlower: true);
        if (rows is null)
        {
            Assert.False(SparseTriangles.IsSupported);
            return;
        }

        var edges = Enumerable.Range(0, rows.Edges).Select(e => (One: Math.Min(rows.From[e], rows.To[e]), Other: Math.Max(rows.From[e], rows.To[e])));
        var lengths = rows.Rows.Take(rows.Count).Select(row => (int)(row >> 32)).ToArray();

        Assert.Equal(Enumerable.Range(0, graph.Count).SelectMany(v => graph.Row(v).ToArray().Where(other => other > v).Select(other => (v, other))), edges.Order());
        Assert.Equal(Enumerable.Range(0, rows.Count).SelectMany(v => Enumerable.Repeat(v, lengths[v])), rows.From.Take(rows.Edges));
        Assert.Equal(lengths.Select((_, v) => lengths.Take(v).Sum(length => (long)length)).Take(2000), rows.Rows.Take(rows.Count).Select(row => (long)(uint)row).Take(2000));
        Assert.Equal(lengths.Max(), rows.Longest);
    }

    [Fact]
    public void Few_people_hubs_triangles_many_contacts_and_weights_go_another_way()
    {
        Assert.Null(SparseRows.Of(Pairs(900, Some(900, 1300))));
        Assert.Null(SparseRows.Of(Pairs(30_000, [.. Around(people: 30_000, side: 1)])));
        Assert.Null(SparseRows.Of(Pairs(30_000, Some(30_000, 75_000))));
        Assert.Null(SparseRows.Of(Pairs(60_000, Some(60_000, 240_000))));
        Assert.Null(SparseRows.Of(Pairs(70_000, Some(70_000, 500_000))));
        Assert.Null(SparseRows.Of(Pairs(70_000, [.. Some(70_000, 280_000), .. Enumerable.Range(1, 20_000).Select(v => (0, v))])));
        Assert.Null(SparseRows.Of(Pairs(70_000, [.. Enumerable.Range(0, 10_000).SelectMany(group => Everybody(7).Select(pair => ((7 * group) + pair.One, (7 * group) + pair.Other)))])));
        Assert.Null(SparseRows.Of(Pairs(70_000, [.. Everybody(500).Select(pair => (pair.One + 1, pair.Other + 1))])));
        Assert.Null(SparseRows.Of(Csr.Undirected(3, [0, 1], [1, 2], [1, 2]), evenIfSlower: true));
        Assert.Null(SparseRows.Of(Csr.Undirected(3, [], []), evenIfSlower: true));
    }

    [Fact]
    public void Few_contacts_of_many_people_go_this_way()
    {
        foreach (var graph in (Csr[])[Graphs["many people"], Pairs(3000, Some(3000, 4500)), Pairs(40_000, [.. Around(people: 40_000, side: 1)]), Pairs(40_000, [.. Some(40_000, 90_000), .. Enumerable.Range(1, 10_000).Select(v => (0, v))]), Pairs(80_000, Some(80_000, 400_000)), Pairs(70_000, [.. Some(70_000, 150_000), .. Enumerable.Range(1, 20_000).Select(v => (0, v))])])
        {
            using var rows = SparseRows.Of(graph);
            Assert.Equal(SparseTriangles.IsSupported, rows is not null);
        }
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => StructuralHoles.ConstraintOf(Graphs["many people"], new Work(Cancel: stop.Token)));
    }

    // Two who know each other, and whose rows lead to contacts of whom each knows twenty others.
    private static Csr Two(int[] ofOne, int[] ofOther) => Pairs(200_000,
    [
        (150_000, 150_001),
        .. ofOne.Select(contact => (150_000, contact)),
        .. ofOther.Select(contact => (150_001, contact)),
        .. ofOne.Union(ofOther).SelectMany((contact, i) => Enumerable.Range(0, 20).Select(k => (contact, 160_000 + (20 * i) + k))),
    ]);

    private static IEnumerable<(int One, int Other)> Everybody(int size) => Enumerable.Range(0, size).SelectMany(a => Enumerable.Range(0, a).Select(b => (a, b)));
}
