using Kith.Importing;

namespace Kith.Tests.Importing;

/// <summary>The archives in <c>samples/</c>, and archives made from texts.</summary>
internal static class Samples
{
    private static readonly string Root = FindRoot();

    public static string PathOf(string sample) => Path.Combine(Root, "samples", sample);

    public static List<Entry> Read(IImporter importer, string sample, ImportOptions? options = null) => ReadPath(importer, PathOf(sample), options);

    public static List<Entry> ReadPath(IImporter importer, string path, ImportOptions? options = null)
    {
        using var archive = Archive.Open(path);
        return [.. archive.Issues, .. importer.Read(archive, options ?? new ImportOptions())];
    }

    /// <summary>A file that is not on disk.</summary>
    public static ArchiveFile File(string path, byte[] bytes) => new(path, bytes.Length, () => new MemoryStream(bytes, writable: false));

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
