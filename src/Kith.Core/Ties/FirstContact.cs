namespace Kith.Ties;

/// <summary>What foretells whether two people who never were in contact will be.</summary>
/// <param name="Company">ln of Σ over those both know, k, of √(S to k of the one · S to k of the other) / ln(2 + how many k knows).</param>
/// <param name="Newness">−ln of what the quieter one of the two usually exchanges a day: who is new in a community still gets to know people.</param>
/// <param name="Around">Whether the two are around, more or less than usual: <see cref="Presence"/> of both, added.</param>
public readonly record struct FirstSigns(double Company, double Newness, double Around);

/// <summary>
/// The chance that two people who know somebody in common, but were never in contact, will be within 30 days:
/// logistic(start + each sign times its pull). Company is the triad weight of Adamic and Adar 2003, counted with strength.
/// </summary>
/// <param name="Start">Log-odds where all signs are 0.</param>
/// <param name="Company">Pull of <see cref="FirstSigns.Company"/>; no pull is negative.</param>
/// <param name="Newness">Pull of <see cref="FirstSigns.Newness"/>.</param>
/// <param name="Around">Pull of <see cref="FirstSigns.Around"/>.</param>
public sealed record FirstContact(double Start, double Company, double Newness, double Around)
{
    /// <summary>The model where nothing is known yet: the middle of those fitted to the two mail networks.</summary>
    public static FirstContact Usual { get; } = new(-2.75, .8, .25, .2);

    /// <summary>The chance for a pair that shows these signs.</summary>
    public double Chance(FirstSigns signs) =>
        Logistic.Chance(Start + Company * signs.Company + Newness * signs.Newness + Around * signs.Around);

    /// <summary>The model that fits best who got to know whom in the months before today.</summary>
    /// <param name="ties">Each pair once.</param>
    /// <param name="today">A UTC day since 1970; later days are not looked at.</param>
    public static FirstContact Refit(IReadOnlyCollection<Tie> ties, int today)
    {
        var began = ties.ToDictionary(tie => Strangers.Key(tie.Person, tie.Other), tie => Strangers.Began(tie));
        var seen = new Cases(3);
        for (var (k, weight) = (1, 1.0); k <= 3; k++, weight /= 2)
        {
            var cut = today - k * Contact.Horizon;
            foreach (var (one, other, signs) in new Strangers(ties, cut).All())
            {
                var met = began.TryGetValue(Strangers.Key(one, other), out var day) && day <= cut + Contact.Horizon;
                seen.Add([signs.Company, signs.Newness, signs.Around], met, weight);
            }
        }
        var pulls = Logistic.Fit(seen, [Usual.Start, Usual.Company, Usual.Newness, Usual.Around]);
        return new(pulls[0], pulls[1], pulls[2], pulls[3]);
    }
}
