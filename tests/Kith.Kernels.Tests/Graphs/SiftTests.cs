using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public unsafe class SiftTests
{
    // Rows of no ties, of some registers and of what lies between.
    private static readonly Gen<(int[] Groups, int[] Targets)> Cases =
        from groups in Gen.Int[0, 4].Array[1, 60]
        from targets in Gen.Int[0, groups.Length - 1].Array[0, 50]
        select (groups, targets);

    [Fact]
    public void Away_are_the_groups_of_those_who_are_of_another() =>
        Cases.Sample((groups, targets) =>
            Assert.Equal(targets.Where(t => groups[t] != 0).Select(t => groups[t]), Kept(groups, targets, isInside: false, isWeighted: false).Kept));

    [Fact]
    public void Inside_are_those_who_are_of_the_own_group() =>
        Cases.Sample((groups, targets) =>
            Assert.Equal(targets.Where(t => groups[t] == 0), Kept(groups, targets, isInside: true, isWeighted: false).Kept));

    [Fact]
    public void Weights_stay_with_those_who_are_kept() =>
        Cases.Sample((groups, targets) =>
        {
            foreach (var isInside in new[] { true, false })
            {
                var (kept, weights) = Kept(groups, targets, isInside, isWeighted: true);

                Assert.Equal(Kept(groups, targets, isInside, isWeighted: false).Kept, kept);
                Assert.Equal(Enumerable.Range(0, targets.Length).Where(i => groups[targets[i]] == 0 == isInside).Select(i => (float)i), weights);
            }
        });

    // Values from −2 to 2, −0 among them, which is not below 0.
    [Fact]
    public void Negative_are_those_whose_value_is_below_nothing() =>
        Cases.Sample((groups, _) =>
        {
            var (values, kept) = (Array.ConvertAll(groups, group => -1f * (group - 2)), new int[groups.Length + Sift.Room]);
            fixed (int* to = kept)
            fixed (float* value = values)
            {
                Assert.Equal(Sequence.UpTo(groups.Length).Where(v => values[v] < 0), kept[..Sift.Negative(value, groups.Length, to)]);
            }
        });

    // The own group is 0; a tie weighs its place.
    private static (int[] Kept, float[] Weights) Kept(int[] groups, int[] targets, bool isInside, bool isWeighted)
    {
        var (kept, keptWeights) = (new int[targets.Length + Sift.Room], new float[targets.Length + Sift.Room]);
        var weights = Array.ConvertAll(Sequence.UpTo(targets.Length), i => (float)i);
        fixed (int* group = groups, target = targets, to = kept)
        fixed (float* weight = weights, toWeight = keptWeights)
        {
            var from = isWeighted ? weight : null;
            var count = isInside
                ? Sift.Inside(target, from, targets.Length, 0, group, to, toWeight)
                : Sift.Away(target, from, targets.Length, 0, group, to, toWeight);
            return (kept[..count], keptWeights[..(isWeighted ? count : 0)]);
        }
    }
}
