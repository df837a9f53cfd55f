using CsCheck;
using Kith.Interactions;
using Kith.People;
using Kith.Ties;

namespace Kith.Tests.Ties;

public sealed class StrangersTests
{
    private const int Today = Sample.Today;

    [Fact]
    public void Strangers_equal_looking_at_every_pair_and_everybody_between() =>
        Gen.Select(Sample.Ties, Audiences).Sample((ties, audiences) =>
        {
            var fast = new Strangers(ties, audiences, Today).All().OrderBy(pair => (pair.One.Value, pair.Other.Value)).ToArray();
            var slow = Slow(ties, audiences).ToArray();
            Assert.Equal(slow.Select(pair => (pair.One, pair.Other)), fast.Select(pair => (pair.One.Value, pair.Other.Value)));
            Assert.All(slow.Zip(fast), both => Assert.All(Numbers(both.First.Signs).Zip(Numbers(both.Second.Signs)), sign => Assert.Equal(sign.First, sign.Second, 1e-9)));
        });

    // Straight from the definitions: sums over everybody, for every pair.
    private static IEnumerable<(long One, long Other, FirstSigns Signs)> Slow(Tie[] ties, Audience[] audiences)
    {
        var known = ties.Where(tie => Dates(tie).Any(date => date <= Today)).ToArray();
        long[] everybody = [.. Enumerable.Range(1, 12)];
        var usual = Presence.On(Today, ties);
        bool Acquainted(long a, long b) => known.Any(tie => (tie.Person.Value, tie.Other.Value) == (Math.Min(a, b), Math.Max(a, b)));
        double Root(long a, long b) => Math.Sqrt(known.Where(tie => (tie.Person.Value, tie.Other.Value) == (Math.Min(a, b), Math.Max(a, b))).Sum(tie => tie.StrengthOn(Today)));
        double Share(long from, long to) => Root(from, to) / everybody.Sum(other => Root(from, other));
        IEnumerable<int> Began(long a) => known.Where(tie => tie.Person.Value == a || tie.Other.Value == a).Select(tie => Dates(tie).Min());
        double Mingling(long a) => Began(a).Sum(date => Math.Pow(.5, (Today - date) / 16.0)) / 16;
        double Together(long a, long b) => audiences.Where(each => each.Date <= Today && each.Counts && each.To.Contains(new(a)) && each.To.Contains(new(b)))
            .GroupBy(each => each.Date).Sum(day => Math.Log(1 + day.Sum(each => Math.Floor(1e6 / each.To.Count) / 1e6)) / (1 + Today - day.Key));
        return from a in everybody
               from b in everybody
               where a < b && !Acquainted(a, b)
               let two = everybody.Where(k => Root(a, k) > 0).Sum(k => Root(a, k) * Share(k, b))
               let three = everybody.Where(k => Root(a, k) > 0).Sum(k => everybody.Where(l => Root(k, l) > 0).Sum(l => Root(a, k) * Share(k, l) * Share(l, b)))
               where two > 0
               select (a, b, new FirstSigns(
                   Math.Log(two + .001), Math.Log(three + .001), Math.Log(Together(a, b) + .001),
                   -Math.Log(Math.Min(usual.UsualOf(new(a)), usual.UsualOf(new(b))) + .01),
                   -Math.Log(1 + Today - Math.Max(Began(a).Min(), Began(b).Min())),
                   Math.Log(Math.Max(Mingling(a), Mingling(b)) + .01)));
    }

    [Fact]
    public void A_message_to_one_or_to_a_crowd_brings_nobody_together()
    {
        Audience To(params int[] people) => new(Today, [.. people.Select(person => new PersonId(person))]);
        Assert.Equal([false, true, true, false], [To(1).Counts, To(1, 2).Counts, To([.. Enumerable.Range(1, 60)]).Counts, To([.. Enumerable.Range(1, 61)]).Counts]);
    }

    [Fact]
    public void Two_who_get_the_same_messages_are_likelier_to_meet_than_two_who_get_them_singly()
    {
        var often = Sample.On(Weights.One, Today - 1, Today - 8);
        Tie[] ties = [Tie(1, 2, often), Tie(2, 3, often), Tie(4, 5, often), Tie(5, 6, often)];
        var chances = Chances(ties, [new(Today - 1, [new(1), new(3)]), new(Today - 8, [new(1), new(3)])]);
        Assert.True(chances[1] > 1.2 * chances[4]);
        Assert.Equal(chances[4], Chances(ties, [])[1], 1e-12);
    }

    [Fact]
    public void Two_who_share_a_close_friend_are_likelier_to_meet_than_two_who_share_a_distant_one()
    {
        var (close, distant) = (Sample.On(Weights.One, Today - 1, Today - 2), Sample.On(Weights.One, Today - 200));
        Tie[] ties = [Tie(1, 2, close), Tie(2, 3, close), Tie(4, 5, distant), Tie(5, 6, distant)];
        var chances = Chances(ties, []);
        Assert.Equal([1, 4], chances.Keys.Order());
        Assert.True(chances[1] > chances[4]);
    }

