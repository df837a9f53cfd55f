using System.CommandLine;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith gatherings</c></summary>
internal static class GatheringsCommand
{
    private static readonly Option<string?> Community = new("--community") { Description = "Only of this community.", HelpName = "NAME" };

    public static Command Make()
    {
        var command = new Command("gatherings", "What is live, comes and was.\n\nExample: kith gatherings --community Harbour") { Community };
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        var answer = GatheringsAnswer.Of(GatheringsView.Of(asked.Present, new Me(null, true, asked.Reader), parsed.GetValue(Community), 1));
        if (asked.Json)
        {
            Output.Write(answer);
            return ExitCode.Done;
        }
        if (answer.Live.Count + answer.Upcoming.Count + answer.Past.Count == 0)
        {
            Console.WriteLine("There are no gatherings. In the browser any member sets one up: kith serve.");
            return ExitCode.Done;
        }
        Print("live now", answer.Live);
        Print("coming up", answer.Upcoming);
        Print("past", answer.Past);
        return ExitCode.Done;
    }

    private static void Print(string title, IReadOnlyList<GatheringRow> rows)
    {
        if (rows.Count == 0)
        {
            return;
        }
        var table = Tables.New(title, "#", "gathering", "starts (UTC)", "state", "moderators");
        foreach (var row in rows)
        {
            table.AddRow(new Text(row.Id.ToString()), new Text(row.Gathering), new Text(row.Starts.ToString("yyyy-MM-dd HH:mm")), new Text(row.State.ToString().ToLowerInvariant()),
                new Text(string.Join(", ", row.Moderators.Select(each => each.Person))));
        }
        AnsiConsole.Write(table);
    }
}
