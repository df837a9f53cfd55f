using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class PathsTests
{
    private static readonly Gen<Case> Cases =
        from edges in Edges.Up(to: 9, density: 4)
        from closed in Gen.Bool.Array[edges.Count]
        from ends in Gen.Select(Gen.Int[0, edges.Count - 1], Gen.Int[0, edges.Count - 1])
        from hops in Gen.Int[0, 4]
        from directed in Gen.Bool
        from whole in Gen.Bool
        select new Case(directed ? edges.Directed() : edges.Undirected(), whole, closed, ends.Item1, ends.Item2, hops);

    [Fact]
    public void Disjoint_routes_equal_brute_force() =>
        Cases.Sample(c => Assert.Equal(
            Text(SlowDisjoint(c, count: 3)),
            Text(Paths.Disjoint(c.Graph, c.Cost, c.Source, c.Target, c.Hops, 3, c.Closed))), iter: 3000);

    [Fact]
    public void Reach_equals_brute_force_for_every_target() =>
        Cases.Sample(c =>
        {
            var reach = Reach.From(c.Graph, c.Cost, c.Source, c.Hops, c.Closed);
            for (var target = 0; target < c.Graph.Count; target++)
            {
                var expected = target == c.Source
                    ? new Route([c.Source], 0)
                    : Cheapest(AllRoutes(c with { Target = target }));
                Assert.Equal(Text(expected), Text(reach.To(target)));
                Assert.Equal(expected?.Cost ?? double.PositiveInfinity, reach.Cost(target));
            }
        });

    [Fact]
    public void Nobody_stands_inside_two_routes_and_nobody_closed_inside_any() =>
        Cases.Sample(c =>
        {
            var inside = Paths.Disjoint(c.Graph, c.Cost, c.Source, c.Target, c.Hops, 5, c.Closed)
                .SelectMany(route => route.Vertices[1..^1]).ToArray();
            Assert.Equal(inside.Distinct(), inside);
            Assert.DoesNotContain(inside, v => c.Closed[v]);
        });

    [Fact]
    public void A_detour_may_be_cheaper_than_the_direct_edge()
    {
        var graph = Csr.Directed(3, [0, 0, 1], [1, 2, 2]);

        var routes = Paths.Disjoint(graph, [1, 5, 1], 0, 2);

        Assert.Equal(["0-1-2: 2", "0-2: 5"], Text(routes));
    }

    [Fact]
    public void A_route_longer_than_allowed_does_not_count()
    {
        var chain = Csr.Directed(5, [0, 1, 2, 3], [1, 2, 3, 4]);

        Assert.Empty(Paths.Disjoint(chain, [1, 1, 1, 1], 0, 4, maxHops: 3));
        Assert.Single(Paths.Disjoint(chain, [1, 1, 1, 1], 0, 4, maxHops: 4));
    }

    [Fact]
    public void Nobody_needs_a_route_to_themselves() =>
        Assert.Empty(Paths.Disjoint(Csr.Undirected(2, [0], [1]), [1, 1], 0, 0));

    [Fact]
    public void Negative_costs_and_wrong_lengths_are_refused()
    {
        var graph = Csr.Directed(2, [0], [1]);

        Assert.Throws<ArgumentException>(() => Paths.Disjoint(graph, [-1], 0, 1));
        Assert.Throws<ArgumentException>(() => Paths.Disjoint(graph, [double.NaN], 0, 1));
        Assert.Throws<ArgumentException>(() => Paths.Disjoint(graph, [], 0, 1));
        Assert.Throws<ArgumentException>(() => Paths.Disjoint(graph, [1], 0, 1, closed: [true]));
    }

    private static string[] Text(IEnumerable<Route> routes) => [.. routes.Select(route => Text(route)!)];

    private static string? Text(Route? route) => route is null ? null : $"{string.Join('-', route.Vertices)}: {route.Cost:R}";

    private static List<Route> SlowDisjoint(Case c, int count)
    {
        var routes = new List<Route>();
        var all = AllRoutes(c).ToList();
        while (c.Source != c.Target && routes.Count < count && Cheapest(all) is { } best)
        {
            routes.Add(best);
            all.RemoveAll(route => route == best || route.Vertices[1..^1].Intersect(best.Vertices[1..^1]).Any());
        }

        return routes;
    }

    private static Route? Cheapest(IEnumerable<Route> routes) =>
        routes.OrderBy(r => r.Cost).ThenBy(r => r.Vertices.Length).ThenBy(r => string.Concat(r.Vertices)).FirstOrDefault();

    private static IEnumerable<Route> AllRoutes(Case c) => Extended(c, new Route([c.Source], 0));

    // Vertices have one digit, so their order as text is their order as numbers.
    private static IEnumerable<Route> Extended(Case c, Route route)
    {
        var last = route.Vertices[^1];
        if (last == c.Target)
        {
            return route.Vertices.Length > 1 && double.IsFinite(route.Cost) ? [route] : [];
        }

        if (route.Vertices.Length > c.Hops || (last != c.Source && c.Closed[last]))
        {
            return [];
        }

        return Enumerable.Range(c.Graph.Offsets[last], c.Graph.Degree(last))
            .Where(e => !route.Vertices.Contains(c.Graph.Targets[e]))
            .SelectMany(e => Extended(c, new Route([.. route.Vertices, c.Graph.Targets[e]], route.Cost + c.Cost[e])));
    }

    private sealed record Case(Csr Graph, bool Whole, bool[] Closed, int Source, int Target, int Hops)
    {
        // Whole costs make many routes equally cheap; every seventh edge is free, every ninth closed.
        public double[] Cost { get; } =
            [.. Graph.Weights.Select((w, e) => e % 7 == 3 ? 0 : e % 9 == 8 ? double.PositiveInfinity : Whole ? Math.Ceiling(w) : w + (Math.Sin(e) / 10))];
    }
}
