using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LayoutContractionTests
{
    // Weights are quarters: sums are exact in any order.
    [Fact]
    public void Groups_are_tied_by_the_sum_of_the_ties_between_them() =>
        Gen.Select(Edges.Up(to: 60, density: 5), Gen.Int[1, 9], Gen.Int[1, 3]).Sample((edges, most, threads) =>
        {
            var groups = Math.Min(most, edges.Count);
            var between = edges.WithoutLoops();
            int[] parents = [.. Enumerable.Range(0, edges.Count).Select(v => v * 7 % groups)];
            using var crew = new Crew(threads);

            var contracted = LayoutContraction.Of(between.Undirected(), parents, groups, crew);

            var slow = (between with { Count = groups, From = [.. between.From.Select(v => parents[v])], To = [.. between.To.Select(v => parents[v])] })
                .WithoutLoops().Undirected();
            Assert.Equal(slow.Offsets, contracted.Offsets);
            Assert.Equal(slow.Targets, contracted.Targets);
            Assert.Equal(slow.Weights, contracted.Weights);
        });

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_do_not_change_a_bit_and_both_ways_weigh_the_same(int threads)
    {
        var random = new Random(6);
        int[] Some() => [.. Enumerable.Range(0, 100_000).Select(_ => random.Next(9000))];
        var graph = Csr.Undirected(9000, Some(), Some(), [.. Enumerable.Range(0, 100_000).Select(_ => random.NextDouble())]).ToSimple();
        int[] parents = [.. Enumerable.Range(0, 9000).Select(v => v / 3)];
        using var one = new Crew(1);
        using var more = new Crew(threads);

        var alone = LayoutContraction.Of(graph, parents, 3000, one);
        var together = LayoutContraction.Of(graph, parents, 3000, more);

        Assert.Equal(alone.Targets, together.Targets);
        Assert.Equal(alone.Weights, together.Weights);
        Assert.Equal(alone.Weights, Csr.Directed(3000, alone.Sources(), alone.Targets, alone.Weights).Reverse().Weights);
    }
}
