using System.Buffers;

namespace Kith.Importing.Markdown;

/// <summary>Where a character of a text stands; decides whether it would be read as markup.</summary>
/// <param name="LineStart">Whether it is the first of its line.</param>
/// <param name="InLink">Whether it is inside a link's text.</param>
/// <param name="InEmphasis">Whether it is inside emphasis of any kind.</param>
/// <param name="InCell">Whether it is in a cell of a table.</param>
/// <param name="Dollars">Whether there are other dollar signs with which it could make a formula.</param>
internal readonly record struct MarkdownPlace(bool LineStart, bool InLink, bool InEmphasis, bool InCell, bool Dollars);

/// <summary>What has to be escaped so that a text reads the same as Markdown (CommonMark, tables, strikethrough, formulas).</summary>
internal static class MarkdownEscapes
{
    private static readonly SearchValues<char> LineMarks = SearchValues.Create("#>-+=0123456789");
    private static readonly SearchValues<char> Alphanumeric = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    /// <summary>Characters that may need an escape anywhere in a line.</summary>
    public const string Special = "\\`*_[]<&~$|";

    /// <summary>Whether one of <see cref="Special"/> would be read as markup. The end of the text may be followed by anything.</summary>
    public static bool Means(char c, char before, ReadOnlySpan<char> rest, MarkdownPlace place)
    {
        var next = rest.IsEmpty ? '\0' : rest[0];
        return c switch
        {
            '`' => true,
            '\\' => !char.IsLetterOrDigit(next),
            '*' => place.LineStart || place.InEmphasis || !(char.IsWhiteSpace(before) && char.IsWhiteSpace(next)),
            '_' => place.LineStart || (!(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(next)) && !(char.IsWhiteSpace(before) && char.IsWhiteSpace(next))),
            '[' => place.InLink || before == ']' || (place.LineStart && !rest.Contains(']')),
            ']' => place.InLink,
            '(' or ':' => before == ']',
            '<' => next is '/' or '!' or '?' or '\0' || char.IsAsciiLetter(next),
            '>' or '#' or '+' or '-' or '=' => place.LineStart,
            '&' => BeginsEntity(rest),
            '~' => before == c || next == c || place.InEmphasis,
            '$' => before == c || next == c || (place.Dollars && !char.IsLetterOrDigit(before)),
            '|' => place.InCell,
            _ => false,
        };
    }

    /// <summary>
    /// Where words that begin a line need an escape, so that they begin no heading, quote or list and underline nothing; -1 if nowhere.
    /// </summary>
    public static int Guard(ReadOnlySpan<char> words)
    {
        var mark = words[0];
        if (!LineMarks.Contains(mark))
        {
            return -1;
        }
        var same = words.IndexOfAnyExcept(mark);
        var alone = same < 0 || words[same] == ' ';
        var digits = words.IndexOfAnyExceptInRange('0', '9');
        return mark switch
        {
            '>' => 0,
            '#' => alone && same <= 6 ? 0 : -1,
            '-' or '+' or '=' => alone ? 0 : -1,
            _ => digits is > 0 and < 10 && words[digits] is '.' or ')' && (digits + 1 == words.Length || words[digits + 1] == ' ') ? digits : -1,
        };
    }

    private static bool BeginsEntity(ReadOnlySpan<char> rest)
    {
        var end = rest[..Math.Min(rest.Length, 32)].IndexOf(';');
        return end > 0 && (rest[0] == '#' || rest[..end].IndexOfAnyExcept(Alphanumeric) < 0);
    }
}
