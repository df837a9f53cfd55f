using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class WorkTests
{
    private static readonly Csr Undirected = Edges.Planted(groups: 12, size: 60, inside: .3, between: .01, seed: 41).Undirected();
    private static readonly Csr Directed = Edges.Planted(groups: 12, size: 60, inside: .3, between: .01, seed: 42).Directed();
    private static readonly int[] Many = [.. Enumerable.Range(0, 60_000)];

    // All that may take long.
    private static readonly Dictionary<string, Action<Work>> Kernels = new()
    {
        ["build"] = work => Csr.Undirected(Many.Length, Many, [.. Many.Reverse()], work: work),
        ["components"] = work => Components.Of(Undirected, work),
        ["k-core"] = work => KCore.Of(Undirected, work),
        ["k-core, directed"] = work => KCore.Of(Directed, work),
        ["PageRank"] = work => PageRank.Of(Undirected, work: work),
        ["PageRank, directed"] = work => PageRank.Of(Directed, work: work),
        ["eigenvector"] = work => Eigenvector.Of(Undirected, work: work),
        ["eigenvector, directed"] = work => Eigenvector.Of(Directed, tolerance: 1e-4, work: work),
        ["betweenness"] = work => Betweenness.Of(Undirected, work),
        ["sampled betweenness"] = work => Betweenness.Sampled(Directed, 50, work: work),
        ["closeness"] = work => Closeness.Of(Undirected, work),
        ["closeness, directed"] = work => Closeness.Of(Directed, work),
        ["spanning forest"] = work => SpanningForest.Strongest(Undirected, work),
        ["backbone filter"] = work => BackboneFilter.Keep(Undirected, level: .1, connected: true, work),
        ["Leiden"] = work => Leiden.ByModularity(Undirected, work: work),
        ["Leiden by density"] = work => Leiden.ByDensity(Undirected, .1, work: work),
        ["Leiden, fitted"] = work => FittedLeiden.Find(Undirected, work: work),
        ["layout"] = work => Layout.Place(Undirected, work: work),
    };

    // Too short to tell how far they are, not too short to be stopped.
    private static readonly Dictionary<string, Action<Work>> Silent = new()
    {
        ["clustering"] = work => Clustering.Of(Undirected, work),
        ["structural holes"] = work => StructuralHoles.Of(Undirected, work),
        ["Louvain"] = work => Louvain.ByModularity(Undirected, work: work),
    };

    public static TheoryData<string> All => [.. Kernels.Keys, .. Silent.Keys];

    public static TheoryData<string> Telling => [.. Kernels.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void A_cancelled_computation_stops(string kernel)
    {
        var (run, work) = (Kernels.GetValueOrDefault(kernel) ?? Silent[kernel], new Work(Cancel: new CancellationToken(canceled: true)));

        Assert.Throws<OperationCanceledException>(() => run(work));
        Assert.Throws<OperationCanceledException>(() => run(work with { Threads = 3, Worthwhile = 0 }));
    }

    [Theory]
    [MemberData(nameof(Telling))]
    public void A_computation_that_is_cancelled_on_the_way_does_not_reach_the_end(string kernel)
    {
        using var cancel = new CancellationTokenSource();
        var told = new Told(_ => cancel.Cancel());

        Assert.Throws<OperationCanceledException>(() => Kernels[kernel](new Work(Cancel: cancel.Token, Progress: told)));
        Assert.True(told.Shares[^1] < 1);
    }

    [Theory]
    [MemberData(nameof(Telling))]
    public void Progress_grows_to_the_end_whoever_tells_of_it(string kernel)
    {
        foreach (var threads in new[] { 1, 3 })
        {
            var told = new Told(_ => { });
            Kernels[kernel](new Work(threads, Progress: told) { Worthwhile = 0 });
            Assert.Equal(told.Shares.Order(), told.Shares);
            Assert.InRange(told.Shares[0], 0, 1);
            Assert.Equal(1, told.Shares[^1], 1e-9);
            Assert.True(told.Shares.Count > 1);
        }
    }

    private sealed class Told(Action<double> then) : IProgress<double>
    {
        public List<double> Shares { get; } = [];

        public void Report(double value)
        {
            lock (Shares)
            {
                Shares.Add(value);
            }

            then(value);
        }
    }
}
