using CsCheck;
using Kith.Kernels.Graphs;
using static Kith.Kernels.Tests.Graphs.SlowConstraint;

namespace Kith.Kernels.Tests.Graphs;

/// <summary>Where everybody has few contacts, constraint goes a way of its own.</summary>
public class ShortRowsTests
{
    private static readonly Dictionary<string, Csr> Graphs = new()
    {
        ["at random"] = Random(people: 3000, ties: 9000),
        ["a ring"] = Ring(people: 1000, side: 5),
        ["a grid without triangles"] = Pairs(2500, [.. Enumerable.Range(0, 2499).Where(v => v % 50 < 49).Select(v => (v, v + 1)), .. Enumerable.Range(0, 2450).Select(v => (v, v + 50))]),
        ["rows of every length up to sixteen"] = Ring(people: 600, side: 9),
        ["rows longer than registers hold"] = Ring(people: 300, side: 14),
        ["a ring, and its last knows many"] = Pairs(1000, [.. Around(people: 1000, side: 5), .. Enumerable.Range(0, 60).Select(v => (15 * v, 999))]),
        ["two at the end who share all their contacts"] = Pairs(66, [(64, 65), .. Enumerable.Range(0, 64).SelectMany(v => ((int, int)[])[(v, 64), (v, 65)])]),
        ["a large group among many"] = Group(people: 900, size: 50, ties: 9000),
        ["a middle-sized group, told apart by degree"] = Group(people: 200, size: 25, ties: 800),
        ["some known to many"] = Known(people: 4000),
        ["the last number that fits"] = Known(people: 1 << 16),
        ["some without contacts"] = Random(people: 500, ties: 300),
    };

    public static TheoryData<string> Names => [.. Graphs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Constraint_equals_the_sum_over_all_contacts_looked_up_one_by_one(string name)
    {
        var graph = Graphs[name];
        using var rows = ShortRows.Of(graph, evenIfSlower: true);
        Assert.Equal(HubSums.IsSupported, rows is not null);

        var (slow, constraint) = (SlowConstraint.Of(graph), StructuralHoles.ConstraintOf(graph));

        Assert.All(slow.Zip(rows is null ? constraint : ShortHoles.ConstraintOf(rows, Work.Alone)), both => Assert.Equal(both.First, both.Second, 1e-13));
        Assert.All(slow.Zip(constraint), both => Assert.Equal(both.First, both.Second, 1e-13));
        Assert.Equal(constraint, StructuralHoles.Of(graph).Constraint);
    }

    [Fact]
    public void Small_graphs_of_any_shape_agree_too() =>
        Edges.Up(to: 40, density: 8).Sample(edges =>
        {
            var graph = edges.Undirected().ToSimple().ToUnweighted();
            using var rows = ShortRows.Of(graph, evenIfSlower: true);
            Assert.All(SlowConstraint.Of(graph).Zip(rows is null ? StructuralHoles.ConstraintOf(graph) : ShortHoles.ConstraintOf(rows, Work.Alone)), both => Assert.Equal(both.First, both.Second, 1e-13));
        });

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_edge_stands_in_one_of_its_two_rows(string name)
    {
        var graph = Graphs[name];
        using var rows = ShortRows.Of(graph, evenIfSlower: true);
        var edges = rows is null ? Each(graph) : Enumerable.Range(0, rows.Count).SelectMany(v => rows.Targets.AsSpan(rows.Offsets[v], rows.Lengths[v]).ToArray().Select(other => (Math.Min(v, other), Math.Max(v, other))));
        Assert.Equal(Each(graph), edges.Order());
    }

    // Whichever way is right; it is shorter rows that are wanted.
    [Fact]
    public void Rows_lead_to_lower_numbers_where_all_have_like_many_contacts_and_few_and_else_to_higher_degree()
    {
        AssertRows(Ring(people: 300, side: 5), (v, other, _) => other < v);
        AssertRows(Ring(people: 300, side: 9), (v, other, _) => other > v);
        AssertRows(Graphs["some known to many"], (v, other, degree) => degree(other) > degree(v) || (degree(other) == degree(v) && other > v));

        static void AssertRows(Csr graph, Func<int, int, Func<int, int>, bool> leadsTo)
        {
            using var rows = ShortRows.Of(graph, evenIfSlower: true);
            Assert.Equal(HubSums.IsSupported, rows is not null);
            Assert.All(Enumerable.Range(0, rows?.Count ?? 0), v => Assert.All(rows!.Targets.AsSpan(rows.Offsets[v], rows.Lengths[v]).ToArray(), other => Assert.True(leadsTo(v, other, graph.Degree))));
        }
    }

    [Fact]
    public void Hubs_triangles_many_contacts_many_people_and_weights_go_another_way()
    {
        Assert.Null(ShortRows.Of(Pairs(5000, [.. Enumerable.Range(1, 4999).Select(v => (0, v))])));
        Assert.Null(ShortRows.Of(Edges.Clique(40).Undirected()));
        Assert.Null(ShortRows.Of(Random(people: 1250, ties: 18_500)));
        Assert.Null(ShortRows.Of(Random(people: 1000, ties: 8500)));
        Assert.Null(ShortRows.Of(Random(people: 3000, ties: 30_000)));
        Assert.Null(ShortRows.Of(Ring(people: 1000, side: 5)));
        Assert.Null(ShortRows.Of(Ring(people: (1 << 16) + 1, side: 2), evenIfSlower: true));
        Assert.Null(ShortRows.Of(Csr.Undirected(3, [0, 1], [1, 2], [1, 2]), evenIfSlower: true));
        Assert.Null(ShortRows.Of(Csr.Undirected(3, [], []), evenIfSlower: true));
    }

    [Fact]
    public void Few_contacts_few_triangles_go_this_way()
    {
        foreach (var graph in (Csr[])[Graphs["at random"], Random(people: 1500, ties: 15_000), Random(people: 1300, ties: 17_500), Graphs["some known to many"], Graphs["a grid without triangles"]])
        {
            using var rows = ShortRows.Of(graph);
            Assert.Equal(HubSums.IsSupported, rows is not null);
        }
    }

    private static IEnumerable<(int, int)> Each(Csr graph) =>
        Enumerable.Range(0, graph.Count).SelectMany(v => graph.Row(v).ToArray().Where(other => other > v).Select(other => (v, other)));

    private static Csr Ring(int people, int side) => Pairs(people, [.. Around(people, side)]);

    private static Csr Random(int people, int ties) => Pairs(people, Some(people, ties));

    private static Csr Group(int people, int size, int ties) => Pairs(people,
        [.. Some(people, ties), .. Enumerable.Range(0, size).SelectMany(a => Enumerable.Range(a + 1, size - a - 1).Select(b => (a * (people / size), b * (people / size))))]);

    // Each new one gets to know five, those with many contacts likelier.
    private static Csr Known(int people)
    {
        var (random, ends) = (new Random(9), new List<int> { 0, 1 });
        for (var v = 2; v < people; v++)
        {
            for (var i = 0; i < 5; i++)
            {
                ends.Add(ends[random.Next(ends.Count)]);
                ends.Add(v);
            }
        }

        return Pairs(people, [.. Enumerable.Range(0, ends.Count / 2).Select(i => (ends[2 * i], ends[(2 * i) + 1]))]);
    }
}
