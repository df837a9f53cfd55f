namespace Kith.Importing.Markdown;

/// <summary>Parts of typed Markdown that must be left alone when something around them is changed.</summary>
internal static class MarkdownSource
{
    /// <summary>Length of the code span at the start; of the ticks alone, if it is never closed.</summary>
    public static int CodeSpan(ReadOnlySpan<char> text)
    {
        var ticks = Run(text);
        for (var i = ticks; i < text.Length;)
        {
            var next = text[i..].IndexOf('`');
            if (next < 0)
            {
                break;
            }
            i += next;
            var length = Run(text[i..]);
            if (length == ticks)
            {
                return i + ticks;
            }
            i += length;
        }
        return ticks;
    }

    /// <summary>Length of the address whose <c>://</c> is at the start.</summary>
    public static int Address(ReadOnlySpan<char> text) => text.IndexOfAny(" \t") is var end and > 0 ? end : text.Length;

    /// <summary>
    /// Whether the angle bracket at the start would be read as an HTML tag. There is no HTML in chats: what looks like a tag is words.
    /// </summary>
    public static bool LooksLikeTag(ReadOnlySpan<char> text) =>
        text.Length > 1 && (char.IsAsciiLetter(text[1]) || text[1] is '/' or '!' or '?') && !text[1..].StartsWith("http") && !text[1..].StartsWith("mailto:");

    /// <summary>The line without an indent that would make code of it; in chats an indent is only that, but for lists.</summary>
    public static ReadOnlySpan<char> Unindented(ReadOnlySpan<char> line)
    {
        var text = line.TrimStart();
        return text.Length > 1 && (text[0] is '-' or '*' or '+' && text[1] == ' ' || char.IsAsciiDigit(text[0])) ? line : text;
    }

    private static int Run(ReadOnlySpan<char> text) => text.IndexOfAnyExcept('`') is var run and >= 0 ? run : text.Length;
}
