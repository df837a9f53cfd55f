using CsCheck;
using Kith.Interactions;
using Kith.Ties;

namespace Kith.Tests.Ties;

public sealed class StrangersTests
{
    private const int Today = Sample.Today;

    [Fact]
    public void Strangers_equal_looking_at_every_pair_and_everybody_between() =>
        Sample.Ties.Sample(ties =>
        {
            var known = ties.Where(tie => Dates(tie).Any(date => date <= Today)).ToArray();
            var presence = Presence.On(Today, ties);
            double Between(long a, long b) => known.Where(tie => (tie.Person.Value, tie.Other.Value) == (Math.Min(a, b), Math.Max(a, b))).Sum(tie => tie.StrengthOn(Today));
            int Knows(long a) => known.Count(tie => tie.Person.Value == a || tie.Other.Value == a);
            var slow = from a in Enumerable.Range(1, 12)
                       from b in Enumerable.Range(1, 12)
                       where a < b && !known.Any(tie => (tie.Person.Value, tie.Other.Value) == (a, b))
                       let company = Enumerable.Range(1, 12).Sum(k => Math.Sqrt(Between(a, k) * Between(k, b)) / Math.Log(2 + Knows(k)))
                       where company > 0
                       select (a, b, Math.Log(company), -Math.Log(Math.Min(presence.UsualOf(new(a)), presence.UsualOf(new(b))) + .01), presence.Of(new(a)) + presence.Of(new(b)));
            var fast = new Strangers(ties, Today).All().OrderBy(pair => (pair.One.Value, pair.Other.Value)).ToArray();
            Assert.Equal(slow.Select(pair => (pair.a, pair.b)), fast.Select(pair => ((int)pair.One.Value, (int)pair.Other.Value)));
            Assert.All(slow.Zip(fast), both =>
            {
                Assert.Equal(both.First.Item3, both.Second.Signs.Company, 1e-9);
                Assert.Equal(both.First.Item4, both.Second.Signs.Newness, 1e-9);
                Assert.Equal(both.First.Item5, both.Second.Signs.Around, 1e-9);
            });
        });

    [Fact]
    public void Two_who_share_a_close_friend_are_likelier_to_meet_than_two_who_share_a_distant_one()
    {
        var (close, distant) = (Sample.On(Weights.One, Today - 1, Today - 2), Sample.On(Weights.One, Today - 200));
        Tie[] ties = [Tie(1, 2, close), Tie(2, 3, close), Tie(4, 5, distant), Tie(5, 6, distant)];
        var chances = new Strangers(ties, Today).All().ToDictionary(pair => pair.One.Value, pair => FirstContact.Usual.Chance(pair.Signs));
        Assert.Equal([1, 4], chances.Keys.Order());
        Assert.True(chances[1] > chances[4]);
    }

    [Fact]
    public void A_community_that_closes_its_triangles_is_learned()
    {
        // In every month, four strangers who share a friend get to know each other; or none do.
        Tie[] wheel = [.. Enumerable.Range(1, 30).SelectMany(i => (Tie[])[Tie(100 * i, 100 * i + 1, Old()), Tie(100 * i + 1, 100 * i + 2, Old())])];
        Tie[] closing = [.. wheel, .. Enumerable.Range(1, 30).Select(i => Tie(100 * i, 100 * i + 2, Sample.On(Weights.One, Today - 3 * i)))];
        var signs = new Strangers(wheel, Today).All().First().Signs;
        Assert.True(FirstContact.Refit(closing, Today).Chance(signs) > 3 * FirstContact.Refit(wheel, Today).Chance(signs));
    }

    [Fact]
    public void Nothing_after_today_is_used() =>
        Sample.Ties.Sample(ties =>
        {
            Tie[] known = [.. ties.Select(tie => tie with { There = tie.There.Until(Today), Back = tie.Back.Until(Today) }).Where(tie => Dates(tie).Any())];
            Assert.Equal(FirstContact.Refit(known, Today), FirstContact.Refit(ties, Today));
        }, iter: 30);

    private static Days Old() => Sample.On(Weights.One, [.. Enumerable.Range(0, 40).Select(i => Today - 10 * i)]);

    private static Tie Tie(int one, int other, Days there) => Sample.Tie(one, other, there, Days.None);

    private static IEnumerable<int> Dates(Tie tie) => tie.There.Dates.ToArray().Concat(tie.Back.Dates.ToArray());
}
