using System.Text.Json;
using System.Text.Json.Serialization;
using Kith.Kernels.Graphs;

namespace Kith.Benchmarks.Graphs;

/// <summary>Random weighted directed graphs with all measures of ours, one JSON object a line: checked against igraph by bench/graphs/agree.py.</summary>
internal static class RandomMeasures
{
    private static readonly JsonSerializerOptions Options = new() { NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    public static void Write(int graphs, TextWriter output)
    {
        var random = new Random(1);
        for (var i = 0; i < graphs; i++)
        {
            output.WriteLine(JsonSerializer.Serialize(Next(random), Options));
        }
    }

    private static object Next(Random random)
    {
        var count = random.Next(2, 40);
        var edges = Enumerable.Range(0, random.Next(1, 5 * count))
            .Select(_ => (From: random.Next(count), To: random.Next(count)))
            .Where(edge => edge.From != edge.To)
            .Distinct()
            .ToArray();
        var (from, to) = (Array.ConvertAll(edges, e => e.From), Array.ConvertAll(edges, e => e.To));
        var weight = Array.ConvertAll(edges, _ => random.NextDouble() + .01);
        var graph = Csr.Directed(count, from, to, weight);
        var (simple, closeness, clustering, holes) = (graph.ToSimple(), Closeness.Of(graph), Clustering.Of(graph), StructuralHoles.Of(graph));
        var groups = Leiden.ByModularity(simple);
        return new
        {
            count,
            from,
            to,
            weight,
            components = Components.Of(graph).Count,
            constraint = holes.Constraint,
            constraint_unweighted = StructuralHoles.ConstraintOf(simple.ToUnweighted()),
            effective_size = holes.EffectiveSize,
            efficiency = holes.Efficiency,
            hierarchy = holes.Hierarchy,
            groups = groups.Of,
            modularity = Leiden.Modularity(simple, groups),
            pagerank = PageRank.Of(graph, tolerance: 1e-14),
            eigenvector = Eigenvector.Of(simple),
            core = KCore.Of(graph),
            betweenness = Betweenness.Of(graph),
            betweenness_undirected = Betweenness.Of(simple),
            harmonic = closeness.Harmonic,
            closeness = closeness.Mean,
            clustering = clustering.Local,
            transitivity = clustering.Global,
            adamic_adar = Enumerable.Range(0, count).Select(v => SharedNeighbours.AdamicAdar(simple, v)).ToArray(),
        };
    }
}
