namespace Kith.Evaluation;

/// <summary>A capability that can be measured on some data, or the reason why it can't.</summary>
/// <param name="Capability">Name of the table.</param>
/// <param name="Data">Where the data is.</param>
/// <param name="Run">Measures it; null if the truth is not in the data.</param>
/// <param name="Reason">Then, in a sentence, why not and what would be needed.</param>
public sealed record EvaluationSet(string Capability, string Data, Func<AnswerSheet?, Evaluation>? Run, string? Reason = null)
{
    /// <summary>The question behind the capability.</summary>
    public string Title => Capability switch
    {
        "ties" => "Who will be in contact",
        "experts" => "Who knows what",
        "topics" => "What people talk about",
        "replies" => "Who answers whom",
        "communities" => "Which groups there are",
        "identity" => "Who may be one person",
        "attendance" => "Who was there",
        "holes" => "Who stands between others",
        "reach" => "Who can introduce whom",
        _ => "What followed a gathering",
    };
}
