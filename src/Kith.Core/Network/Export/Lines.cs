using System.Text.Json;

namespace Kith.Network.Export;

/// <summary>Edges a line: CSV (RFC 4180, with a header) and JSON Lines, names beside the numbers.</summary>
public static class Lines
{
    // What a spreadsheet would run as a formula.
    private const string Formulas = "=+-@\t\r";

    /// <summary>Writes the edges as CSV.</summary>
    public static void WriteCsv(ExportedGraph graph, TextWriter to)
    {
        to.Write("from,to,from_name,to_name,weight,strength,interactions,first,last\r\n");
        var names = graph.People.ToDictionary(person => person.Id, person => Quoted(person.Name));
        foreach (var edge in graph.Edges)
        {
            to.Write($"{edge.From},{edge.To},{names[edge.From]},{names[edge.To]},{ExportedGraph.Number(edge.Weight)},{ExportedGraph.Number(edge.Strength)},{edge.Interactions},{edge.First},{edge.Last}\r\n");
        }
    }

    /// <summary>Writes the edges as JSON Lines.</summary>
    public static void WriteJson(ExportedGraph graph, TextWriter to)
    {
        var names = graph.People.ToDictionary(person => person.Id, person => person.Name);
        foreach (var edge in graph.Edges)
        {
            to.Write(JsonSerializer.Serialize(new
            {
                from = edge.From, to = edge.To, from_name = names[edge.From], to_name = names[edge.To],
                weight = edge.Weight, strength = edge.Strength, interactions = edge.Interactions, first = edge.First, last = edge.Last,
            }));
            to.Write('\n');
        }
    }

    private static string Quoted(string text) => CsvField.Of(text.Length > 0 && Formulas.Contains(text[0]) ? "'" + text : text);
}
