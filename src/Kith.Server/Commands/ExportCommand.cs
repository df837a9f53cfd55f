using System.CommandLine;
using Kith.Network;
using Kith.Network.Export;
using Kith.Server.Shared;

namespace Kith.Server.Commands;

/// <summary><c>kith export FORMAT</c></summary>
internal static class ExportCommand
{
    private static readonly Dictionary<string, Action<ExportedGraph, TextWriter>> Formats = new(StringComparer.OrdinalIgnoreCase)
    {
        ["graphml"] = GraphMl.Write, ["gexf"] = Gexf.Write, ["csv"] = Lines.WriteCsv, ["jsonl"] = Lines.WriteJson,
    };

    private static readonly Argument<string> Format = new("format") { Description = "GraphML or GEXF for programs that draw and measure networks, CSV or JSON Lines for tables." };
    private static readonly Option<bool> WithMeasures = new("--measures") { Description = "With graphml or gexf: also where each person stands (core, betweenness, constraint and others; docs/measures.md)." };
    private static readonly Option<string?> Output = new("--output", "-o") { Description = "File to write, packed if its name ends in .gz; else standard output.", HelpName = "FILE" };

    public static Command Make()
    {
        var command = new Command("export", "The network for other programs (igraph, networkx, Gephi, a spreadsheet); nothing private.\n\nExample: kith export graphml -o harbour.graphml") { Format.AcceptOnlyFromAmong([.. Formats.Keys]), WithMeasures, Output };
        Asked.With(Run, hasReader: false)(command);
        return command;
    }

    private static int Run(ParseResult parsed, Asked asked)
    {
        var format = parsed.GetValue(Format)!;
        if (parsed.GetValue(WithMeasures) && !format.Equals("graphml", StringComparison.OrdinalIgnoreCase) && !format.Equals("gexf", StringComparison.OrdinalIgnoreCase))
        {
            throw new InvalidInputException($"{format} has a row for each tie and no place for measures of people.", "--measures", "Use graphml or gexf.");
        }
        var graph = ExportedGraph.Of(asked.Present.Network);
        if (parsed.GetValue(WithMeasures))
        {
            graph = Measured(graph);
        }
        var write = Formats[format];
        if (parsed.GetValue(Output) is not { } path)
        {
            write(graph, Console.Out);
            return ExitCode.Done;
        }
        WholeFile.Write(path, "--output", file =>
        {
            write(graph, file);
            return graph;
        });
        Console.Error.WriteLine($"{Marks.Count(graph.People.Count, "person", "people")} and {Marks.Count(graph.Edges.Count, "directed edge")} written to {path}.");
        return ExitCode.Done;
    }

    private static ExportedGraph Measured(ExportedGraph graph)
    {
        var (measures, bound) = Measures.Of(graph, Cores.All);
        if (bound > 0)
        {
            Console.Error.WriteLine($"Betweenness is estimated, for there are more than {Measures.MostExact} people: with probability .95 no figure is off by more than {bound:0}.");
        }
        return graph with { Measures = measures };
    }
}
