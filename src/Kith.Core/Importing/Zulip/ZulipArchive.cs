using System.Buffers.Text;
using System.Text.Json;
using Kith.Importing.Json;

namespace Kith.Importing.Zulip;

/// <summary>
/// The public archive of a Zulip server, as the zulip-archive tool writes it: a folder a stream, a JSON file a topic, with
/// messages in HTML. People have no ids there: their names are their keys.
/// </summary>
public sealed class ZulipArchive : IImporter
{
    // The tool sorts the members of a message, so that its time comes last.
    private const int TailLength = 512;

    // In texts quotes are escaped, so that only the member's name is found.
    private static readonly byte[] Timestamp = "\"timestamp\":"u8.ToArray();

    /// <inheritdoc/>
    public string Format => "zulip-archive";

    /// <inheritdoc/>
    public string Reads => "Zulip";

    /// <inheritdoc/>
    public bool Recognises(Archive archive) => archive.Files
        .Where(file => file.Name != ZulipFolders.Index && file.Head(64).AsSpan().TrimStart("\uFEFF \t\r\n"u8).StartsWith("["u8))
        .Take(3)
        .Any(file => JsonRows.Read(file).Take(3).Any(row => IsMessage(row.Value)));

    /// <inheritdoc/>
    public string? SourceKey(Archive archive) => null;

    /// <inheritdoc/>
    public IEnumerable<Entry> Read(Archive archive, ImportOptions options)
    {
        var asOf = ZulipFolders.Topics(archive).Select(LastTime).DefaultIfEmpty().Max();
        var reading = new ZulipReading(asOf);
        return ZulipFolders.Streams(archive).SelectMany(reading.Stream);
    }

    private static bool IsMessage(JsonElement row) =>
        row.Text("sender_full_name") is not null && row.Text("content") is not null && row.Id("id") is not null && row.Number("timestamp") is not null;

    // The archive is as new as its newest message; an index that was copied along says nothing.
    private static long LastTime(ArchiveFile file)
    {
        var tail = file.Tail(TailLength);
        var found = tail.AsSpan().LastIndexOf(Timestamp);
        return found >= 0 ? Time(tail.AsSpan(found + Timestamp.Length)) : JsonFind.After(file, Timestamp).Select(at => Time(at.Span)).DefaultIfEmpty().Max();
    }

    private static long Time(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text.TrimStart(" "u8), out double seconds, out _) ? SourceTime.FromSeconds(seconds) ?? 0 : 0;
}
