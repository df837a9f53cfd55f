using System.Runtime.InteropServices;
using Kith.People;

namespace Kith.Ties;

/// <summary>
/// Who is more around than usual, who less: for each person the logarithm of what they exchange a day of late
/// (half-life 8 days) over what they usually do (half-life 64 days), all their ties together. People on leave, or gone,
/// contact nobody, however strong the tie.
/// </summary>
public sealed class Presence
{
    private const double Late = 8, Usual = 64;
    private static readonly Fading LateFading = new(Late), UsualFading = new(Usual);

    /// <summary>Messages a day below which nobody is told apart from silence.</summary>
    internal const double Floor = .01;

    private readonly Dictionary<PersonId, (double Late, double Usual)> around = [];

    private Presence(int today) => Today = today;

    /// <summary>The UTC day it was taken on.</summary>
    public int Today { get; }

    /// <summary>Takes it on a day; later days do not count.</summary>
    public static Presence On(int today, IEnumerable<Tie> ties) => OnOrdered(today, Ordered(ties));

    /// <summary>Ties by person: sums of doubles depend on their order, and the order in which ties are given must leave no trace.</summary>
    internal static List<Tie> Ordered(IEnumerable<Tie> ties) => [.. ties.OrderBy(tie => tie.Person.Value).ThenBy(tie => tie.Other.Value)];

    /// <summary>The same, of ties that are <see cref="Ordered"/>.</summary>
    internal static Presence OnOrdered(int today, List<Tie> ties)
    {
        var presence = new Presence(today);
        foreach (var tie in ties)
        {
            var (late, usual) = (0.0, 0.0);
            presence.Sum(tie.There, ref late, ref usual);
            presence.Sum(tie.Back, ref late, ref usual);
            presence.Add(tie.Person, late, usual);
            presence.Add(tie.Other, late, usual);
        }
        return presence;
    }

    /// <summary>0 as usual (also for strangers), above more around than usual, below less.</summary>
    public double Of(PersonId person) =>
        around.TryGetValue(person, out var sums) ? Math.Log((sums.Late / Late + Floor) / (sums.Usual / Usual + Floor)) : 0;

    /// <summary>What a person usually exchanges a day, all ties together; 0 for strangers.</summary>
    public double UsualOf(PersonId person) => around.GetValueOrDefault(person).Usual / Usual;

    private void Sum(Days days, ref double late, ref double usual)
    {
        for (var i = 0; i < days.Count && days.Dates[i] <= Today; i++)
        {
            var (amount, age) = (Strength.Amount(days.Micros[i]), (long)Today - days.Dates[i]);
            late += amount * LateFading.After(age);
            usual += amount * UsualFading.After(age);
        }
    }

    private void Add(PersonId person, double late, double usual)
    {
        ref var sums = ref CollectionsMarshal.GetValueRefOrAddDefault(around, person, out _);
        sums = (sums.Late + late, sums.Usual + usual);
    }
}
