using Kith.Ties;

namespace Kith.Impact;

/// <summary>What became of two people who were both at a gathering; the day is the gathering's, its own contact left out.</summary>
internal static class Aftermath
{
    /// <summary>Days within which those who met get in touch.</summary>
    public const int Soon = 30;

    /// <summary>Days by which it is known whether a tie was forged.</summary>
    public const int Known = Soon + Again;

    /// <summary>Days after which a tie that lasts is looked for, and by which it is known.</summary>
    public const int Half = 180, KnownToLast = Half + Soon;

    // A second contact within days is often still the first one.
    private const int NotYet = 14, Again = 90;
    private const int Season = 60;

    // Keeps the logarithm of nothing finite.
    private const double Floor = .001;

    /// <summary>Strangers for a year; each turned to the other within 30 days; and again 14 to 90 days after that began.</summary>
    public static bool Forged(Days there, Days back, int day)
    {
        int[] gave = [.. Ledger.SignsOf(there)], got = [.. Ledger.SignsOf(back)], both = [.. Ledger.SignsOf(there.Merge(back))];
        if (Ledger.Any(both, day - Ledger.Year, day) || !Ledger.Any(gave, day + 1, day + Soon) || !Ledger.Any(got, day + 1, day + Soon))
        {
            return false;
        }
        var first = both.First(each => each > day);
        return Ledger.Any(both, first + NotYet, first + Again);
    }

    /// <summary>Known to each other, silent for half a year or longer, and in touch within 60 days.</summary>
    public static bool Rekindled(Days there, Days back, int day)
    {
        int[] both = [.. Ledger.SignsOf(there.Merge(back))];
        return Ledger.Any(both, int.MinValue, day - LeftBehind.LongSilence) && !Ledger.Any(both, day - LeftBehind.LongSilence + 1, day) && Ledger.Any(both, day + 1, day + Season);
    }

    /// <summary>In touch about half a year later.</summary>
    public static bool Lasting(Days there, Days back, int day) => Ledger.Any([.. Ledger.SignsOf(there.Merge(back))], day + Half - Soon, day + KnownToLast);

    /// <summary>Rise of ln S from the eve of the gathering to 60 days after it.</summary>
    public static double Rise(Days there, Days back, int day) =>
        Math.Log(Strength.Of(there, back, day + Season) + Floor) - Math.Log(Strength.Of(there, back, day - 1) + Floor);
}
