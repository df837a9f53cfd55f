using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Tables;

/// <summary>What the importers of tables share, in whatever form rows are written.</summary>
public abstract class TableImporter : IImporter
{
    /// <inheritdoc/>
    public abstract string Format { get; }

    /// <inheritdoc/>
    public string Reads => "tables (CSV, JSON Lines)";

    /// <inheritdoc/>
    public bool Recognises(Archive archive) => archive.Files.Any(IsTable);

    /// <summary>The table's name: numbers and handles mean the same people only within one table.</summary>
    public string? SourceKey(Archive archive) =>
        FilePath.Name(FilePath.Parts(archive, archive.Files.FirstOrDefault(IsTable) ?? new ArchiveFile("table", 0, () => Stream.Null)))?.ToLowerInvariant();

    /// <inheritdoc/>
    public IEnumerable<Entry> Read(Archive archive, ImportOptions options)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var tables = archive.Files.Count == 1 ? archive.Files : [.. archive.Files.Where(IsTable)];
        return tables.SelectMany(file => Read(file, FilePath.Name(FilePath.Parts(archive, file)) ?? "table", options.Zone ?? DateTimeZone.Utc, known));
    }

    /// <summary>Whether a table can begin with that line, the first that is not blank.</summary>
    protected abstract bool Begins(string line);

    /// <summary>Reads one table.</summary>
    /// <param name="file">Which.</param>
    /// <param name="title">Its name.</param>
    /// <param name="zone">Of times that say none.</param>
    /// <param name="known">People of the tables before it; those of this one are added.</param>
    protected abstract IEnumerable<Entry> Read(ArchiveFile file, string title, DateTimeZone zone, HashSet<string> known);

    private bool IsTable(ArchiveFile file) => TextLines.Head(file, 20).FirstOrDefault(line => !string.IsNullOrWhiteSpace(line)) is { } first && Begins(first);
}
