using CsCheck;
using Kith.Kernels.Graphs;
using static Kith.Kernels.Tests.Graphs.SlowConstraint;

namespace Kith.Kernels.Tests.Graphs;

/// <summary>Where everybody has few contacts and these know each other, constraint and clustering go a way of their own.</summary>
public class BlockRowsTests
{
    private static readonly Dictionary<string, Csr> Graphs = new()
    {
        ["a ring"] = Pairs(2000, [.. Around(people: 2000, side: 5)]),
        ["a ring numbered by chance"] = Mixed(2000, Around(people: 2000, side: 5)),
        ["rows longer than two blocks"] = Mixed(400, Around(people: 400, side: 20)),
        ["a ring, and its last knows many"] = Pairs(1000, [.. Around(people: 1000, side: 5), .. Enumerable.Range(0, 60).Select(v => (15 * v, 999))]),
        ["circles that overlap"] = Circles(people: 3000, circles: 900, seed: 4),
        ["a large circle among many"] = Pairs(900, [.. Some(900, 3000), .. Everybody(50)]),
        ["two who share all their contacts"] = Pairs(66, [(64, 65), .. Enumerable.Range(0, 64).SelectMany(v => ((int, int)[])[(v, 64), (v, 65)])]),
        ["at random"] = Pairs(3000, Some(3000, 9000)),
        ["some without contacts"] = Pairs(500, Some(500, 300)),
        ["the last number that fits"] = Pairs((1 << 16) - 1, [(65_533, 65_534), (0, 65_534), (0, 65_533), .. Some((1 << 16) - 1, 100_000)]),
    };

    public static TheoryData<string> Names => [.. Graphs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Constraint_equals_the_sum_over_all_contacts_looked_up_one_by_one(string name)
    {
        var graph = Graphs[name];
        using var rows = BlockRows.Of(graph, evenIfSlower: true);
        Assert.Equal(UnitHoles.IsSupported, rows is not null);

        var (slow, constraint) = (SlowConstraint.Of(graph), StructuralHoles.ConstraintOf(graph));

        Assert.All(slow.Zip(rows is null ? constraint : BlockHoles.ConstraintOf(rows, Work.Alone)), both => Assert.Equal(both.First, both.Second, 1e-13));
        Assert.All(slow.Zip(constraint), both => Assert.Equal(both.First, both.Second, 1e-13));
        Assert.Equal(constraint, StructuralHoles.Of(graph).Constraint);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Closed_pairs_equal_a_count_over_all_pairs_of_contacts(string name)
    {
        var graph = Graphs[name];
        using var rows = BlockRows.Of(graph, evenIfSlower: true);
        var sets = Enumerable.Range(0, graph.Count).Select(v => graph.Row(v).ToArray().ToHashSet()).ToArray();
        var slow = sets.Select(own => own.Sum(other => sets[other].Count(own.Contains))).ToArray(); // each pair from both of its ends

        var clustering = Clustering.Of(graph);

        Assert.Equal(slow.Select((closed, v) => (double)closed / (sets[v].Count * (sets[v].Count - 1))), clustering.Local);
        Assert.Equal(slow.Sum() / 6, clustering.Triangles);
        Assert.Equal((double)slow.Sum() / sets.Sum(own => own.Count * (own.Count - 1)), clustering.Global);
        Assert.Equal(slow.Select(closed => (long)closed), rows is null ? slow.Select(closed => (long)closed) : BlockHoles.ClosedOf(rows, Work.Alone));
    }

    [Fact]
    public void Small_graphs_of_any_shape_agree_too() =>
        Edges.Up(to: 40, density: 8).Sample(edges =>
        {
            var graph = edges.Undirected().ToSimple().ToUnweighted();
            using var rows = BlockRows.Of(graph, evenIfSlower: true);
            Assert.All(SlowConstraint.Of(graph).Zip(rows is null ? StructuralHoles.ConstraintOf(graph) : BlockHoles.ConstraintOf(rows, Work.Alone)), both => Assert.Equal(both.First, both.Second, 1e-13));
        });

    [Fact]
    public void Asked_again_the_rows_answer_the_same()
    {
        using var rows = BlockRows.Of(Graphs["circles that overlap"], evenIfSlower: true);
        if (rows is null)
        {
            Assert.False(UnitHoles.IsSupported);
            return;
        }

        var (constraint, closed) = (BlockHoles.ConstraintOf(rows, Work.Alone), BlockHoles.ClosedOf(rows, Work.Alone));

        Assert.Equal(constraint, BlockHoles.ConstraintOf(rows, Work.Alone));
        Assert.Equal(closed, BlockHoles.ClosedOf(rows, Work.Alone));
    }

    [Fact]
    public void Hubs_many_contacts_large_circles_many_people_and_weights_go_another_way()
    {
        Assert.Null(BlockRows.Of(Pairs(5000, [.. Enumerable.Range(1, 4999).Select(v => (0, v))])));
        Assert.Null(BlockRows.Of(Pairs(1250, Some(1250, 12_000))));
        Assert.Null(BlockRows.Of(Pairs(30_000, [.. Some(30_000, 200_000), .. Everybody(150)])));
        Assert.Null(BlockRows.Of(Pairs(1 << 16, [.. Around(people: 1 << 16, side: 2)]), evenIfSlower: true));
        Assert.Null(BlockRows.Of(Csr.Undirected(3, [0, 1], [1, 2], [1, 2]), evenIfSlower: true));
        Assert.Null(BlockRows.Of(Csr.Undirected(3, [], []), evenIfSlower: true));
    }

    [Fact]
    public void Few_contacts_who_know_each_other_go_this_way()
    {
        foreach (var name in (string[])["a ring", "a ring numbered by chance", "circles that overlap", "at random"])
        {
            using var rows = BlockRows.Of(Graphs[name]);
            Assert.Equal(UnitHoles.IsSupported, rows is not null);
        }
    }

    [Fact]
    public void Cancelling_stops_it()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.Throws<OperationCanceledException>(() => StructuralHoles.ConstraintOf(Graphs["a ring numbered by chance"], new Work(Cancel: stop.Token)));
        Assert.Throws<OperationCanceledException>(() => Clustering.Of(Graphs["a ring numbered by chance"], new Work(Cancel: stop.Token)));
    }

    private static IEnumerable<(int, int)> Everybody(int size) => Enumerable.Range(0, size).SelectMany(a => Enumerable.Range(0, a).Select(b => (a, b)));

    private static Csr Mixed(int people, IEnumerable<(int From, int To)> pairs)
    {
        var names = Enumerable.Range(0, people).ToArray();
        new Random(6).Shuffle(names);
        return Pairs(people, [.. pairs.Select(pair => (names[pair.From], names[pair.To]))]);
    }

    // Two to twelve people each, who all know each other.
    private static Csr Circles(int people, int circles, int seed)
    {
        var random = new Random(seed);
        return Mixed(people, Enumerable.Range(0, circles).SelectMany(_ =>
        {
            var (first, size) = (random.Next(people - 12), 2 + random.Next(11));
            return Everybody(size).Select(pair => (first + pair.Item1, first + pair.Item2));
        }));
    }
}
