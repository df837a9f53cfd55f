using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LeidenPiecesTests
{
    private static readonly Gen<(Edges Edges, int Groups, int Seed)> Cases =
        Gen.Select(Edges.Up(to: 30, density: 2), Gen.Int[1, 4], Gen.Int);

    [Fact]
    public void Pieces_are_the_components_of_what_leads_inside_groups() =>
        Cases.Sample((edges, groups, seed) =>
        {
            var (graph, labels) = (edges.Undirected(), Labels(edges.Count, groups, seed));
            var torn = new bool[edges.Count];
            Array.Fill(torn, true);

            var pieces = LeidenPieces.Of(Level(graph), labels, torn, out var count);

            AssertSame(Components.Of(Inside(graph, labels)), new Partition(pieces, count));
        });

    [Fact]
    public void A_group_that_nobody_left_stays_one_piece() =>
        Cases.Sample((edges, groups, seed) =>
        {
            var (graph, labels) = (edges.Undirected(), Labels(edges.Count, groups, seed));

            var pieces = LeidenPieces.Of(Level(graph), labels, new bool[edges.Count], out var count);

            AssertSame(Partition.FromLabels(labels), new Partition(pieces, count));
        });

    private static LeidenLevel Level(Csr graph) => LeidenLevel.From(graph, Leiden.Strengths(graph), 1);

    private static int[] Labels(int count, int groups, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(Math.Min(groups, count)))];
    }

    private static Csr Inside(Csr graph, int[] labels)
    {
        var sources = graph.Sources();
        return graph.Where([.. sources.Select((v, e) => labels[v] == labels[graph.Targets[e]])]);
    }

    private static void AssertSame(Partition expected, Partition actual) =>
        Assert.Equal(Partition.FromLabels(expected.Of).Of, Partition.FromLabels(actual.Of).Of);
}
