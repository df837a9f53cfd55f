using System.CommandLine;
using Kith.Server.People;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith person NAME</c></summary>
internal static class PersonCommand
{
    private static readonly Argument<string> Name = new("name") { Description = "Name, handle, mail address or number." };

    public static Command Make()
    {
        var command = new Command("person", "Somebody at a glance: topics, ties, conversations, and how they are known.\n\nExample: kith person ada") { Name };
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        if (!asked.Find(parsed.GetValue(Name)!, "name", out var person, out var exit))
        {
            return exit;
        }
        var answer = PersonAnswer.Of(asked.Present, asked.Reader, person);
        if (asked.Json)
        {
            Output.Write(answer);
            return ExitCode.Done;
        }
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(answer.Person)}[/] [dim]#{answer.Id}{(answer.Bot ? ", a bot" : "")}[/]");
        foreach (var identity in answer.Identities)
        {
            AnsiConsole.MarkupLine($"  known at {identity.Source} as {Markup.Escape(identity.Name)}{(identity.Key == identity.Name ? "" : $" [dim]({Markup.Escape(identity.Key)})[/]")}");
        }
        List("talks about", answer.Topics.Select(topic => $"{topic.Topic} ({topic.Messages})"));
        List("is close to", answer.Ties.Select(tie => $"{tie.Person} ({tie.Strength:0.00}{(tie.Quiet ? ", going quiet" : "")})"));
        if (answer.Conversations.Count > 0)
        {
            var table = Tables.New(null, "spoke in", "messages", "last");
            foreach (var each in answer.Conversations)
            {
                table.AddRow(new Text(each.Conversation), Tables.Count(each.Messages), Tables.Day(each.Last));
            }
            AnsiConsole.Write(table);
        }
        return ExitCode.Done;
    }

    private static void List(string what, IEnumerable<string> items)
    {
        var all = string.Join(", ", items);
        if (all.Length > 0)
        {
            AnsiConsole.Write(new Padder(new Text($"{what}: {all}"), new Padding(2, 0, 0, 0)));
        }
    }
}
