using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

/// <summary>However many threads carry it out, and in whatever turns: the same to the bit.</summary>
public class ThreadsTests
{
    // Large enough that threads are really used; the second is many small pieces, with lonely vertices, loops and parallels.
    private static readonly Dictionary<string, Csr> Graphs = new()
    {
        ["undirected"] = Random(count: 30_000, pairs: 300_000, power: 3, directed: false, weighted: false),
        ["in many pieces"] = Random(count: 700_000, pairs: 400_000, power: 1, directed: false, weighted: false),
        ["undirected and weighted"] = Random(count: 30_000, pairs: 300_000, power: 3, directed: false, weighted: true),
        ["directed"] = Random(count: 20_000, pairs: 600_000, power: 2, directed: true, weighted: false),
        ["directed and weighted"] = Random(count: 20_000, pairs: 600_000, power: 2, directed: true, weighted: true),
        ["small"] = Edges.Planted(groups: 12, size: 60, inside: .3, between: .01, seed: 41).Undirected(),
        ["small and directed"] = Edges.Planted(groups: 12, size: 60, inside: .3, between: .01, seed: 42).Directed(),
    };

    private static readonly Dictionary<string, Func<Csr, Work, Array>> Kernels = new()
    {
        ["components"] = (graph, work) => Components.Of(graph, work).Of,
        ["k-core"] = (graph, work) => KCore.Of(graph, work),
        ["turned round"] = (graph, work) => graph.Reverse(work).Targets,
        ["made simple"] = (graph, work) => graph.ToSimple(work).Weights,
        ["PageRank"] = (graph, work) => PageRank.Of(graph, work: work),
        ["eigenvector"] = (graph, work) => Eigenvector.Of(graph, tolerance: 1e-6, work: work),
        ["sampled betweenness"] = (graph, work) => Betweenness.Sampled(graph, 20, work: work).Estimates,
        ["clustering"] = (graph, work) => Clustering.Of(graph, work).Local,
        ["constraint"] = (graph, work) => StructuralHoles.ConstraintOf(graph, work),
        ["constraint where each tie weighs 1"] = (graph, work) => StructuralHoles.ConstraintOf(graph.ToUnweighted(), work),
        ["hierarchy"] = (graph, work) => StructuralHoles.Of(graph, work).Hierarchy,
    };

    // Of these every source, or round, is too long for the large ones.
    private static readonly Dictionary<string, Func<Csr, Work, Array>> Slow = new()
    {
        ["betweenness"] = (graph, work) => Betweenness.Of(graph, work),
        ["harmonic closeness"] = (graph, work) => Closeness.Of(graph, work).Harmonic,
        ["closeness"] = (graph, work) => Closeness.Of(graph, work).Mean,
        ["layout"] = (graph, work) => Layout.Place(graph, work: work).X,
    };

    public static TheoryData<string, string> Cases
    {
        get
        {
            var cases = new TheoryData<string, string>();
            foreach (var graph in Graphs.Keys)
            {
                foreach (var kernel in Kernels.Keys.Concat(graph.StartsWith("small", StringComparison.Ordinal) ? Slow.Keys : []))
                {
                    cases.Add(kernel, graph);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Threads_do_not_change_a_bit(string kernel, string graph)
    {
        var run = Kernels.GetValueOrDefault(kernel) ?? Slow[kernel];
        var alone = run(Graphs[graph], Work.Alone);
        foreach (var threads in new[] { 2, 3, 8 })
        {
            Assert.Equal(alone, run(Graphs[graph], new Work(threads) { Worthwhile = 0 }));
        }
    }

    private static Csr Random(int count, int pairs, double power, bool directed, bool weighted)
    {
        var random = new Random(7);
        var (from, to) = (Some(), Some());
        double[] weight = weighted ? [.. Enumerable.Range(0, pairs).Select(_ => Math.Exp(3 * random.NextDouble()))] : [];
        return directed ? Csr.Directed(count, from, to, weight) : Csr.Undirected(count, from, to, weight);

        // Powers make hubs of the first.
        int[] Some() => [.. Enumerable.Range(0, pairs).Select(_ => (int)(count * Math.Pow(random.NextDouble(), power)))];
    }
}
