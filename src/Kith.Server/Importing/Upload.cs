using Kith.Gatherings;
using Kith.Importing;
using Kith.Store;

namespace Kith.Server.Importing;

/// <summary>Files that came with a form, in a temporary folder of their own, gone when disposed of.</summary>
internal sealed class Upload : IDisposable
{
    /// <summary>Bytes that a form may bring; larger archives go in by the command line.</summary>
    public const long MostBytes = 2L << 30;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("kith-upload-");

    private Upload(string shown, ImportHome home, ImportOptions options) => (Shown, Home, Options) = (shown, home, options);

    /// <summary>What was given, in a word or two.</summary>
    public string Shown { get; }

    /// <summary>The community it belongs to.</summary>
    public ImportHome Home { get; }

    /// <summary>How to read it.</summary>
    public ImportOptions Options { get; }

    /// <summary>The file, or the folder of several.</summary>
    public string Path { get; private set; } = "";

    /// <summary>Stores what a form brought.</summary>
    /// <exception cref="InvalidInputException">It brought no file, or a time zone that is none.</exception>
    public static async Task<Upload> Receive(IFormFileCollection files, ImportHome home, string? zone, bool includePrivate, CancellationToken stop)
    {
        var given = files.Where(file => file.Length > 0).ToList();
        if (given.Count == 0)
        {
            throw new InvalidInputException("No file came with the form, or an empty one.", "file", "Choose an archive to import.");
        }
        var upload = new Upload(
            given.Count == 1 ? NameOf(given[0], 0) : $"{given.Count} files", home,
            new ImportOptions(Typed.OrNull(zone) is { } name ? Zones.Find(name) : null, includePrivate));
        try
        {
            await upload.Store(given, stop);
            return upload;
        }
        catch
        {
            upload.Dispose();
            throw;
        }
    }

    public void Dispose() => folder.Delete(recursive: true);

    private async Task Store(List<IFormFile> files, CancellationToken stop)
    {
        // The folder of several files is called by what people will see in the list of sources.
        var home = files.Count == 1 ? folder : folder.CreateSubdirectory(Shown);
        for (var i = 0; i < files.Count; i++)
        {
            Path = Free(home, NameOf(files[i], i));
            await using var file = new FileStream(Path, FileMode.CreateNew);
            await files[i].CopyToAsync(file, stop);
        }
        Path = files.Count == 1 ? Path : home.FullName;
    }

    // Of two of one name, from two folders, the second lies in a folder of its own, which no file is called like.
    private static string Free(DirectoryInfo home, string name)
    {
        var place = home.FullName;
        for (var more = 2; File.Exists(place) || System.IO.Path.Exists(System.IO.Path.Combine(place, name)); more++)
        {
            place = System.IO.Path.Combine(home.FullName, $"{more}");
        }
        Directory.CreateDirectory(place);
        return System.IO.Path.Combine(place, name);
    }

    // Formats look at names (the day of a log, .gz): they are kept, but for what leads elsewhere.
    private static string NameOf(IFormFile file, int number)
    {
        var name = System.IO.Path.GetFileName(file.FileName.Replace('\\', '/'));
        var clean = new string([.. name.Where(c => !char.IsControl(c) && !System.IO.Path.GetInvalidFileNameChars().Contains(c)).Take(120)]);
        return clean is "" or "." or ".." ? $"file {number + 1}" : clean;
    }
}
