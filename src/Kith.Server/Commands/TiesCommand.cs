using System.CommandLine;
using Kith.Server.Ties;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith ties PERSON</c></summary>
internal static class TiesCommand
{
    private static readonly Argument<string> Person = new("person") { Description = "Name, handle, mail address or number." };
    private static readonly Option<int> Top = Place.Top(20);
    private static readonly Option<bool> Quiet = new("--quiet") { Description = "Only ties that are going quiet." };

    public static Command Make()
    {
        var command = new Command("ties", "Whom somebody knows, and how well.\n\nExample: kith ties \"Ada Lindqvist\" --quiet") { Person, Top, Quiet };
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        if (!asked.Find(parsed.GetValue(Person)!, "person", out var person, out var exit))
        {
            return exit;
        }
        var ties = TieAnswer.Of(asked.Present, asked.Reader, person, parsed.GetValue(Top), parsed.GetValue(Quiet), quotes: asked.Json ? 3 : 1);
        if (asked.Json)
        {
            Output.Write(ties);
        }
        else if (ties.Count == 0)
        {
            Console.WriteLine($"{person.Name} has no ties{(parsed.GetValue(Quiet) ? " that are going quiet" : "")} yet.");
        }
        else
        {
            Print(person.Name, ties);
        }
        return ExitCode.Done;
    }

    private static void Print(string name, IReadOnlyList<TieAnswer> ties)
    {
        var table = Tables.New($"Ties of {name}", "person", "strength", "gives", "first", "last", "");
        table.Columns[1].NoWrap();
        foreach (var tie in ties)
        {
            table.AddRow(
                new Text(tie.Person), Tables.Bar(tie.Strength), new Text($"{tie.Balance:P0}"), Tables.Day(tie.First), Tables.Day(tie.Last),
                new Text(tie.Quiet ? "going quiet" : ""));
        }
        AnsiConsole.Write(table);
        foreach (var tie in ties.Where(tie => tie.Evidence.Count > 0).Take(3))
        {
            Tables.Quote(tie.Person, tie.Evidence[0]);
        }
    }
}
