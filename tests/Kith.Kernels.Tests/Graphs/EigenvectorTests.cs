using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class EigenvectorTests
{
    [Fact]
    public void Undirected_scores_equal_an_endless_power_of_the_matrix() =>
        Edges.Up(to: 10, density: 3).Where(edges => edges.From.Length > 0).Sample(edges =>
        {
            var scores = Eigenvector.Of(edges.Undirected());
            var slow = SlowPower(edges.Matrix(directed: false));
            Assert.All(scores.Index(), score => Assert.Equal(slow[score.Index], score.Item, 1e-8));
        });

    // Walks round a ring with short cuts: everybody reaches everybody, so there is one answer.
    [Fact]
    public void Directed_scores_come_in_along_edges() =>
        Edges.Up(to: 10, density: 2).Sample(edges =>
        {
            var ring = Enumerable.Range(0, edges.Count).ToArray();
            var closed = new Edges(
                edges.Count, [.. edges.From, .. ring], [.. edges.To, .. ring.Select(v => (v + 1) % edges.Count)], [.. edges.Weight, .. ring.Select(_ => 1.0)]);
            var scores = Eigenvector.Of(closed.Directed());
            var slow = SlowPower(Turned(closed.Matrix(directed: true)));
            Assert.All(scores.Index(), score => Assert.Equal(slow[score.Index], score.Item, 1e-8));
        });

    [Fact]
    public void The_middle_of_a_star_scores_as_the_root_of_its_rays() =>
        Assert.Equal([1, .5, .5, .5, .5], Eigenvector.Of(Csr.Undirected(5, [0, 0, 0, 0], [1, 2, 3, 4])), (a, b) => Math.Abs(a - b) < 1e-12);

    [Fact]
    public void Without_edges_all_are_alike() => Assert.Equal([1.0, 1.0, 1.0], Eigenvector.Of(Csr.Undirected(3, [], [])));

    private static double[,] Turned(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var turned = new double[n, n];
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
            {
                turned[a, b] = matrix[b, a];
            }
        }

        return turned;
    }

    // (A + c)^(2^24) applied to an even start. With more squarings what rounding makes of two equal factors would tell.
    private static double[] SlowPower(double[,] matrix)
    {
        var n = matrix.GetLength(0);
        var power = (double[,])matrix.Clone();
        var shift = matrix.Cast<double>().Sum();
        for (var v = 0; v < n; v++)
        {
            power[v, v] += shift;
        }

        for (var i = 0; i < 24; i++)
        {
            power = Squared(power, n);
        }

        var scores = Enumerable.Range(0, n).Select(a => Enumerable.Range(0, n).Sum(b => power[a, b])).ToArray();
        return Array.ConvertAll(scores, s => s / scores.Max());
    }

    private static double[,] Squared(double[,] m, int n)
    {
        var squared = new double[n, n];
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
            {
                for (var k = 0; k < n; k++)
                {
                    squared[a, b] += m[a, k] * m[k, b];
                }
            }
        }

        var most = squared.Cast<double>().Max();
        for (var a = 0; a < n; a++)
        {
            for (var b = 0; b < n; b++)
            {
                squared[a, b] /= most;
            }
        }

        return squared;
    }
}
