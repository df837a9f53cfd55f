// Suppression and rounding: A. Hundepool et al., Statistical Disclosure Control, Wiley 2012, chapters 4 and 5.
using Kith.People;

namespace Kith.Network.Health;

/// <summary>
/// What may be said of people as numbers without giving anybody away: no group of fewer than ten, no count below five nor one
/// that leaves fewer than five over, and all counts in steps of five, so that two figures, or two months, do not differ by one person.
/// </summary>
public static class Disclosure
{
    /// <summary>Fewest people of whom anything is said.</summary>
    public const int LeastGroup = 10;

    /// <summary>Smallest count that is said, and the step of all counts.</summary>
    public const int Step = 5;

    /// <summary>From so many people on shares are said to the percent; below, to five.</summary>
    public const int FinePeople = 100;

    /// <summary>A count in steps of five; null if it is 1 to 4, or leaves 1 to 4 of the whole over.</summary>
    /// <param name="count">How many.</param>
    /// <param name="of">Of how many; null where it is not a part of anything shown.</param>
    public static int? Count(int count, int? of = null) => IsFew(count) || (of is { } whole && IsFew(whole - count)) ? null : (int)Rounded((long)count);

    /// <summary>A share of people, 0 to 1, in steps of a percent or five; null if either part is 1 to 4, or there are fewer than ten.</summary>
    public static double? Share(int part, int of) => of < LeastGroup || IsFew(part) || IsFew(of - part) ? null : Rounded(part / (double)of, of);

    /// <summary>A share, 0 to 1, rounded as the number of people behind it allows.</summary>
    public static double Rounded(double share, int people)
    {
        var steps = people < FinePeople ? 20 : 100;
        return Math.Round(share * steps) / steps;
    }

    /// <summary>A number in steps of five.</summary>
    public static long Rounded(long count) => (count + Step / 2) / Step * Step;

    /// <summary>A length of time to two digits: a longer one could be looked up in the log, and told whose it is.</summary>
    public static double Roughly(double length)
    {
        if (length <= 0)
        {
            return 0;
        }
        var unit = Math.Pow(10, Math.Floor(Math.Log10(length)) - 1);
        return unit >= 1 ? Math.Round(length / unit) * unit : Math.Round(length, 1);
    }

    /// <summary>Whether it would give somebody away to say what so many people did: 1 to 4.</summary>
    public static bool IsFew(int people) => people is > 0 and < Step;

    /// <summary>Whether more than half of the cases are one person's: what is said of all would be said of them.</summary>
    /// <param name="who">Of each case who had it.</param>
    public static bool IsOnePersons(IEnumerable<PersonId> who)
    {
        var cases = who.CountBy(one => one).Select(one => one.Value).ToList();
        return cases.Count > 0 && 2 * cases.Max() > cases.Sum();
    }
}
