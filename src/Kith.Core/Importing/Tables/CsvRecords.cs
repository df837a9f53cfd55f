using System.Text;
using Kith.Importing.Text;

namespace Kith.Importing.Tables;

/// <summary>The records of a CSV file (RFC 4180), streamed. Fields are parted by commas, semicolons or tabs, as the first line shows.</summary>
internal sealed class CsvRecords(ArchiveFile file) : IDisposable
{
    // A field may hold line feeds; but a quote that nobody closed must not swallow the file.
    private const int LongestRecord = 100;

    private readonly TextLines lines = new(file);
    private readonly Queue<(long Number, string Text)> putBack = new();
    private readonly List<(long Number, string Text)> taken = [];
    private char? separator;

    /// <summary>The fields, until the next call of <see cref="Read"/>.</summary>
    public List<string> Fields { get; } = [];

    /// <summary>Number of the record's first line.</summary>
    public long Line { get; private set; }

    /// <summary>Why there is no record here; null if there is one.</summary>
    public ImportIssue? Issue { get; private set; }

    /// <summary>Goes to the next record or issue; false at the end.</summary>
    public bool Read()
    {
        (string Text, long Number)? first;
        do
        {
            if ((first = Next()) is null)
            {
                return Issue is not null;
            }
        }
        while (string.IsNullOrWhiteSpace(first.Value.Text));
        Line = first.Value.Number;
        separator ??= SeparatorOf(first.Value.Text);
        taken.Clear();
        var record = first.Value.Text;
        while (!Split(record, separator.Value))
        {
            if (taken.Count >= LongestRecord || record.Length > ByteLines.Longest || Next() is not { } more)
            {
                taken.ForEach(putBack.Enqueue);
                Issue = new ImportIssue(file.Path, Line, "A quotation mark is opened here and not closed; the row was left out.");
                return true;
            }
            taken.Add((more.Number, more.Text));
            record = $"{record}\n{more.Text}";
        }
        return true;
    }

    /// <summary>The fields of a line as far as it goes: for telling what a file is.</summary>
    public static IReadOnlyList<string> FieldsOf(string line)
    {
        using var records = new CsvRecords(new ArchiveFile("", -1, () => new MemoryStream(Encoding.UTF8.GetBytes(line))));
        return records.Read() && records.Issue is null ? records.Fields : [];
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();

    private (string Text, long Number)? Next()
    {
        Issue = null;
        if (putBack.TryDequeue(out var before))
        {
            return (before.Text, before.Number);
        }
        if (!lines.Read())
        {
            return null;
        }
        Issue = lines.Issue;
        return Issue is null ? (lines.Text, lines.Number) : null;
    }

    private static char SeparatorOf(string header)
    {
        var bare = header.Contains('"') ? string.Concat(header.Split('"').Where((_, i) => i % 2 == 0)) : header;
        return new[] { ',', ';', '\t' }.MaxBy(candidate => bare.Count(c => c == candidate));
    }

    // False if a quoted field is still open at the end.
    private bool Split(string record, char by)
    {
        Fields.Clear();
        var field = new StringBuilder();
        var (quoted, start) = (false, true);
        for (var i = 0; i < record.Length; i++)
        {
            var c = record[i];
            if (quoted && c == '"' && i + 1 < record.Length && record[i + 1] == '"')
            {
                field.Append(c);
                i++;
            }
            else if (c == '"' && (quoted || start))
            {
                quoted = !quoted;
                start = false;
            }
            else if (c == by && !quoted)
            {
                Fields.Add(field.ToString());
                field.Clear();
                start = true;
            }
            else
            {
                field.Append(c);
                start &= c == ' ';
            }
        }
        Fields.Add(field.ToString());
        return !quoted;
    }
}
