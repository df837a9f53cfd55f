using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class ShortWalksTests
{
    [Fact]
    public void Weights_are_those_of_the_formula_written_out() => Edges.Any.Sample(edges =>
    {
        var graph = edges.Undirected();

        var weighed = ShortWalks.Weigh(graph);

        var obvious = Obvious(edges.Matrix(directed: false));
        Assert.Equal(graph.Targets, weighed.Targets);
        foreach (var (from, to, weight) in weighed.Sources().Zip(weighed.Targets, weighed.Weights))
        {
            Assert.Equal(obvious[from, to], weight, 1e-12);
        }
    });

    // Two who share a contact of few contacts, and one tie beside.
    [Fact]
    public void A_tie_inside_a_circle_comes_to_weigh_more_than_one_that_leads_out_of_it()
    {
        var weighed = ShortWalks.Weigh(Csr.Undirected(6, [0, 1, 2, 2, 3, 4, 5], [1, 2, 0, 3, 4, 5, 3]));

        Assert.True(weighed.RowWeights(2)[0] > 1);
        Assert.True(weighed.RowWeights(2)[2] < 1);
        Assert.Equal(14, weighed.Weights.Sum(), 12);
    }

    [Fact]
    public void What_weighs_nothing_goes_on_weighing_nothing()
    {
        var weighed = ShortWalks.Weigh(Csr.Undirected(3, [0, 1, 2], [1, 2, 0], [1, 1, 0]));

        Assert.Equal(0, weighed.RowWeights(0)[1]);
    }

    [Fact]
    public void A_directed_graph_is_refused() =>
        Assert.Throws<ArgumentException>(() => ShortWalks.Weigh(Csr.Directed(2, [0], [1])));

    private static double[,] Obvious(double[,] w)
    {
        var n = w.GetLength(0);
        var (one, two, mixed) = (new double[n, n], new double[n, n], new double[n, n]);
        double Strength(int i) => Enumerable.Range(0, n).Where(j => j != i).Sum(j => w[i, j]);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                if (i != j && w[i, j] > 0)
                {
                    var both = Math.Sqrt(Strength(i) * Strength(j));
                    one[i, j] = w[i, j] / both;
                    two[i, j] = Enumerable.Range(0, n).Where(k => k != i && k != j && w[i, k] > 0).Sum(k => w[i, k] * w[k, j] / Strength(k)) / both;
                }
            }
        }

        double[] totals = [.. new[] { w, one, two }.Select(of => Enumerable.Range(0, n).Sum(i => Enumerable.Range(0, n).Where(j => j != i).Sum(j => of[i, j])))];
        var parts = totals.Count(total => total > 0);
        for (var i = 0; i < n; i++)
        {
            for (var j = 0; j < n; j++)
            {
                double Part(double[,] of, double total) => total > 0 ? of[i, j] * totals[0] / total / parts : 0;
                mixed[i, j] = i == j ? w[i, j] : Part(w, totals[0]) + Part(one, totals[1]) + Part(two, totals[2]);
            }
        }

        return mixed;
    }
}
