using CsCheck;
using Kith.Interactions;
using Kith.Ties;

namespace Kith.Tests.Ties;

public sealed class ContactTests
{
    private const int Today = Sample.Today;

    [Fact]
    public void The_chance_grows_with_strength_and_stays_between_zero_and_one() =>
        Gen.Select(Gen.Int[0, 5000], Gen.Int[1, 5000]).Sample((weak, more) =>
        {
            var (x, y) = (weak / 100.0, (weak + more) / 100.0);
            Assert.True(Contact.Usual.Chance(x) < Contact.Usual.Chance(y));
            Assert.InRange(Contact.Usual.Chance(x), 0, 1);
        });

    [Fact]
    public void Without_history_the_usual_model_stands() =>
        Assert.Equal(Contact.Usual, ContactFit.Refit([], Today));

    [Fact]
    public void The_fit_finds_a_planted_model()
    {
        var planted = new Contact(1.5, 0.8);
        var random = new Random(7);
        var seen = new List<(double, bool)>();
        for (var i = 0; i < 20_000; i++)
        {
            var strength = Math.Exp(random.NextDouble() * 9 - 6);
            seen.Add((Math.Log(strength + .001), random.NextDouble() < planted.Chance(strength)));
        }
        var fitted = ContactFit.Fit(seen);
        Assert.Equal(planted.A, fitted.A, 0.1);
        Assert.Equal(planted.B, fitted.B, 0.05);
    }

    [Fact]
    public void No_neighbouring_model_is_more_likely_than_the_fitted_one() =>
        Gen.Select(Gen.Double[-7, 3], Gen.Bool).Array[1, 40].Sample(seen =>
        {
            var best = ContactFit.Fit(seen);
            foreach (var (da, db) in new[] { (.01, 0.0), (-.01, 0), (0, .01), (0, -.01) })
            {
                var other = new Contact(best.A + da, Math.Max(0, best.B + db));
                Assert.True(Loss(best, seen) <= Loss(other, seen) + 1e-9);
            }
        });

    [Fact]
    public void The_order_in_which_pairs_are_given_leaves_no_trace() =>
        Gen.Select(Sample.Days, Sample.Days).Array[0, 12].Select(Gen.Int).Sample((pairs, seed) =>
        {
            var shuffled = pairs.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(ContactFit.Refit(pairs, Today), ContactFit.Refit(shuffled, Today));
        }, iter: 20);

    [Fact]
    public void Nothing_after_today_is_used() =>
        Gen.Select(Sample.Days, Sample.Days).Array[0, 12].Sample(pairs =>
        {
            var known = pairs.Select(p => (p.Item1.Until(Today), p.Item2.Until(Today))).ToArray();
            Assert.Equal(ContactFit.Refit(known, Today), ContactFit.Refit(pairs, Today));
        }, iter: 20);

    [Fact]
    public void A_message_to_five_is_direct_contact_and_to_six_is_not()
    {
        var five = Sample.On(Weights.Of(InteractionKind.MailTo, 5), Today);
        var six = Sample.On(Weights.Of(InteractionKind.MailTo, 6), Today);
        Assert.Equal([Today], Contact.DatesOf(five));
        Assert.Empty(Contact.DatesOf(six));
    }

    private static double Loss(Contact model, IEnumerable<(double X, bool Met)> seen) =>
        Math.Pow(model.A - Contact.Usual.A, 2) + Math.Pow(model.B - Contact.Usual.B, 2)
        - seen.Sum(s => Math.Log(s.Met ? model.Chance(Math.Exp(s.X) - .001) : 1 - model.Chance(Math.Exp(s.X) - .001)));
}
