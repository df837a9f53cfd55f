namespace Kith.Evaluation;

/// <summary>Reads rows of two words with blanks, a comma or a semicolon between; lines that begin with # or % are remarks.</summary>
internal static class PairRows
{
    private static readonly char[] Separators = [' ', '\t', ',', ';'];

    /// <summary>All rows, in the order of the file.</summary>
    /// <exception cref="InvalidInputException">There is no such file, or a row has no two words.</exception>
    public static List<(string One, string Other)> Read(string path)
    {
        DataPath.MustBeFile(path, "Right would be a file of rows with two words each.");
        var rows = new List<(string, string)>();
        var line = 0;
        foreach (var text in File.ReadLines(path))
        {
            line++;
            if (string.IsNullOrWhiteSpace(text) || text[0] is '#' or '%')
            {
                continue;
            }
            var words = text.Split(Separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            rows.Add(words.Length >= 2 ? (words[0], words[1])
                : throw new InvalidInputException($"Line {line} has no two words.", $"{path}, line {line}", "Right would be two words with a blank between."));
        }
        return rows;
    }
}
