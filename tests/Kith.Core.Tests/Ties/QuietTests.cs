using CsCheck;
using Kith.Interactions;
using Kith.Ties;

namespace Kith.Tests.Ties;

public sealed class QuietTests
{
    private const int Today = Sample.Today;

    [Fact]
    public void A_planted_fading_tie_is_called_quiet()
    {
        var weekly = Every(7, times: 20, last: Today - 57);
        Assert.Equal(new Quiet(7, 57), Quiet.Of(weekly, Today));
    }

    [Fact]
    public void Silence_of_exactly_eight_usual_gaps_is_not_yet_quiet() =>
        Assert.Null(Quiet.Of(Every(7, times: 20, last: Today - 56), Today));

    [Fact]
    public void A_lively_tie_is_not_quiet() => Assert.Null(Quiet.Of(Every(7, times: 20, last: Today - 6), Today));

    [Fact]
    public void Five_contact_days_are_needed()
    {
        Assert.Null(Quiet.Of(Every(7, times: 4, last: Today - 300), Today));
        Assert.NotNull(Quiet.Of(Every(7, times: 5, last: Today - 300), Today));
    }

    [Fact]
    public void Daily_colleagues_may_take_a_long_holiday()
    {
        Assert.Null(Quiet.Of(Every(1, times: 50, last: Today - 32), Today));
        Assert.Equal(new Quiet(4, 33), Quiet.Of(Every(1, times: 50, last: Today - 33), Today));
    }

    [Fact]
    public void Many_messages_on_one_day_are_one_contact()
    {
        var burst = Days.From(Enumerable.Repeat((Today - 10, Weights.One), 40));
        Assert.Null(Quiet.Of(burst, Today));
    }

    [Fact]
    public void Mass_mailings_neither_make_nor_break_a_silence()
    {
        var mailing = Weights.Of(InteractionKind.MailTo, 60);
        Assert.Null(Quiet.Of(Sample.On(mailing, [.. Enumerable.Range(100, 50).Select(d => Today - d)]), Today));
        var fading = Every(7, times: 20, last: Today - 57);
        Assert.Equal(Quiet.Of(fading, Today), Quiet.Of(fading.Add(Today - 3, mailing), Today));
    }

    [Theory]
    [InlineData(InteractionKind.Turn)]
    [InlineData(InteractionKind.Reaction)]
    public void A_small_sign_breaks_a_silence_without_changing_the_usual_gap(InteractionKind sign)
    {
        var fading = Every(7, times: 20, last: Today - 90);
        Assert.Null(Quiet.Of(fading.Add(Today - 9, Weights.Of(sign)), Today));
        Assert.Equal(new Quiet(7, 60), Quiet.Of(fading.Add(Today - 60, Weights.Of(sign)), Today));
    }

    [Fact]
    public void One_long_pause_does_not_change_the_usual_gap()
    {
        var twoSeasons = Every(7, times: 10, last: Today - 400).Merge(Every(7, times: 10, last: Today - 60));
        Assert.Equal(new Quiet(7, 60), Quiet.Of(twoSeasons, Today));
    }

    [Fact]
    public void Days_after_today_are_not_known_yet() =>
        Gen.Select(Sample.Days, Sample.Days).Sample((a, b) =>
            Assert.Equal(Quiet.Of(a.Merge(b).Until(Today), Today), Quiet.Of(b.Merge(a), Today)));

    [Fact]
    public void A_quiet_tie_is_quiet_until_the_next_contact() =>
        Gen.Select(Gen.Int[1, 60], Gen.Int[5, 30], Gen.Int[1, 400]).Sample((gap, times, later) =>
        {
            var days = Every(gap, times, last: Today - Quiet.Gaps * Math.Max(gap, 4) - later);
            Assert.NotNull(Quiet.Of(days, Today));
            Assert.Null(Quiet.Of(days.Add(Today, Weights.One), Today));
        });

    private static Days Every(int gap, int times, int last) =>
        Sample.On(Weights.One, [.. Enumerable.Range(0, times).Select(i => last - gap * i)]);
}
