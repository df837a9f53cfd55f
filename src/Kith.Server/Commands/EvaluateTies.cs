using System.CommandLine;
using Kith.Evaluation;

namespace Kith.Server.Commands;

/// <summary><c>kith evaluate ties FILE</c></summary>
internal static class EvaluateTies
{
    private static readonly Argument<string> Path = new("file")
    {
        Description = "Rows of sender, recipient and seconds; or CSV whose header names from, to and at. Packed with gzip or not.",
    };

    public static Command Make()
    {
        var command = new Command("ties", "Who will be in contact, against who then was.\n\nExample: kith evaluate ties mails.csv.gz") { Path };
        command.SetAction(parsed =>
        {
            EvaluateCommand.Print(TiesEvaluation.Run(parsed.GetValue(Path)!), parsed.GetValue(Place.Json));
            return ExitCode.Done;
        });
        return command;
    }
}
