using Kith.Kernels.Graphs;

namespace Kith.Network.Export;

/// <summary>One measure of everybody in an exported network.</summary>
/// <param name="Name">What the attribute is called.</param>
/// <param name="Values">Beside the people; NaN for whom there is none.</param>
/// <param name="IsWhole">A count, or the number of a group.</param>
public sealed record Measure(string Name, IReadOnlyList<double> Values, bool IsWhole = false);

/// <summary>
/// Where people stand in an exported network: what analysts compute from such a file, so that they need not, and so that it can be
/// computed again from that file. docs/measures.md says what each means and how other programs get the same.
/// </summary>
public static class Measures
{
    /// <summary>With more people than this betweenness is estimated.</summary>
    public const int MostExact = 10_000;

    private const int Sources = 1000;

    /// <summary>The measures, and how far off an estimated betweenness may be (0 when it is exact; otherwise with probability .95).</summary>
    /// <param name="graph">Whose edges are measured.</param>
    /// <param name="work">Threads, cancellation, and progress.</param>
    public static (IReadOnlyList<Measure> All, double Bound) Of(ExportedGraph graph, Work? work = null)
    {
        var at = graph.People.Select((person, index) => (person.Id, index)).ToDictionary(each => each.Id, each => each.index);
        int[] from = [.. graph.Edges.Select(edge => at[edge.From])], to = [.. graph.Edges.Select(edge => at[edge.To])];
        var directed = Csr.Directed(at.Count, from, to, [.. graph.Edges.Select(edge => edge.Weight)]);
        var undirected = directed.ToUndirected();
        var quiet = (work ?? Work.Alone) with { Progress = null };
        var (holes, closeness) = (StructuralHoles.Of(directed, quiet), Closeness.Of(undirected, quiet));
        var (between, bound) = at.Count > MostExact ? Betweenness.Sampled(undirected, Sources, work: work) : (Betweenness.Of(undirected, work), 0);
        return (
        [
            Whole("ties", [.. Enumerable.Range(0, at.Count).Select(undirected.Degree)]),
            Whole("group", Grouping.Of(ByStrength(graph, from, to)).Of),
            Whole("component", Components.Of(undirected).Of),
            Whole("core", KCore.Of(undirected)),
            new("clustering", Clustering.Of(undirected, quiet).Local),
            new("pagerank", PageRank.Of(directed, work: quiet)),
            new("eigenvector", Eigenvector.Of(undirected, work: quiet)),
            new("betweenness", between),
            new("closeness", closeness.Mean),
            new("harmonic", closeness.Harmonic),
            new("constraint", holes.Constraint),
            new("effective_size", holes.EffectiveSize),
            new("efficiency", holes.Efficiency),
            new("hierarchy", holes.Hierarchy),
        ], bound);
    }

    // As on the map: each tie once, as strong as it shows.
    private static Csr ByStrength(ExportedGraph graph, int[] from, int[] to)
    {
        var pairs = graph.Edges.Select((edge, e) => (One: Math.Min(from[e], to[e]), Other: Math.Max(from[e], to[e]), edge.Strength)).DistinctBy(pair => (pair.One, pair.Other)).ToList();
        return NetworkMap.Graph(graph.People.Count, [.. pairs.Select(pair => pair.One)], [.. pairs.Select(pair => pair.Other)], [.. pairs.Select(pair => pair.Strength)]);
    }

    private static Measure Whole(string name, int[] values) => new(name, Array.ConvertAll(values, value => (double)value), IsWhole: true);
}
