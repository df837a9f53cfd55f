using CsCheck;
using Kith.Interactions;
using Kith.Ties;

namespace Kith.Tests.Ties;

public sealed class ContactTests
{
    private const int Today = Sample.Today;

    // Contact long ago may lower it: who used to write more often has been silent for longer.
    [Fact]
    public void Contact_today_never_lowers_the_chance() =>
        Gen.Select(Sample.Days, Sample.Days, Gen.Long[1, 5_000_000]).Sample((there, back, more) =>
        {
            var presence = Presence.On(Today, []);
            var (less, all) = (Sample.Tie(1, 2, there, back), Sample.Tie(1, 2, there.Add(Today, more), back));
            Assert.True(Chance(all, presence) >= Chance(less, presence));
        });

    [Fact]
    public void The_chance_falls_with_every_day_of_silence() =>
        Gen.Select(Sample.Days, Sample.Days, Gen.Int[60, 400]).Where((there, back, _) => there.Count + back.Count > 0).Sample((there, back, later) =>
        {
            var tie = Sample.Tie(1, 2, there, back);
            Assert.True(Chance(tie, Presence.On(Today + later, [])) >= Chance(tie, Presence.On(Today + later + 1, [])));
        });

    [Fact]
    public void Who_stopped_is_less_likely_to_write_than_who_is_in_time_though_both_were_silent_as_long()
    {
        var presence = Presence.On(Today, []);
        var (stopped, inTime) = (Sample.Tie(1, 2, Every(3, from: Today - 50), Days.None), Sample.Tie(1, 2, Every(60, from: Today - 50), Days.None));
        Assert.Equal(0, Signs.Of(inTime, presence).Rhythm);
        Assert.Equal(-Math.Log(50 / 4.0), Signs.Of(stopped, presence).Rhythm, 1e-12);
        Assert.Equal(0, Signs.Of(Sample.Tie(1, 2, Sample.On(Weights.One, Today - 90, Today - 91), Days.None), presence).Rhythm);
    }

    [Fact]
    public void The_chance_is_the_same_from_both_sides() =>
        Sample.Ties.Sample(ties =>
        {
            var presence = Presence.On(Today, ties);
            Assert.All(ties, tie => Assert.Equal(Chance(tie, presence), Chance(tie.Reverse(), presence), 1e-12));
        });

    [Fact]
    public void Whoever_has_left_contacts_nobody_soon()
    {
        Tie[] ties = [Sample.Tie(1, 2, Every(7, from: Today - 90), Days.None), Sample.Tie(1, 3, Every(7, from: Today - 90), Days.None), Sample.Tie(3, 4, Every(1, from: Today), Days.None)];
        var presence = Presence.On(Today, ties);
        Assert.True(presence.Of(ties[0].Other) < 0);
        Assert.True(Chance(ties[0], presence) < Chance(ties[1], presence));
    }

    // Every pair has a twin with the same history beside it, so that every second is like the whole; the first half is not: they wrote less.
    [Fact]
    public void Of_many_pairs_a_part_gives_the_pulls_that_all_would_give()
    {
        var random = new Random(3);
        Tie[] ties = [.. Enumerable.Range(0, 30_000).Select(pair => Sample.Tie(4 * pair, 4 * pair + 1, Some(random, pair), Some(random, pair)))];
        var twins = ties.SelectMany(tie => (Tie[])[tie, Sample.Tie((int)tie.Person.Value + 2, (int)tie.Other.Value + 2, tie.There, tie.Back)]);
        var (whole, part) = (ContactFit.Refit(ties, Today), ContactFit.Refit([.. twins], Today));
        Assert.Equal(Numbers(whole), Numbers(part), (one, other) => Math.Abs(one - other) < .02);

        static Days Some(Random random, int pair) => Days.From(Enumerable.Range(0, random.Next(2 + pair / 3000)).Select(_ => (Today - random.Next(400), (long)Weights.One)));
        static double[] Numbers(Contact contact) => [contact.Start, contact.Lately, contact.Season, contact.Habit, contact.Around, contact.Rhythm];
    }

    [Theory]
    [InlineData(0)]
    [InlineData(64)]
    [InlineData(4095)]
    [InlineData(4096)]
    [InlineData(10_000)]
    public void What_fades_halves_with_every_half_life_however_old(int age) =>
        Assert.Equal(Math.Pow(.5, age / 64.0), new Fading(64).After(age), 1e-15);

    [Fact]
    public void Without_history_the_usual_model_stands() =>
        Assert.Equal(Contact.Usual, ContactFit.Refit([], Today));

