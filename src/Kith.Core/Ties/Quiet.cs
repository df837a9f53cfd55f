using Kith.Interactions;

namespace Kith.Ties;

/// <summary>
/// A tie that is going quiet: silent for longer than 8 times the pair's usual gap (Navarro et al., EPJ Data Science 2017).
/// </summary>
/// <param name="Gap">The pair's usual gap in days: the median distance between neighbouring contact days, at least <see cref="LeastGap"/>.</param>
/// <param name="Silence">Days since the last sign of attention.</param>
public sealed record Quiet(double Gap, int Silence)
{
    /// <summary>Silence, in usual gaps, from which a tie counts as going quiet.</summary>
    public const int Gaps = 8;

    /// <summary>Contact days a pair must have before it can go quiet.</summary>
    public const int LeastContacts = 5;

    /// <summary>
    /// Floor of the usual gap in days. A burst of daily messages would otherwise be quiet after a week off; with 4
    /// nobody is before 32 days, any usual holiday. Of the ties called quiet sooner, about half were false alarms:
    /// they came back within 30 days (docs/accuracy.md), of those called later one in five.
    /// </summary>
    public const double LeastGap = 4;

    /// <summary>
    /// Weight of a day, in millionths, that breaks a silence: less than the contact that makes a usual gap, so that a tie
    /// is not called quiet days after a turn or a reaction, but more than a share in what went to many.
    /// </summary>
    public const long LeastSign = Weights.One / 5;

    /// <summary>Says whether a pair is going quiet; null if not, or if too little is known of it.</summary>
    /// <param name="both">What went either way: both directions merged.</param>
    /// <param name="today">A UTC day since 1970; later days do not count.</param>
    public static Quiet? Of(Days both, int today)
    {
        var contacts = Contact.DatesOf(both.Until(today));
        if (contacts.Count < LeastContacts)
        {
            return null;
        }
        var (gap, silence) = (UsualGap(contacts, contacts.Count), today - LastSign(both, today));
        return silence > Gaps * gap ? new(gap, silence) : null;
    }

    // The last day on which either gave the other some attention, be it a turn or a reaction.
    private static int LastSign(Days both, int today)
    {
        var last = 0;
        for (var i = 0; i < both.Count && both.Dates[i] <= today; i++)
        {
            last = both.Micros[i] >= LeastSign ? both.Dates[i] : last;
        }
        return last;
    }

    /// <summary>The usual gap of the first so many contact days, of which there are two at least.</summary>
    internal static double UsualGap(List<int> contacts, int count)
    {
        var gaps = new int[count - 1];
        for (var i = 0; i < gaps.Length; i++)
        {
            gaps[i] = contacts[i + 1] - contacts[i];
        }
        Array.Sort(gaps);
        return Math.Max(LeastGap, (gaps[(gaps.Length - 1) / 2] + gaps[gaps.Length / 2]) / 2.0);
    }
}
