using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LocalRandomWalkTests
{
    [Fact]
    public void Scores_equal_powers_of_the_matrix_of_shares() =>
        Gen.Select(Edges.Up(to: 9, density: 3), Gen.Int[1, 5], Gen.Bool).Sample((edges, steps, directed) =>
        {
            var walk = new LocalRandomWalk(directed ? edges.Directed() : edges.Undirected());
            var slow = Slow(edges.Matrix(directed), steps);
            for (var a = 0; a < edges.Count; a++)
            {
                var scores = walk.From(a, steps);
                for (var b = 0; b < edges.Count; b++)
                {
                    Assert.Equal(a == b ? 0 : slow[a, b] + slow[b, a], scores[b], 1e-9);
                }
            }
        });

    // w_x Σ Pᵗ for t of 2 and more.
    private static double[,] Slow(double[,] matrix, int steps)
    {
        var n = matrix.GetLength(0);
        var sums = Enumerable.Range(0, n).Select(a => Enumerable.Range(0, n).Sum(b => matrix[a, b])).ToArray();
        var (walks, total) = (new double[n, n], new double[n, n]);
        for (var a = 0; a < n; a++)
        {
            walks[a, a] = sums[a];
        }

        for (var t = 1; t <= steps; t++)
        {
            var next = new double[n, n];
            for (var a = 0; a < n; a++)
            {
                for (var b = 0; b < n; b++)
                {
                    next[a, b] = Enumerable.Range(0, n).Sum(k => sums[k] > 0 ? walks[a, k] * matrix[k, b] / sums[k] : 0);
                    total[a, b] += t > 1 ? next[a, b] : 0;
                }
            }

            walks = next;
        }

        return total;
    }
}
