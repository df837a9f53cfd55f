using System.CommandLine;
using Kith.Evaluation;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith evaluate all [FOLDER]</c>: every capability that the data of a folder, or of this installation, allows.</summary>
internal static class EvaluateAll
{
    private static readonly Argument<string?> Folder = new("folder") { Description = "A folder of data; without it, what this installation holds.", Arity = ArgumentArity.ZeroOrOne };

    public static Command Make()
    {
        var command = new Command("all", "Every capability whose truth is in the data, a table each.\n\nExample: kith evaluate all") { Folder };
        command.SetAction(parsed => EvaluateCommand.WithSheet(parsed, sheet => parsed.GetValue(Folder) is { } folder
            ? Show(EvaluationSets.In(folder), sheet, parsed.GetValue(Place.Json))
            : ShowOwn(parsed, sheet)));
        return command;
    }

    /// <summary>The same on what this installation holds: what <c>kith evaluate</c> does if nothing more is said.</summary>
    public static int Own(ParseResult parsed) => EvaluateCommand.WithSheet(parsed, sheet => ShowOwn(parsed, sheet));

    private static int ShowOwn(ParseResult parsed, AnswerSheet? sheet)
    {
        using var database = Place.OpenFilled(parsed);
        return Show(OwnEvaluation.Of(database, new Shared.Present(database, TimeProvider.System).Network), sheet, parsed.GetValue(Place.Json));
    }

    private static int Show(IEnumerable<EvaluationSet> sets, AnswerSheet? sheet, bool json)
    {
        var all = new List<object>();
        foreach (var set in sets)
        {
            var (evaluation, reason) = Try(set, sheet);
            if (json)
            {
                all.Add(evaluation is not null ? evaluation : new { set.Capability, set.Data, Reason = reason });
                continue;
            }
            AnsiConsole.MarkupLine($"[bold]{Markup.Escape(set.Title)}[/][dim], {Markup.Escape(set.Data)}[/]");
            if (evaluation is not null)
            {
                EvaluateCommand.Print(evaluation);
            }
            else
            {
                AnsiConsole.Write(new Padder(new Text(reason!), new Padding(1, 0, 0, 1)));
            }
        }
        if (json)
        {
            Output.Write(all);
        }
        return ExitCode.Done;
    }

    // Too little data for one capability is no reason to leave out the others.
    private static (Evaluation.Evaluation?, string?) Try(EvaluationSet set, AnswerSheet? sheet)
    {
        try
        {
            if (sheet is not null)
            {
                sheet.Data = set.Data;
            }
            return set.Run is null ? (null, set.Reason) : (set.Run(sheet) with { Data = set.Data }, null);
        }
        catch (InvalidInputException problem)
        {
            return (null, $"Not measured. {problem.Message}");
        }
    }
}
