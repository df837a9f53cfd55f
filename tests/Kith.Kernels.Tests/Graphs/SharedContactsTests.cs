using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class SharedContactsTests
{
    // More vertices than there may be hubs: edges with a hub, edges without, and such that share both.
    [Theory]
    [InlineData(60, 400)]
    [InlineData(1024, 20_000)]
    [InlineData(1500, 60_000)]
    [InlineData(4000, 12_000)] // many have one contact, and a few nobody
    [InlineData(4000, 30_000)]
    [InlineData(6000, 90_000)] // rows of bits are fetched ahead
    public void Sums_equal_those_over_all_contacts_looked_up_one_by_one(int count, int pairs)
    {
        var graph = WithHubs(count, pairs);
        using var crew = new Crew(1);
        using var ranked = Ranked.From(graph, crew);
        Assert.Equal(HubSums.IsSupported, ranked.Hubs is not null);

        foreach (var threads in new[] { 1, 2, 3 })
        {
            Assert.Equal(Slow(ranked), Fast(ranked, threads));
        }
    }

    // Whoever ranks last too: behind their contacts nobody's are read.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Sums_are_the_same_where_everybody_knows_more_hubs_than_are_told_together(int seed)
    {
        var random = new Random(seed);
        int[] Some() => [.. Enumerable.Range(0, 100_000).Select(_ => random.Next(1300))];
        var graph = Csr.Undirected(1300, Some(), Some()).ToSimple().ToUnweighted();
        foreach (var threads in new[] { 1, 2, 3 })
        {
            using var crew = new Crew(threads);
            using var ranked = Ranked.From(graph, crew);
            Assert.All(Enumerable.Range(1024, 1300 - 1024), rank => Assert.True(Row(ranked, rank).Count(other => other < Hubs.Most) > 64));

            Assert.Equal(Slow(ranked), Fast(ranked, threads));
        }
    }

    [Fact]
    public void Sums_are_the_same_where_nobody_stands_out()
    {
        var random = new Random(5);
        int[] Some() => [.. Enumerable.Range(0, 200_000).Select(_ => random.Next(20_000))];
        var from = Some();
        int[] to = [.. from.Zip(Some(), (a, b) => (a + (b % 40)) % 20_000)]; // neighbours in a ring, who close triangles
        using var crew = new Crew(1);
        using var ranked = Ranked.From(Csr.Undirected(20_000, from, to).ToSimple().ToUnweighted(), crew);
        Assert.Null(ranked.Hubs);

        foreach (var threads in new[] { 1, 2 })
        {
            Assert.Equal(Slow(ranked), Fast(ranked, threads));
        }
    }

    // All have alike many contacts on a ring, so that 1,024 of 6,000 hold more than a sixth of them and less than a quarter.
    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Fewer_hubs_are_enough_where_rows_are_long(int steps, bool isEnough)
    {
        int[] from = [.. Enumerable.Range(0, 6000 * steps).Select(i => i / steps)];
        int[] to = [.. from.Select((v, i) => (v + 1 + (i % steps)) % 6000)];
        using var crew = new Crew(1);
        using var ranked = Ranked.From(Csr.Undirected(6000, from, to).ToSimple().ToUnweighted(), crew);

        Assert.Equal(isEnough && HubSums.IsSupported, ranked.Hubs is not null);
        Assert.Equal(Slow(ranked), Fast(ranked, threads: 1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Rows_of_a_graph_with_hubs_hold_each_edge_that_may_share_somebody_once_hubs_first(int threads)
    {
        var graph = WithHubs(4000, 12_000);
        using var crew = new Crew(threads);
        using var ranked = Ranked.From(graph, crew);

        Assert.Equal([0, 1, 2], ranked.Degrees.Take(ranked.Count).Distinct().Order().Take(3)); // those with fewer than two contacts have no rows
        Assert.Equal(Enumerable.Range(0, ranked.Count).Select(r => graph.Degree(ranked.Vertices[r])), ranked.Degrees.Take(ranked.Count));
        var edges = Enumerable.Range(0, ranked.Rows).SelectMany(r => Row(ranked, r).Select(other => (ranked.Vertices[r], ranked.Vertices[other])));
        bool MayShare(int v) => graph.Degree(v) > 1;
        Assert.Equal(
            from v in Enumerable.Range(0, graph.Count)
            from other in graph.Row(v).ToArray()
            where v < other && MayShare(v) && MayShare(other)
            select (v, other),
            edges.Select(edge => (Math.Min(edge.Item1, edge.Item2), Math.Max(edge.Item1, edge.Item2))).Order());
        Assert.All(Enumerable.Range(0, ranked.Rows), r =>
        {
            Assert.All(Row(ranked, r), other => Assert.True(other < r));
            var hubs = ranked.Hubs is { } known ? known.Ends[r] - ranked.Offsets[r] : 0;
            Assert.All(Row(ranked, r)[..hubs], other => Assert.True(other < Hubs.Most));
            Assert.All(Row(ranked, r)[hubs..], other => Assert.True(ranked.Hubs is null || other >= Hubs.Most));
        });
    }

    private static int[] Row(Ranked ranked, int rank) => ranked.Targets[ranked.Offsets[rank]..ranked.Offsets[rank + 1]];

    // What it is worth tells ranks apart.
    private static long[] Worth(Ranked ranked) => [.. Enumerable.Range(0, ranked.Rows).Select(r => (1L << 44) + (7919L * r))];

    private static long[] Fast(Ranked ranked, int threads)
    {
        var sums = new long[ranked.Edges];
        Array.Fill(sums, -1);
        using var crew = new Crew(threads);
        SharedContacts.Sum(ranked, Worth(ranked), sums, crew, Work.Alone);
        return sums;
    }

    private static long[] Slow(Ranked ranked)
    {
        var worth = Worth(ranked);
        var contacts = Enumerable.Range(0, ranked.Rows).Select(_ => new HashSet<int>()).ToArray();
        var edges = Enumerable.Range(0, ranked.Rows).SelectMany(r => Row(ranked, r).Select(other => (One: r, Other: other))).ToArray();
        foreach (var (one, other) in edges)
        {
            contacts[one].Add(other);
            contacts[other].Add(one);
        }

        return [.. edges.Select(edge => contacts[edge.One].Where(contacts[edge.Other].Contains).Sum(q => worth[q]))];
    }

    private static Csr WithHubs(int count, int pairs)
    {
        var random = new Random(3);
        return Csr.Undirected(count, Some(), Some()).ToSimple().ToUnweighted();

        // Powers make hubs of the first.
        int[] Some() => [.. Enumerable.Range(0, pairs).Select(_ => (int)(count * Math.Pow(random.NextDouble(), 3)))];
    }
}
