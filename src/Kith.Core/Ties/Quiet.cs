namespace Kith.Ties;

/// <summary>
/// A tie that is going quiet: silent for longer than 8 times the pair's usual gap (Navarro et al., EPJ Data Science 2017).
/// </summary>
/// <param name="Gap">The pair's usual gap in days: the median distance between neighbouring contact days, at least <see cref="LeastGap"/>.</param>
/// <param name="Silence">Days since the last contact.</param>
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
        var (gap, silence) = (UsualGap(contacts, contacts.Count), today - contacts[^1]);
        return silence > Gaps * gap ? new(gap, silence) : null;
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
