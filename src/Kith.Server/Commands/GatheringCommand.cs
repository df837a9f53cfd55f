using System.CommandLine;
using Kith.Server.Accounts;
using Kith.Server.Gatherings;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith gathering ID</c></summary>
internal static class GatheringCommand
{
    private static readonly Argument<long> Id = new("id") { Description = "Number of the gathering; kith gatherings lists them." };

    public static Command Make()
    {
        var command = new Command("gathering", "A gathering: time, moderators, questions, who is coming.\n\nExample: kith gathering 12") { Id };
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        if (GatheringView.Of(asked.Present, new Me(null, true, asked.Reader), new(parsed.GetValue(Id))) is not { } view)
        {
            Output.Write(new InvalidInputException($"There is no gathering {parsed.GetValue(Id)}.", "id", "kith gatherings lists them."), asked.Json);
            return ExitCode.NotFound;
        }
        var answer = GatheringAnswer.Of(view);
        if (asked.Json)
        {
            Output.Write(answer);
            return ExitCode.Done;
        }
        AnsiConsole.MarkupLine($"[bold]{Markup.Escape(answer.Gathering.Gathering)}[/] [dim]#{answer.Gathering.Id}, {answer.Gathering.State.ToString().ToLowerInvariant()}[/]");
        Console.WriteLine($"  {Kith.Gatherings.Tidings.When(view.Gathering)}, {view.Gathering.Minutes} minutes, {answer.Gathering.Community}");
        Line("with", string.Join(", ", answer.Gathering.Moderators.Select(each => each.Person)));
        Line("coming", $"{answer.Coming.Yes} yes, {answer.Coming.Maybe} maybe, {answer.Coming.No} no");
        foreach (var question in view.Questions)
        {
            Line(question.Called, question.Text + (question.Minutes > 0 ? $" ({question.Minutes} min)" : ""));
        }
        return ExitCode.Done;
    }

    private static void Line(string what, string text)
    {
        if (text.Length > 0)
        {
            AnsiConsole.Write(new Padder(new Text($"{what}: {text}"), new Padding(2, 0, 0, 0)));
        }
    }
}
