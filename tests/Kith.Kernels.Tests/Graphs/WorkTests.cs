using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class WorkTests
{
    private static readonly Edges Planted = Edges.Planted(groups: 12, size: 60, inside: .3, between: .01, seed: 41);

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

    private sealed class Told : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value) => Shares.Add(value);
    }
}
