using System.CommandLine;
using Kith.Evaluation;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith evaluate</c>: how well the answers are, on data given by path, or on what this installation holds itself.</summary>
internal static class EvaluateCommand
{
    private static readonly Option<string?> Answers = new("--answers")
    {
        Description = "Also write every single answer with its truth as CSV, so that each figure can be computed again; packed if the name ends in .gz.",
        HelpName = "FILE",
        Recursive = true,
    };

    private static readonly (string Title, Func<MethodScore, double?> Of)[] Columns =
    [
        ("AP", score => score.Ap), ("AUC", score => score.Auc), ("MRR", score => score.Mrr), ("MAP", score => score.Map), ("S@5", score => score.SuccessAt5),
        ("F1", score => score.F1), ("ECE", score => score.Ece), ("prec.", score => score.Precision), ("recall", score => score.Recall),
        ("tie F1", score => score.TieF1), ("person", score => score.RightPerson), ("AMI", score => score.Ami), ("agree", score => score.Agree),
        ("difference", score => score.Difference), ("false alarms", score => score.FalseAlarms), ("claims", score => score.Claims), ("low", score => score.Low), ("high", score => score.High),
    ];

    public static Command Make()
    {
        var command = new Command("evaluate", "How well Kith's answers are, beside simple methods: on what this installation holds, or on data given by path.\n\n" +
            "Columns: AP, MAP average precision; AUC chance that a right one stands before a wrong one; MRR mean of 1 / place of the first right one; S@5 a right one among five; " +
            "F1 of precision and recall, tie F1 the same for pairs of people; ECE calibration error; person share of messages said to be for the right one; AMI adjusted mutual information; " +
            "agree, difference beside the slow computation; false alarms, claims share said to have had an effect, of what had none and of what had one; low, high the 95 % interval of the first column.\n\nExample: kith evaluate") { Answers };
        command.SetAction(EvaluateAll.Own);
        foreach (var each in EvaluateData.Make().Prepend(EvaluateAll.Make()))
        {
            command.Add(each);
        }
        return command;
    }

    /// <summary>Makes a command of one table.</summary>
    public static Command Of(Command command, Func<ParseResult, AnswerSheet?, Evaluation.Evaluation> evaluate)
    {
        command.SetAction(parsed => Run(parsed, sheet => evaluate(parsed, sheet)));
        return command;
    }

    /// <summary>Measures and prints one table.</summary>
    public static int Run(ParseResult parsed, Func<AnswerSheet?, Evaluation.Evaluation> evaluate) => WithSheet(parsed, sheet =>
    {
        var evaluation = evaluate(sheet);
        if (parsed.GetValue(Place.Json))
        {
            Output.Write(evaluation);
        }
        else
        {
            Print(evaluation);
        }
        return ExitCode.Done;
    });

    /// <summary>Opens the file that takes down the answers, if one is named; it is there whole or not at all.</summary>
    public static int WithSheet(ParseResult parsed, Func<AnswerSheet?, int> evaluate) => parsed.GetValue(Answers) is { } path
        ? WholeFile.Write(path, "--answers", file => evaluate(new AnswerSheet(file)))
        : evaluate(null);

    /// <summary>Prints a table: ours, the simple methods, gate and goal; and how far to trust it.</summary>
    public static void Print(Evaluation.Evaluation evaluation)
    {
        var columns = Columns.Where(column => evaluation.Methods.Any(method => column.Of(method) is not null)).ToList();
        var trust = evaluation.Trust;
        if (columns.Count > 0)
        {
            var table = Tables.New(null, ["method", .. columns.Select(column => column.Title)]);
            foreach (var method in evaluation.Methods.Concat(evaluation.Bounds))
            {
                table.AddRow([new Text(method.Method), .. columns.Select(column => new Text(column.Of(method) is { } value ? Figure(value) : ""))]);
            }
            AnsiConsole.Write(table);
        }
        else
        {
            trust ??= "Too little to tell.";
        }
        if (trust is not null)
        {
            AnsiConsole.Write(new Padder(new Text(trust), new Padding(1, 0, 0, 1)));
        }
    }

    private static string Figure(double value) => value is > 0 and < .0005 ? $"{value:0e0}" : $"{value:.000}";
}
