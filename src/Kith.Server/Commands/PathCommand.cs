using System.CommandLine;
using Kith.Server.Network;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith path FROM TO</c></summary>
internal static class PathCommand
{
    private static readonly Argument<string> From = new("from") { Description = "Who wants to reach somebody: a name, handle, mail address or number." };
    private static readonly Argument<string> To = new("to") { Description = "Whom they want to reach." };

    public static Command Make()
    {
        var command = new Command("path", "Who can introduce one person to another: the warmest ways through people who know each other.\n\nExample: kith path \"Hana Suzuki\" \"Goran Petrov\"") { From, To };
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        if (!asked.Find(parsed.GetValue(From)!, "from", out var from, out var exit) || !asked.Find(parsed.GetValue(To)!, "to", out var to, out exit))
        {
            return exit;
        }
        var answer = PathAnswer.Of(asked.Present, asked.Reader, from, to);
        if (asked.Json)
        {
            Output.Write(answer);
        }
        else if (answer.Paths.Count == 0)
        {
            Console.WriteLine(from.Id == to.Id ? "That is one and the same person." : $"No way leads from {from.Name} to {to.Name} within three ties.");
        }
        foreach (var path in asked.Json ? [] : answer.Paths)
        {
            AnsiConsole.MarkupLine($"{path.Chance,6:P0}  {string.Join(" [dim]→[/] ", path.People.Select(Markup.Escape))}");
        }
        return ExitCode.Done;
    }
}
