using CsCheck;
using Kith.Interactions;
using Kith.Ties;

namespace Kith.Tests.Ties;

public sealed class StrengthTests
{
    private const int Today = Sample.Today;

    [Fact]
    public void Strength_is_the_formula_written_out() =>
        Gen.Select(Sample.Entries, Sample.Entries).Sample((there, back) =>
        {
            var (a, b) = (Slow(there), Slow(back));
            var slow = a + b + 2 * Math.Sqrt(a * b);
            Assert.Equal(slow, Strength.Of(Days.From(there), Days.From(back), Today), 1e-9 * Math.Max(1, slow));
        });

    [Fact]
    public void Strength_does_not_depend_on_the_order_of_arrival() =>
        Gen.Select(Sample.Entries, Sample.Days, Gen.Int).Sample((there, back, seed) =>
        {
            var shuffled = there.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(Strength.Of(Days.From(there), back, Today), Strength.Of(Days.From(shuffled), back, Today));
        });

    [Fact]
    public void Strength_falls_with_every_day_without_contact() =>
        Gen.Select(Sample.Days, Sample.Days, Gen.Int[0, 400]).Where((a, b, _) => a.Count + b.Count > 0).Sample((a, b, later) =>
        {
            var last = Math.Max(a.Count > 0 ? a.Dates[^1] : 0, b.Count > 0 ? b.Dates[^1] : 0);
            Assert.True(Strength.Of(a, b, last + later) > Strength.Of(a, b, last + later + 1));
        });

    [Fact]
    public void Strength_is_the_same_from_both_sides() =>
        Gen.Select(Sample.Days, Sample.Days).Sample((a, b) => Assert.Equal(Strength.Of(a, b, Today), Strength.Of(b, a, Today)));

    [Fact]
    public void More_contact_never_weakens_a_tie() =>
        Gen.Select(Sample.Days, Sample.Days, Sample.Entry).Sample((a, b, more) =>
            Assert.True(Strength.Of(a.Add(more.Date, more.Micros), b, Today) >= Strength.Of(a, b, Today)));

    [Fact]
    public void Days_after_today_do_not_count() =>
        Gen.Select(Sample.Days, Sample.Days).Sample((a, b) =>
            Assert.Equal(Strength.Of(a.Until(Today), b.Until(Today), Today), Strength.Of(a, b, Today)));

    [Fact]
    public void Shown_strength_lies_from_zero_to_below_one() =>
        Gen.Select(Sample.Days, Sample.Days, Gen.Double[1e-6, 100]).Sample((a, b, kappa) =>
            Assert.InRange(Strength.Shown(Strength.Of(a, b, Today), kappa), 0, Math.BitDecrement(1.0)));

    [Fact]
    public void The_middle_reciprocated_tie_is_shown_as_one_half()
    {
        (double There, double Back)[] pairs = [(1, 1), (4, 4), (2, 2), (9, 0), (0, 7)];
        Assert.Equal(8, Strength.Kappa(pairs), 1e-12);
        Assert.Equal(0.5, Strength.Shown(Strength.Of(2, 2), Strength.Kappa(pairs)), 1e-12);
    }

    [Fact]
    public void Without_reciprocated_ties_the_middle_is_one_reply_each_way_a_month_ago()
    {
        var reply = Sample.On(Weights.One, Today - 30);
        Assert.Equal(Strength.UsualKappa, Strength.Kappa([(1, 0), (0, 0)]));
        Assert.Equal(Strength.UsualKappa, Strength.Of(reply, reply, Today), 2);
    }

    [Fact]
    public void Conversation_both_ways_outweighs_as_much_one_way()
    {
        var once = Sample.On(Weights.One, Today - 1);
        var twice = Sample.On(Weights.One, Today - 1, Today - 2);
        Assert.True(Strength.Of(once, once, Today) > Strength.Of(twice, Days.None, Today));
    }

    [Fact]
    public void A_frequent_reciprocal_tie_outranks_one_sided_mass_mailing()
    {
        var weekly = Sample.On(Weights.Of(InteractionKind.MailTo, 1), [.. Enumerable.Range(0, 10).Select(w => Today - 3 - 7 * w)]);
        var daily = Sample.On(Weights.Of(InteractionKind.MailTo, 80), [.. Enumerable.Range(0, 300).Select(d => Today - d)]);
        Assert.True(Strength.Of(weekly, weekly, Today) > 3 * Strength.Of(daily, Days.None, Today));
    }

    private static double Slow(IEnumerable<(int Date, long Micros)> entries) =>
        entries.Where(e => e.Date <= Today).GroupBy(e => e.Date)
            .Sum(day => Math.Log(1 + day.Sum(e => e.Micros / 1e6)) / (1 + Math.Max(0, Today - day.Key)));
}