    [Fact]
    public void A_community_that_closes_its_triangles_is_learned()
    {
        // In every month, four strangers who share a friend get to know each other; or none do.
        Tie[] wheel = [.. Enumerable.Range(1, 30).SelectMany(i => (Tie[])[Tie(100 * i, 100 * i + 1, Old()), Tie(100 * i + 1, 100 * i + 2, Old())])];
        Tie[] closing = [.. wheel, .. Enumerable.Range(1, 30).Select(i => Tie(100 * i, 100 * i + 2, Sample.On(Weights.One, Today - 3 * i)))];
        var signs = new Strangers(wheel, [], Today).All().First().Signs;
        Assert.True(FirstContact.Refit(closing, [], Today).Chance(signs) > 3 * FirstContact.Refit(wheel, [], Today).Chance(signs));
    }

    [Fact]
    public void A_community_that_writes_to_many_and_then_meets_is_learned()
    {
        // Of thirty pairs who share a friend, half get what the friend writes together, singly the others; in every month two of them meet.
        Tie[] wheel = [.. Enumerable.Range(1, 30).SelectMany(i => (Tie[])[Tie(100 * i, 100 * i + 1, Old()), Tie(100 * i + 1, 100 * i + 2, Old())])];
        Audience[] audiences = [.. Enumerable.Range(1, 30).Where(i => i % 2 == 0).SelectMany(i => Enumerable.Range(0, 40).Select(day => new Audience(Today - 10 * day, [new(100 * i), new(100 * i + 2)])))];
        Tie[] Meeting(int odd) => [.. wheel, .. Enumerable.Range(1, 12).Select(i => Tie(100 * (2 * i + odd), 100 * (2 * i + odd) + 2, Sample.On(Weights.One, Today - 7 * i)))];
        var (together, singly) = (FirstContact.Refit(Meeting(0), audiences, Today), FirstContact.Refit(Meeting(1), audiences, Today));
        Assert.True(together.Pulls.Together > FirstContact.Usual.Pulls.Together);
        Assert.True(singly.Pulls.Together < FirstContact.Usual.Pulls.Together);
    }

    // Everybody knows one of ten hosts; in every month some of those who share one get to know each other.
    [Fact]
    public void Of_many_people_a_part_gives_the_chances_that_all_would_give()
    {
        var random = new Random(5);
        Tie[] ties = [.. Enumerable.Range(10, 600).Select(one => Tie(one % 10, one, Sample.On(Weights.One, [.. Enumerable.Range(0, 1 + one % 7).Select(_ => Today - random.Next(100, 500))]))),
            .. Enumerable.Range(10, 400).Select(one => Tie(one, one + 10 * random.Next(1, 20), Sample.On(Weights.One, Today - random.Next(90))))];
        var (all, part) = (FirstContact.Refit(ties, [], Today), FirstContact.Refit(ties, [], Today, enough: 6_000));
        Assert.NotEqual(all, part);
        var strangers = new Strangers(ties, [], Today).All().Select(pair => pair.Signs).ToList();
        Assert.InRange(strangers.Average(part.Chance) / strangers.Average(all.Chance), .85, 1.15);
        Assert.InRange(strangers.Average(signs => Math.Abs(part.Chance(signs) - all.Chance(signs))), 0, .2 * strangers.Average(all.Chance));
    }

    [Fact]
    public void Nothing_after_today_is_used() =>
        Gen.Select(Sample.Ties, Audiences).Sample((ties, audiences) =>
        {
            Tie[] known = [.. ties.Select(tie => tie with { There = tie.There.Until(Today), Back = tie.Back.Until(Today) }).Where(tie => Dates(tie).Any())];
            Assert.Equal(FirstContact.Refit(known, [.. audiences.Where(each => each.Date <= Today)], Today), FirstContact.Refit(ties, audiences, Today));
        }, iter: 30);

    [Fact]
    public void The_order_in_which_messages_are_given_leaves_no_trace() =>
        Gen.Select(Sample.Ties, Audiences, Gen.Int).Sample((ties, audiences, seed) =>
        {
            var shuffled = audiences.ToArray();
            new Random(seed).Shuffle(shuffled);
            Assert.Equal(new Strangers(ties, audiences, Today).All(), new Strangers(ties, shuffled, Today).All());
        });

    private static readonly Gen<Audience[]> Audiences =
        Gen.Select(Gen.Int[Today - 100, Today + 20], Gen.Int[1, 13].Array[0, 6], (date, to) => new Audience(date, [.. to.Distinct().Select(one => new PersonId(one))])).Array[0, 30];

    private static Dictionary<long, double> Chances(Tie[] ties, Audience[] audiences) =>
        new Strangers(ties, audiences, Today).All().ToDictionary(pair => pair.One.Value, pair => FirstContact.Usual.Chance(pair.Signs));

    private static double[] Numbers(FirstSigns signs) => [signs.Company, signs.Circle, signs.Together, signs.Quietness, signs.Newness, signs.Mingling];

    private static Days Old() => Sample.On(Weights.One, [.. Enumerable.Range(0, 40).Select(i => Today - 10 * i)]);

    private static Tie Tie(int one, int other, Days there) => Sample.Tie(one, other, there, Days.None);

    private static IEnumerable<int> Dates(Tie tie) => tie.There.Dates.ToArray().Concat(tie.Back.Dates.ToArray());
}
