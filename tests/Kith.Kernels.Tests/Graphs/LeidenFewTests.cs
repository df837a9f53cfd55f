using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public unsafe class LeidenFewTests
{
    // Masses and prices of few values, so that groups gain alike often.
    private static readonly Gen<(int[] Groups, int[] Targets, int[] Masses, double Price)> Cases =
        from groups in Gen.Int[0, 5].Array[16, 40]
        from targets in Gen.Int[0, groups.Length - 1].Array[1, LeidenFew.Most]
        from masses in Gen.Int[0, 6].Array[6]
        from tenths in Gen.Int[0, 10]
        select (groups, targets, masses, tenths / 10.0);

    // Other processors never come here.
    [Fact]
    public void Chooses_as_one_who_counts_group_by_group() =>
        Cases.Sample((groups, targets, masses, price) =>
            Assert.True(!LeidenFew.IsSupported || Chosen(groups, targets, masses, price) == ByGroup(groups, targets, masses, price)));

    private static (int Best, double Most, double Next) Chosen(int[] groups, int[] targets, int[] masses, double price)
    {
        var tallies = Array.ConvertAll(masses, mass => new LeidenTally { Mass = mass });
        fixed (int* group = groups, target = targets)
        fixed (LeidenTally* tally = tallies)
        {
            var choice = LeidenFew.Choose(target, targets.Length, 0, price, group, tally);
            return (choice.Best, choice.Most, choice.Next);
        }
    }

    // The own group is 0. Of those that gain alike, the own one and then the one met first.
    private static (int Best, double Most, double Next) ByGroup(int[] groups, int[] targets, int[] masses, double price)
    {
        var met = targets.Select(t => groups[t]).ToList();
        double Gain(int group) => met.Count(g => g == group) - (price * masses[group]);
        var away = met.Count(g => g != 0);
        if (away <= Gain(0))
        {
            return (0, Gain(0), away);
        }

        var best = met.Distinct().Prepend(0).Distinct().MaxBy(Gain);
        return (best, Gain(best), met.Append(0).Distinct().Where(g => g != best).Select(Gain).DefaultIfEmpty(double.NegativeInfinity).Max());
    }
}
