using CsCheck;
using Kith.Kernels.Graphs;
using static Kith.Kernels.Tests.Graphs.SlowConstraint;

namespace Kith.Kernels.Tests.Graphs;

/// <summary>Among few people constraint goes a way of its own.</summary>
public class SmallHolesTests
{
    private static readonly Dictionary<string, Csr> Graphs = new()
    {
        ["at random, as many people as there is room for"] = Pairs(SmallRows.Most, [.. Some(SmallRows.Most, 12_000), (0, SmallRows.Most - 1)]),
        ["rows to more than 32 of higher degree, of more than 64 contacts"] = Pairs(200, Some(200, 12_000)),
        ["everybody with everybody"] = Edges.Clique(150).Undirected(),
        ["a ring"] = Pairs(300, [.. Around(people: 300, side: 6)]),
        ["exactly 32 contacts each"] = Pairs(300, [.. Around(people: 300, side: 16)]),
        ["exactly 64 contacts each"] = Pairs(300, [.. Around(people: 300, side: 32)]),
        ["a group of many contacts and others of few"] = Pairs(500, [.. Some(500, 900), .. Some(90, 2500)]),
        ["a star: nobody shares anybody"] = Pairs(1000, [.. Enumerable.Range(1, 998).Select(v => (0, v))]),
        ["two people"] = Pairs(2, [(0, 1)]),
        ["some without contacts"] = Pairs(700, Some(350, 2000)),
    };

    public static TheoryData<string> Names => [.. Graphs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Constraint_equals_the_sum_over_all_contacts_looked_up_one_by_one(string name)
    {
        var graph = Graphs[name];

        var constraint = Constraint(graph, Work.Alone);

        Assert.All(Of(graph).Zip(constraint), both => Assert.Equal(both.First, both.Second, 1e-13));
        Assert.All(constraint.Zip(StructuralHoles.ConstraintOf(graph)), both => Assert.Equal(both.First, both.Second, 1e-13));
    }

    [Fact]
    public void Small_graphs_of_any_shape_agree_too() =>
        Edges.Up(to: 40, density: 8).Sample(edges =>
        {
            var graph = edges.Undirected().ToSimple().ToUnweighted();
            Assert.All(Of(graph).Zip(Constraint(graph, Work.Alone)), both => Assert.Equal(both.First, both.Second, 1e-13));
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Threads_do_not_change_a_bit(string name)
    {
        var alone = Constraint(Graphs[name], Work.Alone);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(alone, Constraint(Graphs[name], new Work(threads) { Worthwhile = 0 }));
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Everybody_has_a_bit_for_each_contact(string name)
    {
        var graph = Graphs[name];
        Assert.All(Bits(graph).Select((row, v) => (row, v)), one => Assert.Equal(graph.Row(one.v).ToArray(), one.row));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_edge_that_may_share_somebody_stands_once_and_leads_to_whoever_came_before(string name)
    {
        var graph = Graphs[name];
        using var rows = SmallRows.Of(graph);
        var place = Ranked.ByDegree(graph).Select((v, r) => (v, r)).ToDictionary(one => one.v, one => one.r);
        var edges = graph.PerVertex(v => graph.Row(v).ToArray().Where(u => place[u] < place[v] && graph.Degree(v) > 1).Select(u => (place[v], u))).SelectMany(row => row);
        Assert.Equal(edges.Order(), rows is null ? edges.Order() : Enumerable.Range(0, rows.Count).SelectMany(r => rows.Targets[rows.Offsets[r]..rows.Offsets[r + 1]].Select(u => (r, u))).Order());
    }

    [Fact]
    public void Many_people_weights_and_no_ties_go_another_way()
    {
        Assert.Null(SmallRows.Of(Pairs(SmallRows.Most + 1, Some(500, 4000))));
        Assert.Null(SmallRows.Of(Csr.Undirected(3, [0, 1], [1, 2], [1, 2])));
        Assert.Null(SmallRows.Of(Csr.Undirected(3, [], [])));
    }

    [Fact]
    public void Asked_for_with_the_other_measures_constraint_is_the_same_to_the_bit() =>
        Assert.All(Graphs.Values, graph => Assert.Equal(StructuralHoles.ConstraintOf(graph), StructuralHoles.Of(graph).Constraint));

    // Weights other than 1 go another way.
    [Theory]
    [MemberData(nameof(Names))]
    public void All_four_are_what_they_are_where_each_tie_weighs_two(string name)
    {
        var graph = Graphs[name];

        var (holes, twice) = (StructuralHoles.Of(graph), StructuralHoles.Of(graph.Weighing([.. graph.Targets.Select(_ => 2.0)])));

        Assert.All(twice.Constraint.Zip(holes.Constraint), both => Assert.Equal(both.First, both.Second, 1e-12));
        Assert.All(twice.EffectiveSize.Zip(holes.EffectiveSize), both => Assert.Equal(both.First, both.Second, 1e-9));
        Assert.All(twice.Efficiency.Zip(holes.Efficiency), both => Assert.Equal(both.First, both.Second, 1e-9));
        Assert.All(twice.Hierarchy.Zip(holes.Hierarchy), both => Assert.Equal(both.First, both.Second, 1e-9));
    }

    [Fact]
    public void It_can_be_stopped()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => StructuralHoles.ConstraintOf(Graphs["everybody with everybody"], new Work(Cancel: stop.Token)));
    }

    // Where there is no way of its own, by the common one.
    private static double[] Constraint(Csr graph, Work work)
    {
        using var rows = SmallRows.Of(graph);
        using var crew = Crew.For(work, work.Worthwhile + 1);
        Assert.Equal(HubSums.IsSupported && graph.Targets.Length > 0, rows is not null);
        return rows is null ? StructuralHoles.ConstraintOf(graph, work) : SmallHoles.ConstraintOf(rows, crew, work);
    }

    private static unsafe int[][] Bits(Csr graph)
    {
        if (!HubSums.IsSupported)
        {
            return graph.PerVertex(v => graph.Row(v).ToArray());
        }

        var words = new long[SmallBits.Room(graph.Count)];
        fixed (long* rows = words)
        {
            SmallBits.Write(graph, rows);
        }

        return graph.PerVertex(v => Enumerable.Range(0, SmallRows.Most).Where(u => ((words[(v * SmallRows.Words) + (u >> 6)] >> u) & 1) == 1).ToArray());
    }
}
