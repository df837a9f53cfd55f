using CsCheck;
using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class MeasuresTests
{
    // Few distinct scores, so that there are many equal ones.
    private static readonly Gen<(double Score, bool Relevant)[]> Ranked =
        Gen.Select(Gen.Int[0, 6].Select(i => i / 6.0), Gen.Bool, (score, relevant) => (score, relevant)).Array[1, 40];

    [Fact]
    public void Average_precision_equals_looking_at_every_relevant_one() =>
        Ranked.Sample(all =>
        {
            var relevant = all.Where(one => one.Relevant).ToList();
            var slow = relevant.Count == 0 ? 0 : relevant.Average(one =>
                relevant.Count(other => other.Score >= one.Score) / (double)all.Count(other => other.Score >= one.Score));
            Assert.Equal(slow, Ranking.Of(Scores(all), Relevant(all)).AveragePrecision(), 1e-12);
        });

    [Fact]
    public void Area_under_the_curve_equals_comparing_all_pairs() =>
        Ranked.Sample(all =>
        {
            var duels = (from yes in all where yes.Relevant from no in all where !no.Relevant select yes.Score.CompareTo(no.Score)).ToList();
            var slow = duels.Count == 0 ? .5 : duels.Average(duel => (duel + 1) / 2.0);
            Assert.Equal(slow, Ranking.Of(Scores(all), Relevant(all)).Auc(), 1e-12);
        });

    [Fact]
    public void Calibration_error_equals_grouping_by_tenths() =>
        Gen.Select(Gen.Int[0, 1000], Gen.Bool, (thousandths, came) => (Score: thousandths / 1000.0, Relevant: came)).Array[1, 80].Sample(all =>
        {
            var slow = all.GroupBy(one => Math.Min((int)(one.Score * 10), 9)).Sum(bin =>
                bin.Count() * Math.Abs(bin.Average(one => one.Score) - bin.Average(one => one.Relevant ? 1.0 : 0))) / all.Length;
            Assert.Equal(slow, Measures.CalibrationError(Scores(all), Relevant(all)), 1e-12);
        });

    [Fact]
    public void A_perfect_order_scores_one_and_a_reversed_one_scores_low()
    {
        Assert.Equal(1, Ranking.Of([.9, .8, .2, .1], [true, true, false, false]).AveragePrecision());
        Assert.Equal(1, Ranking.Of([.9, .8, .2, .1], [true, true, false, false]).Auc());
        Assert.Equal((1 / 3.0 + 2 / 4.0) / 2, Ranking.Of([.9, .8, .2, .1], [false, false, true, true]).AveragePrecision(), 1e-12);
        Assert.Equal(0, Ranking.Of([.9, .8, .2, .1], [false, false, true, true]).Auc());
    }

    [Fact]
    public void Without_anything_relevant_there_is_no_precision_and_an_even_chance()
    {
        Assert.Equal(0, Ranking.Of([1, 2], [false, false]).AveragePrecision());
        Assert.Equal(.5, Ranking.Of([1, 2], [false, false]).Auc());
    }

    private static double[] Scores(IEnumerable<(double Score, bool)> all) => [.. all.Select(one => one.Score)];

    private static bool[] Relevant(IEnumerable<(double, bool Relevant)> all) => [.. all.Select(one => one.Relevant)];
}
