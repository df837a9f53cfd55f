using System.Buffers;

namespace Kith.Importing.Html;

/// <summary>What <see cref="HtmlReader"/> stands on.</summary>
internal enum HtmlToken
{
    /// <summary>Text, entities not yet decoded.</summary>
    Text,

    /// <summary>A start tag.</summary>
    Open,

    /// <summary>An end tag.</summary>
    Close,
}

/// <summary>
/// Reads HTML tag by tag in one pass, whatever it is given. Our own because a document tree for every message is ten times
/// too slow for importing archives, and pages never show what comes out without sanitizing.
/// </summary>
internal ref struct HtmlReader(ReadOnlySpan<char> html)
{
    private static readonly SearchValues<char> TagStops = SearchValues.Create(">\"'");
    private static readonly SearchValues<char> NameStops = SearchValues.Create(" \t\r\n\f/");

    private readonly ReadOnlySpan<char> html = html;
    private int at;
    private bool noMoreTags;

    /// <summary>Kind of the current token.</summary>
    public HtmlToken Kind { get; private set; }

    /// <summary>Of text: the text. Of a tag: its name, as written.</summary>
    public ReadOnlySpan<char> Text { get; private set; }

    /// <summary>Of a start tag: what stands after its name.</summary>
    public ReadOnlySpan<char> Attributes { get; private set; }

    /// <summary>What has not been read yet.</summary>
    public readonly ReadOnlySpan<char> Rest => html[at..];

    /// <summary>Goes on to the next token; false at the end.</summary>
    public bool Next()
    {
        while (at < html.Length)
        {
            var text = noMoreTags ? -1 : html[at..].IndexOf('<');
            if (text != 0)
            {
                var length = text < 0 ? html.Length - at : text;
                return Plain(length);
            }
            if (Tag())
            {
                return true;
            }
        }
        return false;
    }

    /// <summary>Value of an attribute of the current tag, entities not decoded; empty if it has none.</summary>
    public readonly ReadOnlySpan<char> Attribute(ReadOnlySpan<char> name)
    {
        var rest = Attributes;
        while (true)
        {
            var found = rest.IndexOf(name, StringComparison.OrdinalIgnoreCase);
            if (found < 0)
            {
                return default;
            }
            var before = found == 0 ? ' ' : rest[found - 1];
            rest = rest[(found + name.Length)..];
            var value = rest.TrimStart();
            if (before is ' ' or '\n' or '\t' or '\r' or '"' or '\'' && value.StartsWith('='))
            {
                return Value(value[1..].TrimStart());
            }
        }
    }

    /// <summary>Passes over the element whose start tag is current, up to and with its end tag.</summary>
    public void Skip()
    {
        var name = Text;
        for (var depth = 1; depth > 0 && Next();)
        {
            if (Kind != HtmlToken.Text && Text.Equals(name, StringComparison.OrdinalIgnoreCase))
            {
                depth += Kind == HtmlToken.Open ? 1 : -1;
            }
        }
    }

    private static ReadOnlySpan<char> Value(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('"' or '\''))
        {
            var stop = text.IndexOfAny(NameStops);
            return stop < 0 ? text : text[..stop];
        }
        var end = text[1..].IndexOf(text[0]);
        return end < 0 ? text[1..] : text.Slice(1, end);
    }

    // Stands on "<". False if that was nothing to hand out.
    private bool Tag()
    {
        var next = at + 1 < html.Length ? html[at + 1] : ' ';
        if (next == '!' || next == '?')
        {
            return Declaration();
        }
        var close = next == '/';
        var from = at + (close ? 2 : 1);
        if (from >= html.Length || !char.IsAsciiLetter(html[from]) || TagEnd(from) is not (>= 0 and var end))
        {
            var rest = html[(at + 1)..].IndexOf('<');
            return Plain(rest < 0 ? html.Length - at : rest + 1);
        }
        var tag = html[from..end].TrimEnd('/');
        var name = tag.IndexOfAny(NameStops);
        Kind = close ? HtmlToken.Close : HtmlToken.Open;
        Text = name < 0 ? tag : tag[..name];
        Attributes = name < 0 ? default : tag[name..];
        at = end + 1;
        return true;
    }

    private bool Plain(int length)
    {
        Kind = HtmlToken.Text;
        Text = html.Slice(at, length);
        at += length;
        return true;
    }

    // Position of the ">" that ends the tag, quotes respected where they are closed; -1 if there is none.
    private int TagEnd(int from)
    {
        var i = from;
        while (true)
        {
            var stop = html[i..].IndexOfAny(TagStops);
            if (stop >= 0 && html[i + stop] == '>')
            {
                return i + stop;
            }
            var closing = stop < 0 ? -1 : html[(i + stop + 1)..].IndexOf(html[i + stop]);
            if (closing < 0)
            {
                var any = html[from..].IndexOf('>');
                noMoreTags = any < 0;
                return any < 0 ? -1 : from + any;
            }
            i += stop + closing + 2;
        }
    }

    private bool Declaration()
    {
        var rest = html[at..];
        var (mark, length) = rest.StartsWith("<!--") ? ("-->", 3) : (">", 1);
        var end = rest.IndexOf(mark);
        at = end < 0 ? html.Length : at + end + length;
        return false;
    }
}
