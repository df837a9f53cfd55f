using System.Text.RegularExpressions;

namespace Kith.Importing.Text;

/// <summary>What a file says, short enough to stand in a sentence.</summary>
internal static partial class InSentence
{
    /// <summary>The text on one line, cut if it is longer than <paramref name="most"/> characters.</summary>
    public static string Of(string text, int most = 40)
    {
        var line = Spaces().Replace(text.Length > most * 4 ? text[..(most * 4)] : text, " ").Trim();
        var end = Math.Min(most, line.Length);
        return line.Length <= most ? line : $"{line[..(char.IsHighSurrogate(line[end - 1]) ? end - 1 : end)]}…";
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
