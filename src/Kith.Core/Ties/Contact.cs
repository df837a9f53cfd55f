using Kith.Interactions;

namespace Kith.Ties;

/// <summary>
/// The chance p30 of direct contact in the next 30 days: logistic(start + each sign times its pull), the pulls fitted
/// to the installation's own history by <see cref="ContactFit"/>. Why more than strength alone: docs/accuracy.md.
/// </summary>
/// <param name="Start">Log-odds where all signs are 0.</param>
/// <param name="Lately">Pull of <see cref="Signs.Lately"/>; no pull is negative.</param>
/// <param name="Season">Pull of <see cref="Signs.Season"/>.</param>
/// <param name="Habit">Pull of <see cref="Signs.Habit"/>.</param>
/// <param name="Around">Pull of <see cref="Signs.Around"/>.</param>
/// <param name="Rhythm">Pull of <see cref="Signs.Rhythm"/>.</param>
public sealed record Contact(double Start, double Lately, double Season, double Habit, double Around, double Rhythm)
{
    /// <summary>Days that the chance looks ahead.</summary>
    public const int Horizon = 30;

    /// <summary>
    /// The least that makes a day one of direct contact, both ways together, in millionths: what one message to one
    /// person alone weighs. A mass mailing is none, nor is a single reaction.
    /// </summary>
    public const long LeastMicros = Weights.One;

    /// <summary>The model where nothing is known yet: the middle of those fitted to the two mail networks of docs/accuracy.md.</summary>
    public static Contact Usual { get; } = new(-1.8, .1, .25, 1, .3, .15);

    /// <summary>p30 of a tie that shows these signs.</summary>
    public double Chance(Signs signs) => Logistic.Chance(
        Start + Lately * signs.Lately + Season * signs.Season + Habit * signs.Habit + Around * signs.Around + Rhythm * signs.Rhythm);

    /// <summary>The days of direct contact, ascending.</summary>
    public static List<int> DatesOf(Days both)
    {
        var dates = new List<int>(both.Count);
        for (var i = 0; i < both.Count; i++)
        {
            if (both.Micros[i] >= LeastMicros)
            {
                dates.Add(both.Dates[i]);
            }
        }
        return dates;
    }
}
