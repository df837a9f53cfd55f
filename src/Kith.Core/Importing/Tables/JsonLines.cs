using System.Text.Json;
using Kith.Importing.Json;
using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Tables;

/// <summary>Tables of interactions as JSON Lines: an object a line, its members named like the columns of a CSV table.</summary>
public sealed class JsonLines : TableImporter
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <inheritdoc/>
    public override string Format => "jsonl";

    /// <inheritdoc/>
    protected override bool Begins(string line) => line.StartsWith('{') && Fields(line) is { } fields && new Columns([.. fields.Keys]).AreLikely;

    /// <inheritdoc/>
    protected override IEnumerable<Entry> Read(ArchiveFile file, string title, DateTimeZone zone, HashSet<string> known)
    {
        using var lines = new TextLines(file);
        var table = new TableReading(file, title, zone, known);
        var begun = false;
        while (lines.Read())
        {
            if (!begun && lines.Issue is null)
            {
                begun = true;
                yield return table.Conversation;
            }
            foreach (var entry in lines.Issue is { } issue ? table.Issue(issue.Line, issue.Reason) : string.IsNullOrWhiteSpace(lines.Text) ? [] : Take(table, lines.Text, lines.Number))
            {
                yield return entry;
            }
        }
        foreach (var entry in begun ? table.End() : table.Issue(0, "The table is empty; each line should be like {\"from\": \"ann\", \"to\": \"bo\", \"at\": \"2024-01-31T18:00:00Z\"}."))
        {
            yield return entry;
        }
    }

    private static IEnumerable<Entry> Take(TableReading table, string line, long number)
    {
        if (Fields(line) is not { } fields)
        {
            return table.Issue(number, "The line is no JSON object; each should be like {\"from\": \"ann\", \"to\": \"bo\", \"at\": \"2024-01-31T18:00:00Z\"}.");
        }
        var columns = new Columns([.. fields.Keys]);
        string[] row = [.. fields.Values.Select(values => string.Join(';', values))];
        return columns.Missing is { } missing ? table.Issue(number, missing) : table.Take(new RowText(
            columns.Field(row, Column.From), Csv.People(columns.Field(row, Column.To)), columns.Field(row, Column.At), columns.Field(row, Column.Kind),
            columns.Field(row, Column.Weight), columns.Field(row, Column.Group), columns.Field(row, Column.Context)), number);
    }

    // A member may hold several texts; what is neither text nor number nor a list of them is empty.
    private static Dictionary<string, string[]>? Fields(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line, Options);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
            {
                return null;
            }
            var fields = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
            foreach (var member in json.RootElement.EnumerateObject())
            {
                fields[JsonFields.NameOf(member)] = member.Value.ValueKind == JsonValueKind.Array
                    ? [.. member.Value.EnumerateArray().Select(JsonFields.AsText).OfType<string>()]
                    : [member.Value.AsText() ?? ""];
            }
            return fields;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
