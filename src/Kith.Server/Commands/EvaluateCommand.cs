using System.CommandLine;
using Kith.Evaluation;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith evaluate</c>: how well the answers are, on data given by path. Needs no database.</summary>
internal static class EvaluateCommand
{
    private static readonly Argument<string> Folder = new("folder") { Description = "Folder of pairs NAME.annotation.txt and NAME.ascii.txt." };
    private static readonly Option<bool> Fit = new("--fit") { Description = "Learn from the folder instead, and print the weights as the source file they are built in from." };

    private static readonly Option<bool> CrossValidate = new("--cross-validate") { Description = "Learn anew from three quarters of the logs and measure on the fourth, four times." };

    private static readonly (string Title, Func<MethodScore, double?> Of)[] Columns =
    [
        ("AP", score => score.Ap), ("AUC", score => score.Auc), ("MRR", score => score.Mrr), ("MAP", score => score.Map), ("S@5", score => score.SuccessAt5),
        ("F1", score => score.F1), ("ECE", score => score.Ece), ("prec.", score => score.Precision), ("recall", score => score.Recall),
        ("tie F1", score => score.TieF1), ("person", score => score.RightPerson), ("low", score => score.Low), ("high", score => score.High),
    ];

    public static Command Make() => new("evaluate", "How well Kith's answers are, beside simple methods, on data given by path.\n\nExample: kith evaluate replies logs/")
    {
        Replies(),
        EvaluateTies.Make(),
        EvaluateExperts.Make(),
        EvaluateExperts.MakeTopics(),
    };

    private static Command Replies()
    {
        var command = new Command("replies", "Who answers whom, against logs annotated by hand.\n\nExample: kith evaluate replies logs/") { Folder, CrossValidate, Fit };
        command.SetAction(parsed =>
        {
            if (parsed.GetValue(Fit))
            {
                RepliesEvaluation.Fit(parsed.GetValue(Folder)!, Console.Out);
            }
            else
            {
                var folder = parsed.GetValue(Folder)!;
                Print(parsed.GetValue(CrossValidate) ? RepliesEvaluation.CrossValidated(folder) : RepliesEvaluation.Of(folder), parsed.GetValue(Place.Json));
            }
            return ExitCode.Done;
        });
        return command;
    }

    internal static void Print(Evaluation.Evaluation evaluation, bool json)
    {
        if (json)
        {
            Output.Write(evaluation);
            return;
        }
        var columns = Columns.Where(column => evaluation.Methods.Any(method => column.Of(method) is not null)).ToList();
        var table = Tables.New(null, ["method", .. columns.Select(column => column.Title)]);
        foreach (var method in evaluation.Methods)
        {
            table.AddRow([new Text(method.Method), .. columns.Select(column => new Text(column.Of(method) is { } value ? $"{value:.000}" : ""))]);
        }
        AnsiConsole.Write(table);
    }
}
