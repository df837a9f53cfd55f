using System.Globalization;
using System.Text;
using Kith.Importing.Json;

namespace Kith.Importing.Zulip;

/// <summary>One topic of a Zulip archive.</summary>
/// <param name="Key">Stream and name. Resolving a topic puts a tick before its name: that is still the same topic.</param>
/// <param name="Title">Its name, as last shown.</param>
/// <param name="Files">Where its messages are; two if messages came after it was resolved.</param>
internal sealed record ZulipTopic(string Key, string Title, IReadOnlyList<ArchiveFile> Files);

/// <summary>One stream of a Zulip archive.</summary>
/// <param name="Key">The stream's number, or its folder's name.</param>
/// <param name="Title">Its name.</param>
/// <param name="Topics">In order of their files.</param>
/// <param name="IsWhole">Whether all its topics are there; a single topic's file is not all.</param>
internal sealed record ZulipStream(string Key, string Title, IReadOnlyList<ZulipTopic> Topics, bool IsWhole);

/// <summary>Which folder of a Zulip archive is which stream, and which file is which topic.</summary>
internal static class ZulipFolders
{
    /// <summary>The file that lists streams; not every archive has it.</summary>
    public const string Index = "stream_index.json";

    /// <summary>The streams, in order of their folders.</summary>
    public static IEnumerable<ZulipStream> Streams(Archive archive)
    {
        var titles = Titles(archive);
        return Topics(archive)
            .GroupBy(file => Folder(file.Path) is { Length: > 0 } folder ? folder : Outside(archive.Path))
            .Select(folder => Stream(folder.Key, titles, [.. folder], System.IO.Directory.Exists(archive.Path)));
    }

    /// <summary>The files of topics.</summary>
    public static IEnumerable<ArchiveFile> Topics(Archive archive) =>
        archive.Files.Where(file => file.Name != Index && file.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase));

    /// <summary>A name as it was before it became a file's name: <c>.20</c> and <c>%20</c> stand for a space.</summary>
    public static string Decode(string name)
    {
        var bytes = new List<byte>(name.Length);
        var text = Encoding.UTF8.GetBytes(name).AsSpan();
        while (!text.IsEmpty)
        {
            var coded = text[0] is (byte)'.' or (byte)'%' && text.Length >= 3
                && byte.TryParse(text.Slice(1, 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) && value >= 32
                ? value : (byte?)null;
            bytes.Add(coded ?? text[0]);
            text = text[(coded is null ? 1 : 3)..];
        }
        return Encoding.UTF8.GetString([.. bytes]);
    }

    private static string Folder(string path)
    {
        var end = path.LastIndexOf('/');
        return end < 0 ? "" : path[(path[..end].LastIndexOf('/') + 1)..end];
    }

    // A stream's folder may be given by itself, and so may a topic's file.
    private static string Outside(string path)
    {
        var full = Path.GetFullPath(path);
        return new DirectoryInfo(System.IO.Directory.Exists(full) ? full : Path.GetDirectoryName(full)!).Name;
    }

    private static ZulipStream Stream(string folder, Dictionary<string, string> titles, IReadOnlyList<ArchiveFile> files, bool isFolder)
    {
        var dash = folder.IndexOf('-');
        var numbered = dash > 0 && !folder.AsSpan(0, dash).ContainsAnyExceptInRange('0', '9');
        var key = numbered ? folder[..dash] : Decode(folder);
        var topics = files
            .GroupBy(file => ZulipNames.Unresolved(TopicName(file)))
            .Select(topic => new ZulipTopic($"{key}/{topic.Key}", Shown(TopicName(topic.Last())) ?? ZulipNames.NoTopic, [.. topic]));
        return new ZulipStream(key, Shown(titles.GetValueOrDefault(key)) ?? Shown(Decode(folder[(numbered ? dash + 1 : 0)..])) ?? folder, [.. topics],
            IsWhole: isFolder || files.All(file => file.Path.Contains('/')));
    }

    private static string? Shown(string? name) => string.IsNullOrWhiteSpace(name) ? null : name;

    private static string TopicName(ArchiveFile file) => Decode(file.Name[..^".json".Length]);

    // Folders have hyphens for spaces; the index knows better.
    private static Dictionary<string, string> Titles(Archive archive)
    {
        var titles = new Dictionary<string, string>();
        foreach (var index in archive.Files.Where(file => file.Name == Index))
        {
            foreach (var row in JsonRows.Read(index, "streams").Where(row => row.Issue is null && row.Value.ValueKind == System.Text.Json.JsonValueKind.Object))
            {
                foreach (var stream in row.Value.EnumerateObject())
                {
                    if (stream.Value.Id("id") is { } id)
                    {
                        titles[id.ToString(CultureInfo.InvariantCulture)] = JsonFields.NameOf(stream);
                    }
                }
            }
        }
        return titles;
    }
}
