using System.CommandLine;
using Kith.Network.Export;

namespace Kith.Server.Commands;

/// <summary><c>kith export FORMAT</c></summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, Action<ExportedGraph, TextWriter>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["graphml"] = GraphMl.Write, ["gexf"] = Gexf.Write, ["csv"] = Lines.WriteCsv, ["jsonl"] = Lines.WriteJson,
    };

    private static readonly Argument<string> Format = new("format") { Description = "graphml, gexf, csv or jsonl." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "File to write; else standard output.", HelpName = "FILE" };

    public static Command Make()
    {
        var command = new Command("export", "The network for other programs (igraph, networkx, Gephi, a spreadsheet); nothing private.\n\nExample: kith export graphml -o harbour.graphml") { Format.AcceptOnlyFromAmong([.. Formats.Keys]), Output };
        Asked.With(Run)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        var graph = ExportedGraph.Of(asked.Present.Network);
        var write = Formats[parsed.GetValue(Format)!];
        if (parsed.GetValue(Output) is not { } path)
        {
            write(graph, Console.Out);
            return ExitCode.Done;
        }
        try
        {
            // Whole or not at all.
            var partial = path + ".part";
            using (var file = new StreamWriter(partial))
            {
                write(graph, file);
            }
            File.Move(partial, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path} can't be written: {e.Message.TrimEnd('.')}.", "--output", "Give a file in a folder that you may write to.");
        }
        Console.Error.WriteLine($"{graph.People.Count} people and {graph.Edges.Count} directed edges written to {path}.");
        return ExitCode.Done;
    }
}
