using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

/// <summary>Graphs large enough to be sorted in many buckets and by several threads.</summary>
public class CsrThreadsTests
{
    // Count of vertices, and by which power the first are preferred: with 12 nearly all edges stand in a few rows.
    public static TheoryData<int, double> Shapes => new()
    {
        { 700, 1 }, { 4_097, 1 }, { 30_000, 2 }, { 30_000, 12 }, { 1_200_000, 3 },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rows_of_many_pairs_equal_a_table_whoever_sorts(int count, double power)
    {
        var edges = Random(count, pairs: 55_000, power);
        foreach (var (directed, weighted) in new[] { (false, false), (false, true), (true, false), (true, true) })
        {
            var table = Table(edges, directed, weighted);
            var (sources, targets, weights) = (Array.ConvertAll(table, edge => edge.Key.From), Array.ConvertAll(table, edge => edge.Key.To), Array.ConvertAll(table, edge => edge.Value));
            foreach (var threads in new[] { 1, 2, 3, 8 })
            {
                var graph = Build(edges, directed, weighted, new Work(threads) { Worthwhile = 0 });
                Assert.Equal<int>(sources, graph.Sources());
                Assert.Equal<int>(targets, graph.Targets);
                Assert.Equal<double>(weights, graph.Weights);
                Assert.Equal((count, sources.Zip(targets).Any(edge => edge.First == edge.Second), weights.All(weight => weight == 1)), (graph.Count, graph.HasLoops, graph.IsUnit));
            }
        }
    }

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Leaving_out_loops_leaves_everything_else(int count, double power)
    {
        var edges = Random(count, pairs: 60_000, power);
        foreach (var weighted in new[] { false, true })
        {
            var (graph, twin) = (Build(edges, directed: false, weighted, Work.Alone), Build(edges.WithoutLoops(), directed: false, weighted, Work.Alone));
            foreach (var threads in new[] { 1, 2, 3 })
            {
                var simple = graph.ToSimple(new Work(threads) { Worthwhile = 0 });
                Assert.Equal(twin.Offsets, simple.Offsets);
                Assert.Equal(twin.Targets, simple.Targets);
                Assert.Equal(twin.Weights, simple.Weights);
                Assert.False(simple.HasLoops);
            }
        }
    }

    [Fact]
    public void Pairs_that_do_not_repeat_weigh_one_each_whoever_sorts()
    {
        var ring = Enumerable.Range(0, 100_000).ToArray();
        foreach (var threads in new[] { 1, 3 })
        {
            var graph = Csr.Undirected(ring.Length, ring, [.. ring.Select(v => (v + 1) % ring.Length)], work: new Work(threads) { Worthwhile = 0 });
            Assert.True(graph.IsUnit);
            Assert.Equal(Enumerable.Repeat(1.0, 2 * ring.Length), graph.Weights);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    public void The_first_vertex_that_does_not_exist_is_named_whoever_counts(int threads)
    {
        var (from, to) = (new int[100_000], new int[100_000]);
        (from[70_000], to[80_000], from[99_999]) = (5, -1, 7);

        var error = Assert.Throws<ArgumentException>(() => Csr.Directed(5, from, to, work: new Work(threads) { Worthwhile = 0 }));

        Assert.Contains("Edge 70000 joins 5 and 0; vertices go from 0 to 4.", error.Message);
    }

    private static Csr Build(Edges edges, bool directed, bool weighted, Work work) => directed
        ? Csr.Directed(edges.Count, edges.From, edges.To, weighted ? edges.Weight : [], work)
        : Csr.Undirected(edges.Count, edges.From, edges.To, weighted ? edges.Weight : [], work);

    // Sums in the order of the pairs.
    private static KeyValuePair<(int From, int To), double>[] Table(Edges edges, bool directed, bool weighted)
    {
        var sums = new Dictionary<(int From, int To), double>();
        for (var i = 0; i < edges.From.Length; i++)
        {
            var (a, b) = (edges.From[i], edges.To[i]);
            foreach (var edge in directed || a == b ? new[] { (a, b) } : [(a, b), (b, a)])
            {
                sums[edge] = sums.GetValueOrDefault(edge) + (weighted ? edges.Weight[i] : 1);
            }
        }

        return [.. sums.OrderBy(edge => edge.Key)];
    }

    // Weights that add up differently in another order.
    private static Edges Random(int count, int pairs, double power)
    {
        var random = new Random(count);
        return new Edges(count, Some(), Some(), [.. Enumerable.Range(0, pairs).Select(_ => Math.Exp(20 * random.NextDouble()))]);

        int[] Some() => [.. Enumerable.Range(0, pairs).Select(_ => (int)(count * Math.Pow(random.NextDouble(), power)))];
    }
}
