using Kith.Interactions;
using Kith.Interactions.Answering;

namespace Kith.Evaluation;

/// <summary>Measures who answers whom against a folder of annotated logs, and learns it from one.</summary>
public static class RepliesEvaluation
{
    private const int Seed = 1, Folds = 4;

    /// <summary>The table: link F1 with its interval over logs, its precision and recall; tie F1; how right and how well calibrated "for whom" is.</summary>
    /// <param name="folder">Annotated logs.</param>
    /// <param name="sheet">Takes down every answer.</param>
    /// <exception cref="InvalidInputException">The folder holds no logs that can be read.</exception>
    public static Evaluation Of(string folder, AnswerSheet? sheet = null)
    {
        var logs = ReplyLogs.Read(folder).ToList();
        return new("replies", Path.GetFullPath(folder), [.. logs.Select(log => log.Name)], [.. ReplyMethods.All.Select(method => Score(method.Name, method.Answers, logs, sheet))]);
    }

    /// <summary>The same table, ours learnt anew from the other logs for each quarter of them: for choosing traits and constants.</summary>
    /// <param name="folder">Annotated logs.</param>
    /// <param name="sheet">Takes down every answer.</param>
    /// <exception cref="InvalidInputException">The folder holds no logs that can be read.</exception>
    public static Evaluation CrossValidated(string folder, AnswerSheet? sheet = null)
    {
        var logs = ReplyLogs.Read(folder).ToList();
        var examples = logs.Select(log => ReplyExample.From(log).ToList()).ToList();
        var answers = Enumerable.Range(0, Folds).SelectMany(fold =>
        {
            var weights = ReplyFit.Fit([.. examples.Where((_, i) => i % Folds != fold).SelectMany(one => one)], Seed + fold);
            return logs.Where((_, i) => i % Folds == fold).Select(log => (log.Name, Answers: ReplyMethods.Inferred(log, new ReplyModel(weights))));
        }).ToDictionary(one => one.Name, one => one.Answers);
        return new("replies", Path.GetFullPath(folder), [.. logs.Select(log => log.Name)], [Score("kith, cross-validated", log => answers[log.Name], logs, sheet)]);
    }

    /// <summary>Writes the source file of the weights learnt from the logs of a folder.</summary>
    /// <exception cref="InvalidInputException">The folder holds no logs that can be read.</exception>
    public static void Fit(string folder, TextWriter to) =>
        ReplyFit.Write(ReplyFit.Fit([.. ReplyLogs.Read(folder).SelectMany(ReplyExample.From)], Seed), to);

    private static MethodScore Score(string method, Func<AnnotatedLog, IReadOnlyList<Answer>> answer, List<AnnotatedLog> logs, AnswerSheet? sheet)
    {
        var answers = logs.Select(log => (Log: log, Answers: answer(log))).ToList();
        foreach (var (log, given) in sheet is null ? [] : answers)
        {
            Replies.WriteTo(sheet!, method, log, given);
        }
        var hits = answers.Select(one => Replies.Compare(one.Log, one.Answers)).ToList();
        var all = hits.Aggregate((one, two) => one + two);
        var whom = answers.SelectMany(one => Replies.Addressees(one.Log, one.Answers)).ToList();
        var (low, high) = Bootstrap.OfF1([.. hits.Select(log => log.Links)]);
        return new(method,
            F1: all.Links.F1, Precision: all.Links.Precision, Recall: all.Links.Recall, TieF1: all.Ties.F1,
            Ece: Measures.CalibrationError([.. whom.Select(one => one.Confidence)], [.. whom.Select(one => one.Right)]),
            RightPerson: whom.Where(one => one.Confidence >= Addressees.Confident).Select(one => one.Right ? 1.0 : 0).DefaultIfEmpty().Average(),
            Low: low, High: high, Drawn: hits.Count);
    }
}
