using System.Text;
using Kith.Importing;

namespace Kith.Tests.Importing;

/// <summary>The archives in <c>samples/</c>, and archives made on the spot.</summary>
internal static class Samples
{
    /// <summary>The folder of the project.</summary>
    public static string Root { get; } = FindRoot();

    public static string PathOf(string sample) => Path.Combine(Root, "samples", sample);

    public static List<Entry> Read(IImporter importer, string sample, ImportOptions? options = null) => ReadPath(importer, PathOf(sample), options);

    public static List<Entry> ReadPath(IImporter importer, string path, ImportOptions? options = null)
    {
        using var archive = Archive.Open(path);
        return [.. archive.Issues, .. importer.Read(archive, options ?? new ImportOptions())];
    }

    /// <summary>All entries of an archive of these files.</summary>
    public static List<Entry> Read(IImporter importer, params (string Path, byte[] Bytes)[] files)
    {
        using var scratch = new Scratch(files);
        return [.. scratch.Archive.Issues, .. importer.Read(scratch.Archive, new ImportOptions())];
    }

    /// <summary>All entries of a single file.</summary>
    public static List<Entry> Read(IImporter importer, string name, byte[] bytes) => Read(importer, (name, bytes));

    /// <summary>Whether an archive of these files is recognised.</summary>
    public static bool Recognises(IImporter importer, params (string Path, byte[] Bytes)[] files)
    {
        using var scratch = new Scratch(files);
        return importer.Recognises(scratch.Archive);
    }

    /// <summary>A file that is not on disk.</summary>
    public static ArchiveFile File(string path, byte[] bytes) => new(path, bytes.Length, () => new MemoryStream(bytes, writable: false));

    /// <summary>The bytes of a file of a sample.</summary>
    public static byte[] Bytes(string sample) => System.IO.File.ReadAllBytes(PathOf(sample));

    /// <summary>Lines as a file would hold them.</summary>
    public static byte[] Utf8(params string[] lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "Kith.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The tests run outside the repository.");
        }
        return folder.FullName;
    }
}
