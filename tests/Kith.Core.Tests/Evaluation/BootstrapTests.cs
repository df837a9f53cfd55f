using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class BootstrapTests
{
    [Fact]
    public void The_interval_of_a_mean_is_about_four_standard_errors_wide()
    {
        var random = new Random(5);
        double[] values = [.. Enumerable.Range(0, 400).Select(_ => random.NextDouble())];
        var (low, high) = Bootstrap.OfMean(values);
        Assert.InRange(values.Average(), low, high);
        // A uniform variable has a standard deviation of 1/√12.
        Assert.Equal(2 * 1.96 / Math.Sqrt(12 * values.Length), high - low, .01);
    }

    [Fact]
    public void The_interval_of_average_precision_equals_drawing_every_pair_by_hand()
    {
        var random = new Random(6);
        double[] scores = [.. Enumerable.Range(0, 600).Select(_ => Math.Round(random.NextDouble(), 2))];
        bool[] relevant = [.. scores.Select(score => random.NextDouble() < score * score)];
        var slow = new double[1000];
        for (var draw = 0; draw < slow.Length; draw++)
        {
            int[] drawn = [.. Enumerable.Range(0, scores.Length).Select(_ => random.Next(scores.Length))];
            slow[draw] = Ranking.Of([.. drawn.Select(i => scores[i])], [.. drawn.Select(i => relevant[i])]).AveragePrecision();
        }
        Array.Sort(slow);
        var (low, high) = Bootstrap.OfAveragePrecision([Ranking.Of(scores, relevant)]);
        Assert.Equal(slow[25], low, .012);
        Assert.Equal(slow[975], high, .012);
    }

    [Fact]
    public void The_same_data_give_the_same_interval() =>
        Assert.Equal(Bootstrap.OfMean([1, 2, 3, 5, 8]), Bootstrap.OfMean([1, 2, 3, 5, 8]));
}
