using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class WorkTests
{
    private static readonly Edges Planted = Edges.Planted(groups: 12, size: 60, inside: .3, between: .01, seed: 41);

    // Large enough that the threads are really used.
    private static readonly Csr Large = Random(count: 5_000, pairs: 150_000, directed: false);

    private static readonly Csr LargeDirected = Random(count: 5_000, pairs: 300_000, directed: true);

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    public void Threads_do_not_change_a_bit(int threads)
    {
        var work = new Work(threads);
        foreach (var graph in new[] { Planted.Undirected(), Large })
        {
            var (holes, many) = (StructuralHoles.Of(graph), StructuralHoles.Of(graph, work));
            Assert.Equal(holes.Constraint, many.Constraint);
            Assert.Equal(holes.EffectiveSize, many.EffectiveSize);
            Assert.Equal(holes.Hierarchy, many.Hierarchy);
            Assert.Equal(Clustering.Of(graph).Local, Clustering.Of(graph, work).Local);
            Assert.Equal(PageRank.Of(graph), PageRank.Of(graph, work: work));
            Assert.Equal(Eigenvector.Of(graph), Eigenvector.Of(graph, work: work));
            Assert.Equal(Betweenness.Sampled(graph, 50).Estimates, Betweenness.Sampled(graph, 50, work: work).Estimates);
        }

        Assert.Equal(Closeness.Of(Planted.Directed()).Harmonic, Closeness.Of(Planted.Directed(), work).Harmonic);
        Assert.Equal(PageRank.Of(LargeDirected), PageRank.Of(LargeDirected, work: work));
        Assert.Equal(Layout.Place(Planted.Undirected()).X, Layout.Place(Planted.Undirected(), work: work).X);
    }

    [Fact]
    public void A_cancelled_computation_stops()
    {
        var graph = Planted.Undirected();
        var work = new Work(Cancel: new CancellationToken(canceled: true));

        Assert.Throws<OperationCanceledException>(() => Betweenness.Of(graph, work));
        Assert.Throws<OperationCanceledException>(() => Betweenness.Of(graph, work with { Threads = 2 }));
        Assert.Throws<OperationCanceledException>(() => Closeness.Of(graph, work));
        Assert.Throws<OperationCanceledException>(() => Clustering.Of(graph, work));
        Assert.Throws<OperationCanceledException>(() => StructuralHoles.Of(graph, work));
        Assert.Throws<OperationCanceledException>(() => PageRank.Of(graph, work: work));
        Assert.Throws<OperationCanceledException>(() => Eigenvector.Of(graph, work: work));
        Assert.Throws<OperationCanceledException>(() => Leiden.ByModularity(graph, work: work));
        Assert.Throws<OperationCanceledException>(() => Leiden.ByDensity(graph, .1, work: work));
        Assert.Throws<OperationCanceledException>(() => Louvain.ByModularity(graph, work: work));
        Assert.Throws<OperationCanceledException>(() => FittedLeiden.Find(graph, work: work));
        Assert.Throws<OperationCanceledException>(() => Layout.Place(graph, work: work));
    }

    [Fact]
    public void Progress_grows_to_the_end()
    {
        var graph = Planted.Undirected();
        foreach (Action<Work> run in new Action<Work>[]
        {
            work => Betweenness.Of(graph, work), work => Closeness.Of(graph, work), work => Leiden.ByModularity(graph, work: work), work => Layout.Place(graph, work: work),
        })
        {
            var told = new Told();
            run(new Work(Progress: told));
            Assert.Equal(told.Shares.Order(), told.Shares);
            Assert.Equal(1, told.Shares[^1], 1e-9);
            Assert.True(told.Shares.Count > 1);
        }
    }

    private static Csr Random(int count, int pairs, bool directed)
    {
        var random = new Random(7);
        var (from, to) = (Some(), Some());
        return directed ? Csr.Directed(count, from, to) : Csr.Undirected(count, from, to);

        // Squares make hubs of the first.
        int[] Some() => [.. Enumerable.Range(0, pairs).Select(_ => (int)(count * Math.Pow(random.NextDouble(), 2)))];
    }

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }
}
