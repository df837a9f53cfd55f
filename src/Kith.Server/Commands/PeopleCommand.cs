using System.CommandLine;
using Kith.Server.People;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith people</c></summary>
internal static class PeopleCommand
{
    private static readonly Option<int> Top = Place.Top(50);

    private static readonly Option<bool> Duplicates = new("--duplicates") { Description = "Who may be one and the same person, and why." };

    public static Command Make()
    {
        var command = new Command("people", "Everybody, who spoke most first.\n\nExample: kith people --duplicates") { Top, Duplicates };
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        if (parsed.GetValue(Duplicates))
        {
            return Suggest(asked, parsed.GetValue(Top));
        }
        var all = PersonRow.All(asked.Present, asked.Reader);
        var shown = all.Take(parsed.GetValue(Top)).ToList();
        if (asked.Json)
        {
            Output.Write(shown);
            return ExitCode.Done;
        }
        var table = Tables.New(null, "#", "person", "messages", "last", "known as");
        foreach (var row in shown)
        {
            table.AddRow(new Text(row.Id.ToString()), new Text(row.Person + (row.Bot ? " (bot)" : "")), new Text(row.Messages.ToString()), Tables.Day(row.Last),
                new Text(string.Join(", ", row.Identities.Select(identity => $"{identity.Source}:{identity.Name}"))));
        }
        AnsiConsole.Write(table);
        Console.WriteLine(shown.Count < all.Count ? $"{shown.Count} of {all.Count} people; --top shows more." : $"{all.Count} people.");
        return ExitCode.Done;
    }

    private static int Suggest(Asked asked, int top)
    {
        var all = DuplicateAnswer.All(asked.Present);
        var shown = all.Take(top).ToList();
        if (asked.Json)
        {
            Output.Write(shown);
            return ExitCode.Done;
        }
        foreach (var each in shown)
        {
            AnsiConsole.MarkupLine($"{each.Confidence,4:P0}  [bold]{Markup.Escape(each.One)}[/] [dim]#{each.OneId}[/]  [bold]{Markup.Escape(each.Other)}[/] [dim]#{each.OtherId}[/]");
            AnsiConsole.MarkupLine($"      [dim]{Markup.Escape(each.Evidence)}[/]");
        }
        Console.WriteLine(all.Count == 0 ? "Nobody looks like somebody else." : $"{shown.Count} of {all.Count} suggestions. kith merge ONE OTHER, or kith distinct ONE OTHER.");
        return ExitCode.Done;
    }
}
