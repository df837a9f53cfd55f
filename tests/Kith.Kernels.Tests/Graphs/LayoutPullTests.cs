using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LayoutPullTests
{
    [Fact]
    public void Each_edge_pulls_with_its_weight_and_the_fourth_root_of_its_length() =>
        Gen.Select(Edges.Up(to: 30, density: 6), Gen.Int[0, 1000]).Sample((edges, seed) =>
        {
            // Some stand in one place, which pulls nowhere.
            var random = new Random(seed);
            double[] x = [.. Enumerable.Range(0, edges.Count).Select(_ => random.Next(6) / 4.0)], y = [.. x.Select(_ => random.Next(6) / 4.0)];
            var graph = edges.WithoutLoops().Undirected();
            var pull = new LayoutPull(graph);

            pull.Sum(x, y, 0, graph.Count / 2);
            pull.Sum(x, y, graph.Count / 2, graph.Count);

            for (var v = 0; v < graph.Count; v++)
            {
                var (slowX, slowY, stiffness) = Slow(graph, x, y, v);
                Assert.Equal(slowX, pull.X[v], 1e-9);
                Assert.Equal(slowY, pull.Y[v], 1e-9);
                Assert.Equal(stiffness, pull.Stiffness[v], 1e-9);
            }
        });

    private static (double X, double Y, double Stiffness) Slow(Csr graph, double[] x, double[] y, int v)
    {
        var (sumX, sumY, stiffness) = (0.0, 0.0, 0.0);
        foreach (var (u, weight) in graph.Row(v).ToArray().Zip(graph.RowWeights(v).ToArray()))
        {
            var distance = Math.Sqrt(Math.Pow(x[u] - x[v], 2) + Math.Pow(y[u] - y[v], 2));
            var pull = distance > 0 ? weight * Math.Pow(distance, .25) / distance : 0;
            (sumX, sumY, stiffness) = (sumX + (pull * (x[u] - x[v])), sumY + (pull * (y[u] - y[v])), stiffness + pull);
        }

        return (sumX, sumY, stiffness);
    }
}
