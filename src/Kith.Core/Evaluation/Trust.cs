using System.Globalization;

namespace Kith.Evaluation;

/// <summary>Says in plain words how far to trust what was measured.</summary>
public static class Trust
{
    // Chances further off than this should not be read as percentages.
    private const double Calibrated = .05;

    // An interval wider than this is one of little data.
    private const double LittleData = .2;

    // Where all of n answers came out alike no interval has a width, and with 95 % up to 3/n of all others may come out otherwise (the rule of three, Hanley and Lippman-Hand 1983).
    private const double AlikeStillLeaves = 3;

    /// <summary>The table with its sentence.</summary>
    public static Evaluation Told(Evaluation evaluation) => evaluation with { Trust = Of(evaluation) };

    private static string Of(Evaluation evaluation)
    {
        var own = evaluation.Methods.FirstOrDefault(method => method.Method == "kith");
        if (own is { Difference: { } difference })
        {
            return difference < 1e-9 ? "As exact as the formulas themselves." : "Kith and the formulas do not agree: please report it.";
        }
        if (own is { Agree: { } agree })
        {
            return agree >= 1 ? "No path that is warmer was overlooked." : "A warmer path was overlooked: please report it.";
        }
        if (own is { FalseAlarms: { } alarms })
        {
            return $"Had each gathering been four months earlier, Kith would have said of {alarms.ToString("P0", CultureInfo.InvariantCulture)} of them that more followed than usual{(alarms <= .05 ? ": believe it when it says so of a real one." : ". Where the same people meet often that need not be false; yet take what followed as a hint.")}";
        }
        if (evaluation.Capability == "identity" && own?.Precision is { } precision)
        {
            return $"Of its suggestions on which people decided, {precision.ToString("P0", CultureInfo.InvariantCulture)} were right: go on looking before you merge.";
        }
        if (own is null || Main(own) is not { } ours)
        {
            return "Too little to tell yet: what is asked here came too seldom after the cuts in time.";
        }
        return string.Join(' ', ((string?[])[Beside(evaluation, own, ours), Chances(own), Uncertain(own), Strangers(evaluation)]).OfType<string>());
    }

    private static string? Beside(Evaluation evaluation, MethodScore own, double ours)
    {
        var best = evaluation.Methods.Where(method => !method.Method.StartsWith("kith", StringComparison.Ordinal) && !method.Method.Contains("new ties", StringComparison.Ordinal) && Main(method) is not null)
            .MaxBy(method => Main(method)!.Value);
        return best is null ? null
            : own.Low > Main(best) ? $"Surely better than the best simple way ({best.Method}, {Short(Main(best)!.Value)}): follow Kith's order."
            : ours == Main(best) ? $"No better than the best simple way ({best.Method}, {Short(Main(best)!.Value)})."
            : ours > Main(best) ? $"Better than the best simple way ({best.Method}, {Short(Main(best)!.Value)}), though the data do not suffice to be sure."
            : own.High >= Main(best) ? $"Here the data do not tell it apart from the best simple way ({best.Method}, {Short(Main(best)!.Value)})."
            : $"Here a simple way does better ({best.Method}, {Short(Main(best)!.Value)}): take Kith's order with a pinch of salt.";
    }

    private static string? Chances(MethodScore own) => own.Ece is not { } error ? null
        : $"Its chances are off by {(error < .005 ? "less than 1 %" : error.ToString("P0", CultureInfo.InvariantCulture))} on average: {(error <= Calibrated ? "they can be read as they stand." : "read them as an order, not as percentages.")}";

    private static string? Uncertain(MethodScore own) => own is not { Low: { } low, High: { } high } ? null
        : low == high && own.Drawn is { } few && AlikeStillLeaves / few > LittleData ? "All that could be asked came out alike: too little to tell."
        : high - low > LittleData ? $"There is little data: the figure may well be off by {Short((high - low) / 2)}." : null;

    // First contacts are a question of their own, and where few come about the answer may turn round.
    private static string? Strangers(Evaluation evaluation)
    {
        var both = evaluation.Methods.Where(method => method.Method.EndsWith(", new ties", StringComparison.Ordinal)).ToList();
        return both is not [{ Ap: { } ours, Low: { } low, High: { } high }, { Ap: { } theirs } rival] ? null
            : $"Of who will meet for the first time {(low > theirs ? "it surely says more" : ours >= theirs ? "it says more, perhaps by chance," : high >= theirs ? "it says less, perhaps by chance," : "it says less")} than {rival.Method.Split(',')[0]}.";
    }

    private static double? Main(MethodScore method) => method.Ap ?? method.Mrr ?? method.F1 ?? method.Ami ?? method.Precision;

    private static string Short(double value) => value.ToString(".00", CultureInfo.InvariantCulture);
}
