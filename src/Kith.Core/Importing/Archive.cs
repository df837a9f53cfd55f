using System.Formats.Tar;
using System.IO.Compression;

namespace Kith.Importing;

/// <summary>One file of an archive.</summary>
/// <param name="Path">Inside the archive, with forward slashes.</param>
/// <param name="Length">In bytes, unpacked; -1 if not known before reading.</param>
/// <param name="Open">Opens it for reading from the start, unpacked; may be called again.</param>
public sealed record ArchiveFile(string Path, long Length, Func<Stream> Open)
{
    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The first bytes, fewer if the file is shorter; empty if it can't be unpacked.</summary>
    public byte[] Head(int count = 4096)
    {
        try
        {
            using var stream = Open();
            var head = new byte[count];
            return head[..stream.ReadAtLeast(head, count, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>The last bytes; as many as can be unpacked.</summary>
    public byte[] Tail(int count)
    {
        using var stream = Open();
        if (stream.CanSeek)
        {
            stream.Seek(-Math.Min(count, stream.Length), SeekOrigin.End);
        }
        var (older, newer, length) = (Array.Empty<byte>(), new byte[count], 0);
        try
        {
            while ((length = stream.ReadAtLeast(newer, count, throwOnEndOfStream: false)) == count)
            {
                (older, newer) = (newer, new byte[count]);
            }
        }
        catch (InvalidDataException)
        {
            // What came before the damage is the end of it.
        }
        return [.. older.AsSpan(older.Length == 0 ? 0 : length), .. newer.AsSpan(0, length)];
    }
}

/// <summary>
/// A folder, a zip, a tar.gz or a single file (also .gz), seen as files in order of their paths. Paths that climb out and
/// contents that swell beyond reason are refused as <see cref="Issues"/>.
/// </summary>
public sealed class Archive : IDisposable
{
    // A text that shrinks to a thousandth is no conversation; 64 GiB is more than any that was seen.
    private const long MaxRatio = 1000, MaxUnpacked = 64L << 30, HarmlessSize = 16 << 20;

    private readonly List<IDisposable> owned = [];
    private readonly SortedDictionary<string, ArchiveFile> files = new(StringComparer.Ordinal);
    private readonly List<ImportIssue> issues = [];

    private Archive(string path) => Path = path;

    /// <summary>The path it was opened from, as given.</summary>
    public string Path { get; }

    /// <summary>The files, by path.</summary>
    public IReadOnlyCollection<ArchiveFile> Files => files.Values;

    /// <summary>What was refused on opening.</summary>
    public IReadOnlyList<ImportIssue> Issues => issues;

    /// <summary>Bytes read so far and bytes in all, unpacked where known: for showing progress.</summary>
    public (long Read, long Total) Progress => (Interlocked.Read(ref read), files.Values.Sum(file => Math.Max(0, file.Length)));

    private long read;

    /// <summary>The file at this path, or null.</summary>
    public ArchiveFile? Find(string path) => files.GetValueOrDefault(path);

    /// <summary>Opens what is at <paramref name="path"/>.</summary>
    /// <exception cref="InvalidInputException">There is nothing, or it can't be unpacked.</exception>
    public static Archive Open(string path)
    {
        var archive = new Archive(path);
        try
        {
            archive.AddAll();
            return archive;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or UnauthorizedAccessException or IOException)
        {
            archive.Dispose();
            throw new InvalidInputException($"{path} can't be read: {e.Message.TrimEnd('.')}.", path, "Give a folder, a .zip, a .tar.gz or a file that opens.");
        }
    }

    /// <inheritdoc/>
    public void Dispose() => owned.ForEach(each => each.Dispose());

    private void AddAll()
    {
        if (Directory.Exists(Path))
        {
            AddFolder();
            return;
        }
        if (!File.Exists(Path))
        {
            throw new InvalidInputException($"There is no file or folder {Path}.", Path, "Check the path.");
        }
        using var start = File.OpenRead(Path);
        var magic = new byte[6];
        var length = start.ReadAtLeast(magic, 6, throwOnEndOfStream: false);
        if (length >= 4 && magic.AsSpan(0, 4).SequenceEqual("PK\u0003\u0004"u8))
        {
            AddZip();
        }
        else if (length >= 2 && magic is [0x1f, 0x8b, ..] && HoldsTar())
        {
            AddTar();
        }
        else if (length >= 6 && magic.AsSpan().SequenceEqual(new byte[] { 0xfd, 0x37, 0x7a, 0x58, 0x5a, 0 }))
        {
            throw new InvalidInputException($"{Path} is packed with xz, which Kith does not unpack.", Path, "Unpack it first (tar -xJf) and import the folder.");
        }
        else
        {
            AddFile(System.IO.Path.GetFileName(Path), Path);
        }
    }

    private void AddFolder()
    {
        // Links are not followed: an archive holds its own files.
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.System };
        foreach (var file in Directory.EnumerateFiles(Path, "*", options))
        {
            AddFile(System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'), file);
        }
    }

    private void AddFile(string name, string path)
    {
        var packed = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);
        var size = new FileInfo(path).Length;
        Add(packed ? name[..^3] : name, packed ? -1 : size, () => packed
            ? new GuardedStream(new GZipStream(File.OpenRead(path), CompressionMode.Decompress), Math.Max(HarmlessSize, size * MaxRatio), Count)
            : new GuardedStream(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan), long.MaxValue, Count));
    }

    private void AddZip()
    {
        var zip = ZipFile.OpenRead(Path);
        owned.Add(zip);
        long total = 0;
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            total += entry.Length;
            if ((entry.Length > HarmlessSize && entry.Length / Math.Max(1, entry.CompressedLength) > MaxRatio) || total > MaxUnpacked)
            {
                issues.Add(new ImportIssue(entry.FullName, 0, $"Refused: it unpacks from {entry.CompressedLength} to {entry.Length} bytes, more than any conversation; leave it out of the archive."));
                continue;
            }
            // One entry at a time: a ZipArchive is not for several readers.
            Add(entry.FullName.Replace('\\', '/'), entry.Length, () => new GuardedStream(entry.Open(), entry.Length, Count));
        }
    }

    private bool HoldsTar()
    {
        using var stream = new GZipStream(File.OpenRead(Path), CompressionMode.Decompress);
        var header = new byte[512];
        return stream.ReadAtLeast(header, 512, throwOnEndOfStream: false) == 512 && header.AsSpan(257, 5).SequenceEqual("ustar"u8);
    }

    // A tar can only be read from front to end, so it is unpacked beside the system's other temporary files.
    private void AddTar()
    {
        var folder = Directory.CreateTempSubdirectory("kith-import-");
        owned.Add(new TemporaryFolder(folder));
        var limit = Math.Min(MaxUnpacked, Math.Max(HarmlessSize, new FileInfo(Path).Length * MaxRatio));
        using var unpacked = new GuardedStream(new GZipStream(File.OpenRead(Path), CompressionMode.Decompress), limit, _ => { });
        using var tar = new TarReader(unpacked);
        var number = 0;
        while (tar.GetNextEntry() is { } entry)
        {
            if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile)
            {
                var path = System.IO.Path.Combine(folder.FullName, (++number).ToString());
                entry.ExtractToFile(path, overwrite: false);
                var length = new FileInfo(path).Length;
                Add(entry.Name, length, () => new GuardedStream(File.OpenRead(path), length, Count));
            }
        }
    }

    private void Add(string path, long length, Func<Stream> open)
    {
        var clean = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (clean.StartsWith('/') || clean.Contains(':') && clean.IndexOf(':') == 1 || clean.Split('/').Contains("..") || clean.Contains('\0'))
        {
            issues.Add(new ImportIssue(path, 0, "Refused: the path leads out of the archive; a file's path must stay inside."));
        }
        else if (!files.TryAdd(clean, new ArchiveFile(clean, length, open)))
        {
            issues.Add(new ImportIssue(path, 0, "The archive holds two files of this path; the first was read."));
        }
    }

    private void Count(int bytes) => Interlocked.Add(ref read, bytes);

    private sealed class TemporaryFolder(DirectoryInfo folder) : IDisposable
    {
        public void Dispose() => folder.Delete(recursive: true);
    }
}
