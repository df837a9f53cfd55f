using NodaTime;

namespace Kith.Importing.Tables;

/// <summary>Tables of interactions as CSV: the way in for everything that has no importer of its own.</summary>
public sealed class Csv : TableImporter
{
    /// <inheritdoc/>
    public override string Format => "csv";

    /// <inheritdoc/>
    protected override bool Begins(string line) => line.Length < 5000 && new Columns(CsvRecords.FieldsOf(line)).AreLikely;

    /// <inheritdoc/>
    protected override IEnumerable<Entry> Read(ArchiveFile file, string title, DateTimeZone zone, HashSet<string> known)
    {
        using var records = new CsvRecords(file);
        var table = new TableReading(file, title, zone, known);
        Columns? columns = null;
        while (records.Read())
        {
            var first = columns is null && records.Issue is null;
            foreach (var entry in records.Issue is { } issue ? table.Issue(issue.Line, issue.Reason)
                : first ? Begin(table, columns = new Columns(records.Fields), records.Line)
                : columns is null ? [] : table.Take(Row(columns, records.Fields), records.Line))
            {
                yield return entry;
            }
            if (columns?.Missing is not null)
            {
                yield break;
            }
        }
        foreach (var entry in columns is null ? table.Issue(0, "The table is empty; its first line should name the columns, like from,to,at.") : table.End())
        {
            yield return entry;
        }
    }

    private static IEnumerable<Entry> Begin(TableReading table, Columns columns, long line) =>
        columns.Missing is { } missing ? table.Issue(line, missing) : [table.Conversation, .. columns.Unknown is { } unknown ? table.Issue(line, unknown) : []];

    private static RowText Row(Columns columns, List<string> fields) => new(
        columns.Field(fields, Column.From), People(columns.Field(fields, Column.To)), columns.Field(fields, Column.At), columns.Field(fields, Column.Kind),
        columns.Field(fields, Column.Weight), columns.Field(fields, Column.Group), columns.Field(fields, Column.Context));

    /// <summary>Several people parted by semicolons; mail addresses also by commas.</summary>
    internal static string[] People(string text) => text.Split(text.Contains('@') && !text.Contains(';') ? ',' : ';');
}
