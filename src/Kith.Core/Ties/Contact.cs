using Kith.Interactions;

namespace Kith.Ties;

/// <summary>
/// The chance p30 of direct contact in the next 30 days: logistic(a + b·ln(S + .001)).
/// Direct contact is a day on which at least <see cref="LeastMicros"/> went either way; a mass mailing is none.
/// </summary>
/// <param name="A">Log-odds at S = .999.</param>
/// <param name="B">Log-odds gained when S grows e-fold; positive.</param>
public sealed record Contact(double A, double B)
{
    /// <summary>Days that the chance looks ahead.</summary>
    public const int Horizon = 30;

    /// <summary>What one message to five people gives each of them, in millionths: the least that makes a day one of direct contact.</summary>
    public const long LeastMicros = Weights.One / 5;

    /// <summary>The model where nothing is known yet; between those fitted to the two mail networks of docs/accuracy.md.</summary>
    public static Contact Usual { get; } = new(0.5, 0.9);

    /// <summary>p30 for a pair of strength S.</summary>
    public double Chance(double strength) => 1 / (1 + Math.Exp(-(A + B * Feature(strength))));

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

    internal static double Feature(double strength) => Math.Log(strength + .001);
}
