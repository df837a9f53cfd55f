using Kith.People;

namespace Kith.Ties;

/// <summary>What foretells whether two people who never were in contact will be: docs/accuracy.md says what each brings.</summary>
/// <param name="Company">
/// ln of Σ over those both know, k, of √(S to k of the one · S to k of the other) / r(k), where r(k) is Σ √S over all whom k knows:
/// the way from one to the other in two steps.
/// </param>
/// <param name="Circle">ln of the same in three steps: Σ over k and l of √(S(one, k) · S(k, l) · S(l, other)) / (r(k) · r(l)).</param>
/// <param name="Together">ln of what went to both of them in one message (<see cref="Audience"/>), faded as in <see cref="Strength"/>.</param>
/// <param name="Quietness">−ln of what the quieter one of the two usually exchanges a day: who has few ties makes new ones.</param>
/// <param name="Newness">−ln(1 + days since the later one came): who is new in a community still gets to know people.</param>
/// <param name="Mingling">ln of new acquaintances a day (half-life 16 days) of the one who makes more: who has begun goes on.</param>
public readonly record struct FirstSigns(double Company, double Circle, double Together, double Quietness, double Newness, double Mingling);

/// <summary>
/// The chance that two people who know somebody in common, but were never in contact, will be within 30 days:
/// logistic(start + each sign times its pull). Company and circle are local random walks (Liu, Lü 2010) on roots of strength.
/// </summary>
/// <param name="Start">Log-odds where all signs are 0.</param>
/// <param name="Pulls">Pull of each sign, in the order of <see cref="FirstSigns"/>; none is negative.</param>
public sealed record FirstContact(double Start, FirstSigns Pulls)
{
    // Ties that meet in somebody, as many or up to twice as many, are looked at on a day: the pulls don't become much surer with more.
    private const long Enough = 1_000_000;

    /// <summary>The model where nothing is known yet: the middle of those fitted to the two mail networks.</summary>
    public static FirstContact Usual { get; } = new(2, new(.5, .5, .3, .4, .2, .2));

    /// <summary>The chance for a pair that shows these signs.</summary>
    public double Chance(FirstSigns signs) => Logistic.Chance(Start + Pulls.Company * signs.Company + Pulls.Circle * signs.Circle + Pulls.Together * signs.Together
        + Pulls.Quietness * signs.Quietness + Pulls.Newness * signs.Newness + Pulls.Mingling * signs.Mingling);

    /// <summary>The model that fits best who got to know whom in the months before today.</summary>
    /// <param name="ties">Each pair once.</param>
    /// <param name="audiences">What went to several people at once.</param>
    /// <param name="today">A UTC day since 1970; later days are not looked at.</param>
    public static FirstContact Refit(IReadOnlyCollection<Tie> ties, IReadOnlyCollection<Audience> audiences, int today) => Refit(ties, audiences, today, Enough);

    internal static FirstContact Refit(IReadOnlyCollection<Tie> ties, IReadOnlyCollection<Audience> audiences, int today, long enough)
    {
        var began = ties.ToDictionary(tie => Strangers.Key(tie.Person, tie.Other), tie => Strangers.Began(tie));
        var seen = new Cases(6);
        for (var (k, weight) = (1, 1.0); k <= 3; k++, weight /= 2)
        {
            var cut = today - k * Contact.Horizon;
            foreach (var (one, other, signs, stands) in Some(new Strangers(ties, audiences, cut), enough))
            {
                var met = began.TryGetValue(Strangers.Key(one, other), out var day) && day <= cut + Contact.Horizon;
                seen.Add(Row(signs), met, weight * stands);
            }
        }
        var pulls = Logistic.Fit(seen, [Usual.Start, .. Row(Usual.Pulls)]);
        return new(pulls[0], new(pulls[1], pulls[2], pulls[3], pulls[4], pulls[5], pulls[6]));
    }

    private static double[] Row(FirstSigns signs) => [signs.Company, signs.Circle, signs.Together, signs.Quietness, signs.Newness, signs.Mingling];

    // Of a great many people every second, third …, with all the strangers of each; and for how many pairs a pair stands.
    private static IEnumerable<(PersonId One, PersonId Other, FirstSigns Signs, double Stands)> Some(Strangers strangers, long enough)
    {
        var step = Math.Max(1, 2 * strangers.Meetings / enough);
        var some = strangers.People.Where((_, place) => place % step == 0).ToList();
        var looked = some.ToHashSet();
        // Either of a pair may be among them, and so one in so many pairs is.
        var stands = (double)step * step / (2 * step - 1);
        return some.SelectMany(one => strangers.Of(one).Where(pair => one.Value < pair.Other.Value || !looked.Contains(pair.Other)).Select(pair => (one, pair.Other, pair.Signs, stands)));
    }
}
