using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

/// <summary>What a table is worth, in plain words.</summary>
public sealed class TrustTests
{
    private static readonly MethodScore[] Known = [new("kith", Ap: .3, Ece: .004, Low: .28, High: .33), new("recency", Ap: .2)];

    [Fact]
    public void Chances_that_are_hardly_off_are_not_called_perfect() =>
        Assert.Equal("Surely better than the best simple way (recency, .20): follow Kith's order. Its chances are off by less than 1 % on average: they can be read as they stand.", Told());

    [Theory]
    [InlineData(.5, 1, " There is little data: the figure may well be off by .25.")]
    [InlineData(.7, .89, "")]
    public void How_far_a_figure_may_be_off_is_half_its_interval(double low, double high, string said) => Assert.Equal(
        "Better than the best simple way (tf-idf, .75), though the data do not suffice to be sure." + said,
        Trust.Told(new("topics", "this installation", [], [new("kith", Mrr: .8, Low: low, High: high), new("tf-idf", Mrr: .75)])).Trust);

    // Where one person answers everything, a thousand questions come out alike as three do.
    [Theory]
    [InlineData(14, " All that could be asked came out alike: too little to tell.")]
    [InlineData(15, "")]
    public void What_is_as_good_as_a_simple_way_is_not_called_better(int questions, string said) => Assert.Equal(
        "No better than the best simple way (thread votes, 1.00)." + said,
        Trust.Told(new("experts", "this installation", [], [new("kith", Mrr: 1, Low: 1, High: 1, Drawn: questions), new("thread votes", Mrr: 1)])).Trust);

    // Groups are found again from other seeds, which says nothing of how many people there are.
    [Fact]
    public void A_search_that_finds_the_same_each_time_has_not_too_little_to_tell() => Assert.Equal(
        "No better than the best simple way (label propagation, .90).",
        Trust.Told(new("communities", "this installation", [], [new("kith", Ami: .9, Low: .9, High: .9), new("label propagation", Ami: .9)])).Trust);

    [Theory]
    [InlineData(.09, .06, .12, "it surely says more than Adamic-Adar.")]
    [InlineData(.06, .03, .09, "it says more, perhaps by chance, than Adamic-Adar.")]
    [InlineData(.04, .02, .06, "it says less, perhaps by chance, than Adamic-Adar.")]
    [InlineData(.02, .01, .03, "it says less than Adamic-Adar.")]
    public void Of_first_contacts_it_is_said_apart_whether_the_answer_is_worth_more(double ours, double low, double high, string said) => Assert.EndsWith(
        $" Of who will meet for the first time {said}", Told(new("kith, new ties", Ap: ours, Low: low, High: high), new("Adamic-Adar, new ties", Ap: .05)), StringComparison.Ordinal);

    private static string? Told(params ReadOnlySpan<MethodScore> strangers) => Trust.Told(new("ties", "this installation", [], [.. Known, .. strangers])).Trust;
}
