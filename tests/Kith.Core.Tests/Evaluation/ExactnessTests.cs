using Kith.Evaluation;
using Kith.Kernels.Graphs;

namespace Kith.Tests.Evaluation;

public sealed class ExactnessTests
{
    [Fact]
    public void On_a_thousand_random_graphs_structural_holes_are_what_the_formulas_say() => Assert.InRange(HolesEvaluation.Run().Methods[0].Difference!.Value, 0, 1e-9);

    [Fact]
    public void On_random_graphs_no_warmer_path_is_overlooked() => Assert.Equal(1, ReachEvaluation.Run().Methods[0].Agree);

    // igraph 0.10 prints these for this graph: two triangles with a bridge.
    [Fact]
    public void The_formulas_written_out_are_those_of_igraph()
    {
        var slow = new HolesByHand(Csr.Undirected(6, [0, 0, 1, 2, 3, 3, 4], [1, 2, 2, 3, 4, 5, 5]));
        Assert.Equal([1.0069444444444444, 1.0069444444444444, 0.6111111111111112, 0.6111111111111112, 1.0069444444444444, 1.0069444444444444],
            Enumerable.Range(0, 6).Select(slow.Constraint), (a, b) => Math.Abs(a - b) < 1e-12);
    }
}
