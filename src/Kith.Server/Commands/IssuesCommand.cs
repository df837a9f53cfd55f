using System.CommandLine;
using Kith.Importing;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith issues</c></summary>
internal static class IssuesCommand
{
    private static readonly Option<int> Top = Place.Top(50);

    public static Command Make()
    {
        var command = new Command("issues", "What imports could not read: file, line, reason.\n\nExample: kith issues --top 10") { Top };
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        var issues = asked.Present.Database.Read(ImportStore.Issues);
        if (asked.Json)
        {
            Output.Write(issues);
            return ExitCode.Done;
        }
        foreach (var issue in issues.Take(parsed.GetValue(Top)))
        {
            AnsiConsole.MarkupLine($"[bold]{Markup.Escape(issue.File)}{(issue.Line > 0 ? $":{issue.Line}" : "")}[/] [dim]{Markup.Escape(issue.Source)}[/]");
            AnsiConsole.Write(new Padder(new Text(issue.Reason), new Padding(2, 0, 0, 0)));
        }
        Console.WriteLine(issues.Count == 0 ? "Everything could be read." : $"{Math.Min(issues.Count, parsed.GetValue(Top))} of {issues.Count} issues.");
        return ExitCode.Done;
    }
}
