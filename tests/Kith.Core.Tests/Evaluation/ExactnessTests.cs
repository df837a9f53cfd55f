using Kith.Evaluation;
using Kith.Kernels.Graphs;

namespace Kith.Tests.Evaluation;

public sealed class ExactnessTests
{
    [Fact]
    public void On_a_thousand_random_graphs_structural_holes_are_what_the_formulas_say() => Assert.InRange(HolesEvaluation.Run().Methods[0].Difference!.Value, 0, 1e-9);

    [Fact]
    public void On_random_graphs_no_warmer_path_is_overlooked() => Assert.Equal(1, ReachEvaluation.Run().Methods[0].Agree);

    // Of communities in which everybody meets everybody: sums made anew for each pair of contacts took minutes here.
    [Fact]
    public void Where_everybody_knows_hundreds_the_formulas_are_still_written_out()
    {
        const int People = 300;
        var random = new Random(7);
        var pairs = Enumerable.Range(0, People).SelectMany(one => Enumerable.Range(one + 1, People - one - 1).Select(other => (one, other))).ToList();
        var graph = Csr.Undirected(People, [.. pairs.Select(pair => pair.one)], [.. pairs.Select(pair => pair.other)], [.. pairs.Select(_ => random.NextDouble())]);
        Assert.InRange(HolesEvaluation.Of("made up", [("network", graph, Enumerable.Range(0, 10))]).Methods[0].Difference!.Value, 0, 1e-9);
    }

    // igraph 0.10 prints these for this graph: two triangles with a bridge.
    [Fact]
    public void The_formulas_written_out_are_those_of_igraph()
    {
        var slow = new HolesByHand(Csr.Undirected(6, [0, 0, 1, 2, 3, 3, 4], [1, 2, 2, 3, 4, 5, 5]));
        Assert.Equal([1.0069444444444444, 1.0069444444444444, 0.6111111111111112, 0.6111111111111112, 1.0069444444444444, 1.0069444444444444],
            Enumerable.Range(0, 6).Select(slow.Constraint), (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
