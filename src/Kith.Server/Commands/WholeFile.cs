using System.IO.Compression;

namespace Kith.Server.Commands;

/// <summary>A file that a command writes: it is there whole or not at all.</summary>
internal static class WholeFile
{
    /// <summary>Writes one in place of what stands there; packed where the name ends in <c>.gz</c>.</summary>
    /// <param name="path">Where.</param>
    /// <param name="option">By which option it was named.</param>
    /// <param name="write">Writes the text, and says what it wrote.</param>
    /// <exception cref="InvalidInputException">No file can be written there.</exception>
    public static T Write<T>(string path, string option, Func<TextWriter, T> write)
    {
        if (Directory.Exists(path))
        {
            throw new InvalidInputException($"{path} is a folder.", option, "Give a file in a folder that you may write to.");
        }
        var partial = path + ".part";
        try
        {
            T written;
            using (var file = new StreamWriter(Opened(partial, path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))))
            {
                written = write(file);
            }
            File.Move(partial, path, overwrite: true);
            return written;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new InvalidInputException($"{path} can't be written: {e.Message.TrimEnd('.')}.", option, "Give a file in a folder that you may write to.");
        }
        finally
        {
            if (File.Exists(partial))
            {
                File.Delete(partial);
            }
        }
    }

    private static Stream Opened(string path, bool packed)
    {
        var file = File.Create(path);
        return packed ? new GZipStream(file, CompressionLevel.Optimal) : file;
    }
}
