using System.CommandLine;
using Kith.Importing;
using Kith.Server.Importing;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith issues</c></summary>
internal static class IssuesCommand
{
    private static readonly Option<int> Top = Place.Top(50);

    public static Command Make()
    {
        var command = new Command("issues", "What imports could not read, or not as it stands: file, line, reason.\n\nExample: kith issues --top 10") { Top };
        Asked.With(Run, hasReader: false)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        var all = asked.Present.Database.Read(ImportStore.Issues);
        var shown = all.Take(parsed.GetValue(Top)).ToList();
        if (asked.Json)
        {
            Output.Write(shown);
            return ExitCode.Done;
        }
        foreach (var issue in shown)
        {
            AnsiConsole.MarkupLine($"[bold]{Markup.Escape(issue.File)}{(issue.Line > 0 ? $":{issue.Line}" : "")}[/] [dim]{Markup.Escape(issue.Source)}{(issue.Kind == ImportStore.IssueKind.Note ? ", a note" : "")}[/]");
            AnsiConsole.Write(new Padder(new Text(issue.Reason), new Padding(2, 0, 0, 0)));
        }
        Console.WriteLine(all.Count == 0 ? "Everything could be read." : $"{shown.Count} of {all.Count} issues: {(ImportStore.IssueCounts.Of(all) is var counts ? IssueWords.Of(counts.Unread, counts.Notes) : "")}.");
        return ExitCode.Done;
    }
}
