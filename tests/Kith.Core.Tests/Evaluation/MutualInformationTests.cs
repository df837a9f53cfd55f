using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class MutualInformationTests
{
    // Printed by adjusted_mutual_info_score of scikit-learn 1.2.1.
    [Fact]
    public void It_equals_what_scikit_learn_prints() =>
        Assert.Equal(0.23728877770133577, MutualInformation.Adjusted([0, 0, 0, 1, 1, 1, 2, 2, 2, 2], ["a", "a", "b", "b", "b", "c", "c", "c", "c", "a"]), 1e-12);

    [Fact]
    public void The_same_groups_by_other_names_agree_fully() => Assert.Equal(1, MutualInformation.Adjusted([0, 0, 1, 1, 2], ["c", "c", "a", "a", "b"]), 1e-12);

    // Plain mutual information would grow with the number of groups.
    [Fact]
    public void Groups_at_random_agree_no_more_than_by_chance()
    {
        var random = new Random(3);
        int[] one = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(40))], other = [.. Enumerable.Range(0, 2000).Select(_ => random.Next(40))];
        Assert.InRange(MutualInformation.Adjusted(one, other), -.01, .01);
    }
}
