using CsCheck;
using Kith.Ties;

namespace Kith.Tests.Ties;

public sealed class LogisticTests
{
    private static readonly double[] Usual = [-1, .5, .3];

    private static readonly Gen<(double X, double Y, bool Came)[]> Seen =
        Gen.Select(Gen.Int[-60, 30], Gen.Int[-60, 30], Gen.Bool, (x, y, came) => (x / 10.0, y / 10.0, came)).Array[0, 40];

    [Fact]
    public void Without_cases_the_usual_pulls_stand() => Assert.Equal(Usual, Logistic.Fit(new Cases(2), Usual));

    [Fact]
    public void A_planted_model_is_found()
    {
        double[] planted = [1.5, .8, 0];
        var random = new Random(7);
        var cases = new Cases(2);
        for (var i = 0; i < 20_000; i++)
        {
            double[] signs = [random.NextDouble() * 9 - 6, random.NextDouble()];
            cases.Add(signs, random.NextDouble() < Logistic.Chance(Logistic.Odds(planted, signs)), 1);
        }
        Assert.All(Logistic.Fit(cases, Usual).Zip(planted), pair => Assert.Equal(pair.Second, pair.First, .1));
    }

    [Fact]
    public void No_neighbouring_pulls_are_more_likely_than_the_fitted_ones() =>
        Seen.Sample(seen =>
        {
            var best = Logistic.Fit(Cases(seen), Usual);
            // A sign that would count against is left out: no neighbour below zero was open to it.
            Assert.All(best[1..], pull => Assert.True(pull >= 0));
            for (var i = 0; i < 3; i++)
            {
                Assert.All((double[])[-.01, .01], by =>
                {
                    var other = best.ToArray();
                    other[i] += by;
                    Assert.True((i > 0 && best[i] == 0) || Loss(best, seen, best) <= Loss(other, seen, best) + 1e-9);
                });
            }
        });

    [Fact]
    public void A_case_of_weight_two_counts_as_two_cases() =>
        Seen.Sample(seen =>
        {
            var twice = new Cases(2);
            Array.ForEach(seen, one => twice.Add([one.X, one.Y], one.Came, 2));
            var (heavy, both) = (Logistic.Fit(twice, Usual), Logistic.Fit(Cases([.. seen, .. seen]), Usual));
            Assert.All(heavy.Zip(both), pair => Assert.Equal(pair.Second, pair.First, 1e-6));
        });

    [Fact]
    public void Perfectly_foretold_outcomes_still_give_finite_pulls()
    {
        var cases = new Cases(1);
        for (var i = -50; i < 50; i++)
        {
            cases.Add([i], i >= 0, 1);
        }
        Assert.All(Logistic.Fit(cases, [0, 0]), pull => Assert.InRange(pull, -100, 100));
    }

    private static Cases Cases((double X, double Y, bool Came)[] seen)
    {
        var cases = new Cases(2);
        Array.ForEach(seen, one => cases.Add([one.X, one.Y], one.Came, 1));
        return cases;
    }

    // Minus the log of likelihood times prior. The prior of a sign left out is centred on 0.
    private static double Loss(double[] pulls, (double X, double Y, bool Came)[] seen, double[] best) =>
        Enumerable.Range(0, 3).Sum(i => Math.Pow(pulls[i] - (i > 0 && best[i] == 0 ? 0 : Usual[i]), 2))
        - seen.Sum(one => Math.Log(Chance(pulls, one.X, one.Y, one.Came)));

    private static double Chance(double[] pulls, double x, double y, bool came)
    {
        var chance = 1 / (1 + Math.Exp(-(pulls[0] + pulls[1] * x + pulls[2] * y)));
        return came ? chance : 1 - chance;
    }
}
