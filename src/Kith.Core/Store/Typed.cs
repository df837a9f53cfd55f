using System.Text;

namespace Kith.Store;

/// <summary>What people typed, as it can be kept and shown beside what others typed. Pure.</summary>
public static class Typed
{
    /// <summary>Whether a character turns the direction of all that follows (Unicode Standard Annex 9): the words of others too.</summary>
    public static bool Turns(int c) => c is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>One line that says something, such as a name or a title, without characters that nobody sees: with them it passes for another.</summary>
    /// <exception cref="InvalidInputException">It is empty or too long.</exception>
    public static string Line(string? text, int most, string where) =>
        Checked(Visible(text), most, where) is { Length: > 0 } line ? line : throw new InvalidInputException($"The {where} is empty.", where, "Write a few words.");

    /// <summary>Any text, also none: without control characters, and empty where nothing in it would be seen.</summary>
    /// <exception cref="InvalidInputException">It is too long.</exception>
    public static string Text(string? text, int most, string where)
    {
        // Half of a surrogate pair can't be kept: it becomes the replacement character.
        var clean = new StringBuilder();
        var shows = false;
        foreach (var rune in (text ?? "").ReplaceLineEndings("\n").EnumerateRunes().Where(rune => !Turns(rune.Value) && (!Rune.IsControl(rune) || rune.Value is '\n' or '\t')))
        {
            clean.Append(rune);
            shows = shows || !(Rune.IsWhiteSpace(rune) || Joins(rune.Value) || Hides(rune.Value));
        }
        return shows ? Checked(clean.ToString().Trim(), most, where) : "";
    }

    /// <summary>What stands in a field that may be left empty, without spaces around it; null where nothing does.</summary>
    public static string? OrNull(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>A line as people see it, spaces around it or doubled left out.</summary>
    public static string Visible(string? text)
    {
        var (seen, last) = (new StringBuilder(), 0);
        foreach (var rune in (text ?? "").EnumerateRunes().Where(rune => !Turns(rune.Value) && !Hides(rune.Value)))
        {
            if (!Joins(rune.Value) || last > LastLatin)
            {
                seen.Append(Rune.IsControl(rune) || Rune.IsWhiteSpace(rune) ? ' ' : rune.ToString());
                last = rune.Value;
            }
        }
        return string.Join(' ', seen.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>The beginning of a text, not longer than so many characters; no pair of surrogates is cut in two.</summary>
    public static string Cut(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    private const int LastLatin = 0x024F;

    // They shape letters of Persian, Hindi and others, and join emoji; after a Latin letter they do nothing.
    private static bool Joins(int c) => c is (>= 0x200C and <= 0x200F) or 0x061C;

    // Soft hyphen, zero-width space, word joiner and its kind, fillers, the byte order mark, tags of languages.
    private static bool Hides(int c) => c is 0x00AD or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180E or 0x200B or (>= 0x2060 and <= 0x2064) or (>= 0x206A and <= 0x206F)
        or 0x2800 or 0x3164 or 0xFEFF or 0xFFA0 or (>= 0xFFF9 and <= 0xFFFB) or 0xE0001;

    private static string Checked(string clean, int most, string where) =>
        clean.Length <= most ? clean : throw new InvalidInputException($"The {where} has {clean.Length:N0} characters.", where, $"Keep it to {most:N0}.");
}
