using System.Buffers.Text;
using Kith.Importing.Json;

namespace Kith.Importing.Zulip;

/// <summary>
/// A Zulip organisation's own export: <c>realm.json</c> with its tables and <c>messages-000001.json</c> and so on. Private
/// streams and direct messages are read only if asked for.
/// </summary>
public sealed class ZulipExport : IImporter
{
    /// <inheritdoc/>
    public string Format => "zulip-export";

    /// <inheritdoc/>
    public string Reads => "Zulip";

    /// <inheritdoc/>
    public bool Recognises(Archive archive) => Tops(archive).Take(10).Any(file => Table(file) is not null);

    /// <inheritdoc/>
    public string? SourceKey(Archive archive) => ZulipRealm.Of(Tops(archive).Where(file => Table(file) is { } table && !IsMessages(table))).Key;

    /// <inheritdoc/>
    public IEnumerable<Entry> Read(Archive archive, ImportOptions options)
    {
        var tables = Tops(archive).Select(file => (File: file, Table: Table(file))).Where(one => one.Table is not null).ToLookup(one => IsMessages(one.Table!), one => one.File);
        var realm = ZulipRealm.Of(tables[false]);
        var asOf = tables[true].Select(LastTime).DefaultIfEmpty().Max();
        return realm.Issues.Concat<Entry>(realm.People).Concat(new ZulipExportReading(realm, options, asOf).Read(tables[true]));
    }

    // The export's own files lie side by side; below them are pictures and uploads.
    private static IEnumerable<ArchiveFile> Tops(Archive archive)
    {
        var files = archive.Files.Where(file => file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)).ToList();
        var top = files.Select(file => file.Path.Count(c => c == '/')).DefaultIfEmpty().Min();
        return files.Where(file => file.Path.Count(c => c == '/') == top);
    }

    // The first table that a file holds; null if it is no part of a Zulip export.
    private static string? Table(ArchiveFile file) =>
        file.Head(512).AsSpan().IndexOf("zerver_"u8) >= 0 && JsonRows.Read(file).FirstOrDefault().Name is { } name && name.StartsWith("zerver_", StringComparison.Ordinal) ? name : null;

    private static bool IsMessages(string table) => table is "zerver_message" or "zerver_usermessage";

    // The export is as new as its newest message. Inside texts quotes are escaped, so only the member's name is found.
    private static long LastTime(ArchiveFile file)
    {
        long last = 0;
        foreach (var found in JsonFind.After(file, "\"date_sent\":"u8.ToArray()))
        {
            if (Utf8Parser.TryParse(found.Span.TrimStart(" "u8), out double seconds, out _) && SourceTime.FromSeconds(seconds) is { } time)
            {
                last = Math.Max(last, time);
            }
        }
        return last;
    }
}
