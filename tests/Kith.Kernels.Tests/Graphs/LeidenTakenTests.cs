using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LeidenTakenTests
{
    // Two of three stay together under a new name.
    [Fact]
    public void Who_leaves_the_majority_has_been_taken() =>
        Assert.Equal([2], LeidenTaken.Of([0, 0, 0, 1, 1], [4, 4, 3, 3, 3]));

    [Fact]
    public void Of_two_groups_that_are_joined_the_smaller_has_been_taken() =>
        Assert.Equal([0, 2], LeidenTaken.Of([1, 0, 1, 0, 0], [2, 2, 2, 2, 2]));

    [Fact]
    public void New_names_alone_take_nobody() =>
        Gen.Int[0, 4].Array[0, 20].Sample(before => Assert.Empty(LeidenTaken.Of(Below(before), Below(Array.ConvertAll(before, g => 4 - g)))));

    // Compared pair by pair with everybody who stays: together before and after, or apart before and after.
    [Fact]
    public void Those_not_taken_keep_the_company_they_had() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).Array[0, 20].Sample(pairs =>
        {
            var (before, after) = (Below(Array.ConvertAll(pairs, p => p.Item1)), Below(Array.ConvertAll(pairs, p => p.Item2)));
            var stay = Enumerable.Range(0, pairs.Length).Except(LeidenTaken.Of(before, after)).ToArray();
            foreach (var a in stay)
            {
                Assert.All(stay, b => Assert.Equal(before[a] == before[b], after[a] == after[b]));
            }
        });

    // A group of which more than half stay together goes on, unless a larger one goes on as the same.
    [Fact]
    public void A_majority_that_joins_nobody_stays() =>
        Gen.Select(Gen.Int[0, 4], Gen.Int[0, 4]).Array[1, 20].Sample(pairs =>
        {
            var (before, after) = (Below(Array.ConvertAll(pairs, p => p.Item1)), Below(Array.ConvertAll(pairs, p => p.Item2)));
            var taken = LeidenTaken.Of(before, after);
            foreach (var group in before.Distinct())
            {
                var members = Enumerable.Range(0, before.Length).Where(v => before[v] == group).ToArray();
                var largest = members.GroupBy(v => after[v]).MaxBy(g => g.Count())!.ToArray();
                if (2 * largest.Length > members.Length && Enumerable.Range(0, after.Length).Count(v => after[v] == after[largest[0]]) == largest.Length)
                {
                    Assert.Empty(largest.Intersect(taken));
                }
            }
        });

    // Labels have to be below the number of vertices.
    private static int[] Below(int[] labels) => LeidenLevel.Renumber(labels, 5, out _);
}
