namespace Kith.Evaluation;

/// <summary>What was named to be measured on is there, and is what it should be.</summary>
internal static class DataPath
{
    /// <summary>A file.</summary>
    /// <param name="path">As typed.</param>
    /// <param name="right">What would be right, in a sentence.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static void MustBeFile(string path, string right)
    {
        if (!File.Exists(path))
        {
            throw new InvalidInputException(Directory.Exists(path) ? $"{path} is a folder." : $"There is no file {path}.", path, right);
        }
    }

    /// <summary>A folder.</summary>
    /// <param name="path">As typed.</param>
    /// <param name="right">What would be right, in a sentence.</param>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static void MustBeFolder(string path, string right)
    {
        if (!Directory.Exists(path))
        {
            throw new InvalidInputException(File.Exists(path) ? $"{path} is no folder." : $"There is no folder {path}.", path, right);
        }
    }
}
