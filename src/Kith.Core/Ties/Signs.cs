namespace Kith.Ties;

/// <summary>
/// What foretells whether two people who know each other will be in contact. A day counts as it does in
/// <see cref="Strength"/>, as the logarithm of its weight.
/// </summary>
/// <param name="Lately">ln of what went either way, with a half-life of 4 days: something is going on between them.</param>
/// <param name="Season">ln of the same with a half-life of 48 days: they work together these months.</param>
/// <param name="Habit">ln(1 + days of direct contact, with a half-life of 128 days): they are used to writing to each other.</param>
/// <param name="Around">Whether the two are around at all, more or less than usual: <see cref="Presence"/> of both, added.</param>
/// <param name="Rhythm">
/// 0 while the silence lasts no longer than the pair's usual gap (<see cref="Quiet"/>), else −ln of silence over gap: who wrote
/// twice a week and stopped is gone, who writes every other month is not. 0 before the third day of contact.
/// </param>
public readonly record struct Signs(double Lately, double Season, double Habit, double Around, double Rhythm)
{
    // Keeps the logarithm of nothing finite, as in p30 of the first design.
    private const double Floor = .001;

    private static readonly Fading Days4 = new(4), Days48 = new(48), Days128 = new(128);

    /// <summary>The signs of a tie on the day that presence was taken.</summary>
    public static Signs Of(Tie tie, Presence presence) => Of(tie, Contact.DatesOf(tie.There.Merge(tie.Back)), presence);

    /// <summary>The same, with the dates of direct contact given.</summary>
    internal static Signs Of(Tie tie, List<int> contacts, Presence presence)
    {
        var (lately, season, habit, count) = (0.0, 0.0, 0.0, 0);
        Sum(tie.There, presence.Today, ref lately, ref season);
        Sum(tie.Back, presence.Today, ref lately, ref season);
        for (; count < contacts.Count && contacts[count] <= presence.Today; count++)
        {
            habit += Days128.After((long)presence.Today - contacts[count]);
        }
        return new(
            Math.Log(lately + Floor), Math.Log(season + Floor), Math.Log(1 + habit),
            presence.Of(tie.Person) + presence.Of(tie.Other), RhythmOf(contacts, count, presence.Today));
    }

    private static double RhythmOf(List<int> contacts, int count, int today) => count < 3
        ? 0
        : -Math.Log(Math.Max(1, (today - contacts[count - 1]) / Quiet.UsualGap(contacts, count)));

    private static void Sum(Days days, int today, ref double lately, ref double season)
    {
        for (var i = 0; i < days.Count && days.Dates[i] <= today; i++)
        {
            var (amount, age) = (Strength.Amount(days.Micros[i]), (long)today - days.Dates[i]);
            lately += amount * Days4.After(age);
            season += amount * Days48.After(age);
        }
    }
}
