using CsCheck;
using Kith.Kernels.Text;

namespace Kith.Kernels.Tests.Text;

public class AssociationTests
{
    // Twice the difference between the log-likelihoods of two binomials and of one, as Dunning begins.
    [Fact]
    public void The_ratio_is_that_of_two_chances_and_one() => Gen.Select(Gen.Int[1, 50], Gen.Int[0, 50], Gen.Int[0, 50], Gen.Int[0, 500]).Sample((both, more, others, rest) =>
    {
        double one = both + more, other = both + others, all = both + more + others + rest;
        double together = Log(both, one, both / one), apart = Log(others, all - one, others / Math.Max(1, all - one));
        double expected = 2 * (together + apart - Log(both, one, other / all) - Log(others, all - one, other / all));
        Assert.Equal(both * all <= one * other ? 0 : expected, Association.Likelihood(both, one, other, all), 1e-6 * (1 + expected));
    });

    [Fact]
    public void What_meets_as_often_as_by_chance_is_not_associated() => Assert.Equal(0, Association.Likelihood(1, 10, 10, 100));

    private static double Log(double seen, double of, double chance) => Part(seen, chance) + Part(of - seen, 1 - chance);

    private static double Part(double seen, double chance) => seen == 0 ? 0 : seen * Math.Log(chance);
}
