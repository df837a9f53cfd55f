using System.IO.Compression;
using Kith.Importing;

namespace Kith.Tests.Importing;

/// <summary>Files that live as long as a test, and the archive they make: the file if there is but one, else the folder.</summary>
internal sealed class Scratch : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kith-test-");
    private readonly List<string> files = [];
    private Archive? archive;

    public Scratch(params (string Path, byte[] Bytes)[] files)
    {
        foreach (var (path, bytes) in files)
        {
            Write(path, stream => stream.Write(bytes));
        }
    }

    /// <summary>Opened on first use.</summary>
    public Archive Archive => archive ??= Archive.Open(files is [var only] ? only : folder.FullName);

    /// <summary>Packs bytes as .gz does.</summary>
    public static byte[] Gzip(byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(bytes);
        }
        return packed.ToArray();
    }

    public void Write(string path, Action<Stream> write)
    {
        var full = Path.Combine(folder.FullName, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        using var stream = File.Create(full);
        write(stream);
        files.Add(full);
    }

    public void Dispose()
    {
        archive?.Dispose();
        folder.Delete(recursive: true);
    }
}