    [Fact]
    public void A_community_where_ties_break_off_gets_lower_chances_than_one_where_they_last()
    {
        Tie[] lasting = [.. Enumerable.Range(0, 60).Select(i => Sample.Tie(2 * i, 2 * i + 1, Every(5 + i % 20, from: Today), Days.None))];
        Tie[] breaking = [.. lasting.Select(tie => tie with { There = tie.There.Until(Today - 30 * (1 + (int)tie.Person.Value % 6)) })];
        var asked = Sample.Tie(1, 2, Every(10, from: Today), Days.None);
        var presence = Presence.On(Today, []);
        Assert.InRange(ContactFit.Refit(lasting, Today).Chance(Signs.Of(asked, presence)), .9, 1);
        Assert.InRange(ContactFit.Refit(breaking, Today).Chance(Signs.Of(asked, presence)), .3, .9);
    }

    [Fact]
    public void The_order_in_which_ties_are_given_leaves_no_trace() =>
        Gen.Select(Sample.Ties, Gen.Int).Sample((ties, seed) =>
        {
            var shuffled = ties.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(ContactFit.Refit(ties, Today), ContactFit.Refit(shuffled, Today));
            Assert.Equal(FirstContact.Refit(ties, [], Today), FirstContact.Refit(shuffled, [], Today));
        });

    [Fact]
    public void Nothing_after_today_is_used() =>
        Sample.Ties.Sample(ties =>
        {
            Tie[] known = [.. ties.Select(tie => tie with { There = tie.There.Until(Today), Back = tie.Back.Until(Today) })];
            Assert.Equal(ContactFit.Refit(known, Today), ContactFit.Refit(ties, Today));
            var (then, now) = (Presence.On(Today, known), Presence.On(Today, ties));
            Assert.All(ties.Zip(known), pair => Assert.Equal(Signs.Of(pair.Second, then), Signs.Of(pair.First, now)));
        }, iter: 30);

    [Fact]
    public void Signs_are_their_formulas_written_out() =>
        Gen.Select(Sample.Entries, Sample.Entries).Sample((there, back) =>
        {
            var signs = Signs.Of(Sample.Tie(1, 2, Days.From(there), Days.From(back)), Presence.On(Today, []));
            Assert.Equal(Math.Log(Sum(there, 4) + Sum(back, 4) + .001), signs.Lately, 1e-9);
            Assert.Equal(Math.Log(Sum(there, 48) + Sum(back, 48) + .001), signs.Season, 1e-9);
            var habit = there.Concat(back).Where(e => e.Date <= Today).GroupBy(e => e.Date)
                .Where(day => day.Sum(e => e.Micros) >= 1_000_000).Sum(day => Math.Pow(.5, (Today - day.Key) / 128.0));
            Assert.Equal(Math.Log(1 + habit), signs.Habit, 1e-9);
        });

    [Fact]
    public void Presence_is_its_formula_written_out() =>
        Gen.Select(Sample.Entries, Sample.Entries, Sample.Entries).Sample((a, b, c) =>
        {
            var presence = Presence.On(Today, [Sample.Tie(1, 2, Days.From(a), Days.From(b)), Sample.Tie(1, 3, Days.From(c), Days.None)]);
            double Of(double halfLife) => (Sum(a, halfLife) + Sum(b, halfLife) + Sum(c, halfLife)) / halfLife + .01;
            Assert.Equal(Math.Log(Of(8) / Of(64)), presence.Of(new(1)), 1e-9);
            Assert.Equal(0, presence.Of(new(4)));
        });

    [Fact]
    public void A_message_to_one_is_direct_contact_and_one_to_two_is_not()
    {
        Assert.Equal([Today], Contact.DatesOf(Sample.On(Weights.Of(InteractionKind.MailTo, 1), Today)));
        Assert.Empty(Contact.DatesOf(Sample.On(Weights.Of(InteractionKind.MailTo, 2), Today)));
        Assert.Empty(Contact.DatesOf(Sample.On(Weights.Of(InteractionKind.Reaction, 1), Today)));
    }

    private static double Chance(Tie tie, Presence presence) => Contact.Usual.Chance(Signs.Of(tie, presence));

    private static double Sum(IEnumerable<(int Date, long Micros)> entries, double halfLife) =>
        entries.Where(e => e.Date <= Today).GroupBy(e => e.Date)
            .Sum(day => Math.Log(1 + day.Sum(e => e.Micros / 1e6)) * Math.Pow(.5, (Today - day.Key) / halfLife));

    private static Days Every(int gap, int from) => Sample.On(Weights.One, [.. Enumerable.Range(0, 400 / gap).Select(i => from - gap * i)]);
}
