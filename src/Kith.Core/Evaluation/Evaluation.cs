namespace Kith.Evaluation;

/// <summary>How well something answers, on data whose answers are known: one table of docs/accuracy.md.</summary>
/// <param name="Capability">What was measured: ties, experts, replies and so on.</param>
/// <param name="Data">The file or folder it was measured on.</param>
/// <param name="Cuts">The points in time (or the folds): only what came before one was known when it was answered for.</param>
/// <param name="Methods">Our own method, called kith, and what it is compared with.</param>
public sealed record Evaluation(string Capability, string Data, IReadOnlyList<string> Cuts, IReadOnlyList<MethodScore> Methods)
{
    /// <summary>What must be reached and what should be, on data known by name; empty on other data.</summary>
    public IReadOnlyList<MethodScore> Bounds => Gates.For(Capability, Data);

    /// <summary>How far to trust it, in a sentence.</summary>
    public string? Trust { get; init; }
}

/// <summary>The scores of one method, averaged over the cuts; null where a measure was not taken. Definitions: <see cref="Measures"/>.</summary>
/// <param name="Method">Its name.</param>
/// <param name="Ap">Average precision.</param>
/// <param name="Auc">Area under the receiver operating characteristic.</param>
/// <param name="Mrr">Mean reciprocal rank of the first right answer.</param>
/// <param name="Map">Mean average precision over queries.</param>
/// <param name="SuccessAt5">Share of queries with a right answer among the first five.</param>
/// <param name="F1">Harmonic mean of precision and recall.</param>
/// <param name="Ece">Expected calibration error of the chances it gives.</param>
/// <param name="Precision">Share of what was found that is right, of what <paramref name="F1"/> counts.</param>
/// <param name="Recall">Share of what there is that was found, of the same.</param>
/// <param name="TieF1">Harmonic mean of precision and recall of pairs of people.</param>
/// <param name="RightPerson">Of messages said to be for somebody, with confidence: the share for which that is right.</param>
/// <param name="Ami">Adjusted mutual information of groups with the true ones.</param>
/// <param name="Agree">Share of answers that equal the slow, obvious computation's.</param>
/// <param name="Difference">Largest difference from it.</param>
/// <param name="FalseAlarms">Of what could have been claimed though nothing had happened: the share that was.</param>
/// <param name="Claims">Of what had followed: the share of which it was said.</param>
/// <param name="Low">Lower end of the 95 % bootstrap interval of the main measure, the first one given.</param>
/// <param name="High">Its upper end.</param>
/// <param name="Drawn">How many questions (or logs) the interval was drawn from; null where it was not drawn from such.</param>
public sealed record MethodScore(
    string Method,
    double? Ap = null,
    double? Auc = null,
    double? Mrr = null,
    double? Map = null,
    double? SuccessAt5 = null,
    double? F1 = null,
    double? Ece = null,
    double? Precision = null,
    double? Recall = null,
    double? TieF1 = null,
    double? RightPerson = null,
    double? Ami = null,
    double? Agree = null,
    double? Difference = null,
    double? FalseAlarms = null,
    double? Claims = null,
    double? Low = null,
    double? High = null,
    int? Drawn = null);
