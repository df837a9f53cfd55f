using System.Formats.Tar;
using System.IO.Compression;

namespace Kith.Importing;

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

    /// <summary>What was refused on opening, or found to be passed over.</summary>
    public IReadOnlyList<ImportIssue> Issues => issues;

    /// <summary>Bytes read so far and bytes in all, unpacked where known: for showing progress.</summary>
    public (long Read, long Total) Progress => (Interlocked.Read(ref read), files.Values.Sum(file => Math.Max(0, file.Length)));

    private long read;

    /// <summary>The file at this path, or null.</summary>
    public ArchiveFile? Find(string path) => files.GetValueOrDefault(path);

    /// <summary>An archive of files that are already known, each checked like those on disk.</summary>
    public static Archive Of(string path, IEnumerable<ArchiveFile> files)
    {
        var archive = new Archive(path);
        foreach (var file in files)
        {
            archive.Add(file.Path, file.Length, file.Open);
        }
        return archive;
    }

    /// <summary>What somebody who looked through it found wrong.</summary>
    internal void Note(ImportIssue issue) => issues.Add(issue);

    /// <summary>Refuses a path at which there is nothing.</summary>
    /// <exception cref="InvalidInputException">There is nothing.</exception>
    public static void MustExist(string path)
    {
        if (!System.IO.Path.Exists(path))
        {
            throw new InvalidInputException($"There is no file or folder {path}.", path, "Check the path.");
        }
    }

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
    public void Dispose()
    {
        owned.ForEach(each => each.Dispose());
        owned.Clear();
    }

    private void AddAll()
    {
        if (Directory.Exists(Path))
        {
            AddFolder();
            return;
        }
        MustExist(Path);
        using var start = File.OpenRead(Path);
        var magic = new byte[6];
        var length = start.ReadAtLeast(magic, 6, throwOnEndOfStream: false);
        if (length >= 4 && magic is [(byte)'P', (byte)'K', 3, 4, ..] or [(byte)'P', (byte)'K', 5, 6, ..])
        {
            AddZip();
        }
        else if (IsTar(() => File.OpenRead(Path)))
        {
            AddTar(() => File.OpenRead(Path), long.MaxValue);
        }
        else if (magic is [0x1f, 0x8b, ..] && IsTar(Gunzip))
        {
            AddTar(Gunzip, Math.Max(HarmlessSize, new FileInfo(Path).Length * MaxRatio));
        }
        else if (Packer(magic) is { } packer)
        {
            throw new InvalidInputException($"{Path} is packed with {packer}, which Kith does not unpack.", Path, "Unpack it first and import the folder.");
        }
        else
        {
            AddFile(System.IO.Path.GetFileName(Path), Path, packed: magic is [0x1f, 0x8b, ..]);
        }
    }

    private void AddFolder()
    {
        // Links are not followed: an archive holds its own files.
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint | FileAttributes.System };
        foreach (var file in Directory.EnumerateFiles(Path, "*", options))
        {
            AddFile(System.IO.Path.GetRelativePath(Path, file).Replace('\\', '/'), file, IsGzipName(file));
        }
    }

    private static bool IsGzipName(string name) => name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private void AddFile(string name, string path, bool packed)
    {
        var size = new FileInfo(path).Length;
        Add(packed && IsGzipName(name) ? name[..^3] : name, packed ? -1 : size, () => packed
            ? new GuardedStream(new GZipStream(OpenPlain(path), CompressionMode.Decompress), Math.Max(HarmlessSize, size * MaxRatio), Count)
            : new GuardedStream(OpenPlain(path), long.MaxValue, Count));
    }

    // Importers know one exception for all that can't be read.
    private static FileStream OpenPlain(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, 1, FileOptions.SequentialScan);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    private void AddZip()
    {
        var zip = Unzipped();
        owned.Add(zip);
        long total = 0;
        foreach (var entry in zip.Entries.Where(entry => !entry.FullName.EndsWith('/')))
        {
            total += entry.Length;
            if ((entry.Length > HarmlessSize && entry.Length / Math.Max(1, entry.CompressedLength) > MaxRatio) || total > MaxUnpacked)
            {
                issues.Add(new ImportIssue(entry.FullName, 0, $"Refused: it unpacks from {entry.CompressedLength} to {entry.Length} bytes, more than any conversation; leave it out of the archive.") { Conversation = entry.FullName });
                continue;
            }
            // One entry at a time: a ZipArchive is not for several readers.
            Add(entry.FullName.Replace('\\', '/'), entry.Length, () => new GuardedStream(entry.Open(), entry.Length, Count));
        }
    }

    // What was broken off on the way lacks its end, where the list of files is.
    private ZipArchive Unzipped()
    {
        try
        {
            return ZipFile.OpenRead(Path);
        }
        catch (InvalidDataException)
        {
            throw new InvalidInputException($"{Path} can't be read: its end is missing or damaged.", Path, "Download or copy it again.");
        }
    }

    private GZipStream Gunzip() => new(File.OpenRead(Path), CompressionMode.Decompress);

    /// <summary>Whether a file is an archive itself, of a kind that is unpacked or of one that is not.</summary>
    internal static bool IsPacked(ArchiveFile file) => file.Head(6) is [(byte)'P', (byte)'K', 3, 4, ..] or [0x1f, 0x8b, ..] || Packer(file.Head(6)) is not null;

    private static string? Packer(ReadOnlySpan<byte> magic) => magic switch
    {
        [0xfd, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0] => "xz",
        [(byte)'7', (byte)'z', 0xbc, 0xaf, ..] => "7-Zip",
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41] => "bzip2",
        [0x28, 0xb5, 0x2f, 0xfd, ..] => "zstd",
        [(byte)'R', (byte)'a', (byte)'r', (byte)'!', 0x1a, 7] => "RAR",
        _ => null,
    };

    // The header's checksum tells, also of tars older than the "ustar" mark.
    private static bool IsTar(Func<Stream> open)
    {
        var header = new byte[512];
        try
        {
            using var stream = open();
            if (stream.ReadAtLeast(header, 512, throwOnEndOfStream: false) < 512 || header[0] == 0)
            {
                return false;
            }
        }
        catch (InvalidDataException)
        {
            return false;
        }
        var sum = header.Sum(each => each) - header[148..156].Sum(each => each) + 8 * ' ';
        var octal = System.Text.Encoding.ASCII.GetString(header, 148, 8).Trim(' ', '\0');
        return octal.Length > 0 && octal.All(digit => digit is >= '0' and <= '7') && Convert.ToInt64(octal, 8) == sum;
    }

    // A tar can only be read from front to end, so it is unpacked beside the system's other temporary files.
    private void AddTar(Func<Stream> open, long limit)
    {
        var folder = Directory.CreateTempSubdirectory("kith-import-");
        owned.Add(new TemporaryFolder(folder));
        using var unpacked = new GuardedStream(open(), Math.Min(MaxUnpacked, limit), _ => { });
        using var tar = new TarReader(unpacked);
        try
        {
            for (var number = 1; tar.GetNextEntry() is { } entry; number++)
            {
                if (entry.EntryType is TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)
                {
                    Unpack(entry, System.IO.Path.Combine(folder.FullName, number.ToString()));
                }
            }
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or FormatException or ArgumentException or OverflowException)
        {
            issues.Add(new ImportIssue(Path, 0, $"The archive breaks off ({e.Message.TrimEnd('.')}); what came before was read."));
        }
    }

    private void Unpack(TarEntry entry, string path)
    {
        using (var file = new FileStream(path, FileMode.CreateNew))
        {
            entry.DataStream?.CopyTo(file);
        }
        Add(entry.Name, new FileInfo(path).Length, () => new GuardedStream(OpenPlain(path), long.MaxValue, Count));
    }

    private void Add(string path, long length, Func<Stream> open)
    {
        var clean = path.StartsWith("./", StringComparison.Ordinal) ? path[2..] : path;
        if (IsOfFinder(clean))
        {
            return;
        }
        if (clean.StartsWith('/') || clean.Contains(':') && clean.IndexOf(':') == 1 || clean.Split('/').Contains("..") || clean.Contains('\0'))
        {
            issues.Add(new ImportIssue(path, 0, "Refused: the path leads out of the archive; a file's path must stay inside.") { Conversation = path });
        }
        else if (!files.TryAdd(clean, new ArchiveFile(clean, length, open)))
        {
            issues.Add(new ImportIssue(path, 0, "The archive holds two files of this path; the first was read.") { Conversation = path });
        }
    }

    // What a Mac puts beside the files of whoever packs a folder again: no part of any archive.
    private static bool IsOfFinder(string path) => path.StartsWith("__MACOSX/", StringComparison.Ordinal)
        || System.IO.Path.GetFileName(path) is ".DS_Store" or ['.', '_', ..];

    private void Count(int bytes) => Interlocked.Add(ref read, bytes);

    private sealed class TemporaryFolder(DirectoryInfo folder) : IDisposable
    {
        public void Dispose() => folder.Delete(recursive: true);
    }
}
