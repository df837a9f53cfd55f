namespace Kith.Evaluation;

/// <summary>
/// What had to be reached and what should be, before anything was measured, on the data on which it was set. Data is known
/// by its name. On other data there is no gate: a community may simply be harder to foretell.
/// </summary>
internal static class Gates
{
    private static readonly (string Capability, string Data, MethodScore Gate, MethodScore Goal)[] All =
    [
        ("ties", "email-eu", new("gate", Ap: .60, Ece: .05), new("goal", Ap: .66, Ece: .02)),
        ("ties", "email-eu", new("gate, new ties", Ap: .028), new("goal, new ties", Ap: .045)),
        ("ties", "enron", new("gate", Ap: .54, Ece: .05), new("goal", Ap: .60, Ece: .02)),
        ("ties", "enron", new("gate, new ties", Ap: .065), new("goal, new ties", Ap: .10)),
        ("experts", "lean", new("gate", Mrr: .49, SuccessAt5: .69), new("goal", Mrr: .58, SuccessAt5: .78)),
        ("experts", "zulip-ncar", new("gate", Map: .29), new("goal", Map: .35)),
        ("experts", "openbmc", new("gate", Map: .50), new("goal", Map: .60)),
        ("experts", "se-quantum, one cut", new("gate", Map: .52), new("goal", Map: .60)),
        ("replies", "irc-ubuntu", new("gate", F1: .62, TieF1: .86), new("goal", F1: .72, TieF1: .90)),
        ("communities", "email-eu", new("gate", Ami: .65), new("goal", Ami: .72)),
        ("identity", "w3c-ccg", new("gate", Precision: .98, Recall: .72), new("goal", Precision: .99, Recall: .80)),
        ("attendance", "w3c-ccg", new("gate", F1: .88), new("goal", F1: .93)),
        ("holes", "", new("gate", Difference: 1e-9), new("goal", Difference: 1e-9)),
        ("reach", "", new("gate", Agree: 1), new("goal", Agree: 1)),
        ("impact", "made-up", new("gate", Precision: .8, Recall: .7, FalseAlarms: .05), new("goal", Precision: .9, Recall: .85, FalseAlarms: .02)),
    ];

    /// <summary>Gates and goals of a table; empty on data for which none were set. What must be exact must be so anywhere.</summary>
    public static IReadOnlyList<MethodScore> For(string capability, string data) =>
        [.. All.Where(bound => bound.Capability == capability && data.Contains(bound.Data, StringComparison.OrdinalIgnoreCase)).SelectMany(bound => (MethodScore[])[bound.Gate, bound.Goal])];
}
