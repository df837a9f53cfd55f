using Kith.Evaluation;
using Kith.Impact;
using Kith.People;
using Kith.Ties;
using static Kith.Tests.Ties.Sample;

namespace Kith.Tests.Impact;

/// <summary>Ties planted around a gathering on day 20,000 of which it is known what became.</summary>
public sealed class AfterwardsTests
{
    private const int Day = Today, Later = Day + 300;
    private const long One = 1_000_000;

    private static readonly PersonId Ann = new(1), Bo = new(2);

    [Theory]
    [InlineData(new[] { 5, 30 }, new[] { 12 }, true)]
    [InlineData(new[] { 5, 30 }, new int[] { }, false)] // never answered
    [InlineData(new[] { 5 }, new[] { 12 }, false)] // and then never again
    [InlineData(new[] { 5, 150 }, new[] { 12 }, false)] // again, but months later
    [InlineData(new[] { 40, 60 }, new[] { 42 }, false)] // too late to have begun there
    [InlineData(new[] { -200, 5, 30 }, new[] { 12 }, false)] // no strangers
    [InlineData(new[] { -400, 5, 30 }, new[] { 12 }, true)] // strangers again after more than a year
    public void A_tie_is_forged_if_strangers_turn_to_each_other_within_thirty_days_and_again(int[] there, int[] back, bool forged) =>
        Assert.Equal(forged ? [new Pair(Ann, Bo)] : [], Told(there, back).Forged);

    [Theory]
    [InlineData(new[] { -200, 20 }, true)]
    [InlineData(new[] { -200, -100, 20 }, false)]
    [InlineData(new[] { 20 }, false)]
    [InlineData(new[] { -200, 80 }, false)]
    public void A_tie_is_rekindled_after_half_a_year_of_silence(int[] there, bool rekindled) =>
        Assert.Equal(rekindled ? [new Pair(Ann, Bo)] : [], Told(there, []).Rekindled);

    [Fact]
    public void A_tie_lasts_if_there_is_contact_half_a_year_later()
    {
        Assert.Single(Told([5, 30, 190], [12]).Lasting!);
        Assert.Empty(Told([5, 30], [12]).Lasting!);
    }

    [Fact]
    public void What_is_not_known_yet_is_not_said()
    {
        var ledger = new Ledger([Between([5, 30], [12])], []);
        Assert.Null(Afterwards.Of(ledger, [Ann, Bo], Day, Day + Afterwards.KnownAfter - 1, _ => null));
        Assert.Null(Afterwards.Of(ledger, [Ann, Bo], Day, Day + Afterwards.KnownAfter, _ => null)!.Lasting);
    }

    // Without taking it off, what they said there would be the second contact.
    [Fact]
    public void What_was_said_in_the_gathering_itself_is_left_out()
    {
        var tie = Between([0, 1], [1]);
        Assert.Equal(0, new Ledger([tie], [(Ann, Bo, Day, One)]).Between(new(Ann, Bo)).There.Until(Day).Count);
        Assert.Equal(1, new Ledger([tie], [(Bo, Ann, Day, One)]).Between(new(Ann, Bo)).There.Until(Day).Count);
    }

    [Fact]
    public void A_share_in_what_went_to_many_is_no_contact() =>
        Assert.Empty(Afterwards.Of(new Ledger([Tie(1, 2, On(One / 10, Day + 5, Day + 30), On(One, Day + 12))], []), [Ann, Bo], Day, Later, _ => null)!.Forged);

    [Fact]
    public void The_placebo_is_the_same_count_ninety_days_earlier()
    {
        var told = Told([5 - 90, 30 - 90], [12 - 90]);
        Assert.Empty(told.Forged);
        Assert.Equal(1, told.ForgedBefore);
    }

    // Chance makes ties after any gathering, the more so as the lively ones come; that must not be called impact.
    [Fact]
    public void A_placebo_gathering_shows_no_impact_and_a_planted_one_does()
    {
        var community = new MadeUpCommunity(77);
        var told = community.All.Select(gathering => (gathering.Planted, After: Afterwards.Of(
            new Ledger(community.Ties, gathering.Own), gathering.Present, gathering.Day, MadeUpCommunity.Today, MadeUpCommunity.GroupOf)!)).ToList();
        Assert.Equal(10, told.Count(each => each.Planted.Count == 0));
        Assert.DoesNotContain(told, each => each.Planted.Count == 0 && each.After.MoreThanUsual);
        Assert.InRange(told.Count(each => each.Planted.Count > 0 && each.After.MoreThanUsual), 5, 10);
        Assert.True(told.Where(each => each.Planted.Count > 0).All(each => each.After.NewTies!.Here > each.After.NewTies.Elsewhere));
    }

    [Theory]
    [InlineData(3, 0, .1, true)]
    [InlineData(2, 0, .1, false)] // half a tie is expected anyhow: two may be chance
    [InlineData(3, 2, .1, false)] // the placebo had almost as many
    [InlineData(3, 0, -.01, false)] // the matched pairs may have as many
    [InlineData(9, 3, .1, true)]
    public void More_than_usual_is_what_matched_pairs_placebo_and_chance_do_not_explain(int forged, int before, double low, bool more) => Assert.Equal(more, new Afterwards(
        40, 40, [.. Enumerable.Range(2, forged).Select(other => new Pair(Ann, new(other)))], [], null, before, 0, new(forged / 40.0, 0, low, .5, 40), null).MoreThanUsual);

    // Ten at a gathering write more to each other afterwards, while everybody writes more: only the difference counts.
    [Fact]
    public void Strengthened_is_more_than_what_rose_for_everybody()
    {
        var random = new Random(5);
        Tie[] Ties(int more) => [.. Enumerable.Range(1, 40).SelectMany(one => Enumerable.Range(one + 1, 40 - one).Where(_ => random.Next(2) == 0).Select(other =>
            Tie(one, other, On(One, Day - 30, Day - 10), On(One, [Day - 20, Day + 20, .. Enumerable.Range(0, one <= 10 && other <= 10 ? more : 0).Select(week => Day + 25 + 4 * week)]))))];
        var (plain, stronger) = (After(Ties(0)), After(Ties(8)));
        Assert.InRange(0, plain.Low, plain.High);
        Assert.InRange(stronger.Low, .1, 3);

        static Contrast After(Tie[] ties) => Afterwards.Of(new Ledger(ties, []), [.. Enumerable.Range(1, 10).Select(person => new PersonId(person))], Day, Later, _ => null)!.Strengthened!;
    }

    private static Afterwards Told(int[] there, int[] back) => Afterwards.Of(new Ledger([Between(there, back)], []), [Ann, Bo], Day, Later, _ => null)!;

    private static Tie Between(int[] there, int[] back) => Tie(1, 2, On(One, [.. there.Select(at => Day + at)]), On(One, [.. back.Select(at => Day + at)]));
}
