using System.CommandLine;
using Kith.Importing;
using Kith.Server.Shared;
using Spectre.Console;

namespace Kith.Server.Commands;

/// <summary><c>kith sources</c></summary>
internal static class SourcesCommand
{
    public static Command Make()
    {
        var command = new Command("sources", "What was imported, and from where.\n\nExample: kith sources");
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        var sources = asked.Present.Database.Read(connection => ImportStore.Sources(connection, asked.Reader));
        if (asked.Json)
        {
            Output.Write(sources.Select(source => new
            {
                source.Format, Source = source.Key, source.Path, source.People, source.Conversations, source.Messages, source.Issues, source.Notes,
                LastImport = source.LastImport is { } at ? Times.Of(at) : (DateTimeOffset?)null,
            }));
            return ExitCode.Done;
        }
        if (sources.Count == 0)
        {
            Console.WriteLine("Nothing was imported yet. Begin with: kith import PATH");
            return ExitCode.Done;
        }
        var table = Tables.New(null, "source", "people", "conversations", "messages", "unread", "last import");
        foreach (var source in sources)
        {
            table.AddRow(new Text(source.Key), Tables.Count(source.People), Tables.Count(source.Conversations), Tables.Count(source.Messages), Tables.Count(source.Issues),
                source.LastImport is { } at ? Tables.Day(Times.Of(at)) : new Text("broken off"));
        }
        AnsiConsole.Write(table);
        return ExitCode.Done;
    }
}
