using System.Globalization;
using System.Text;

namespace Kith.Importing.Html;

/// <summary>What stands in HTML elements that are taken as text: code, formulas, signs.</summary>
internal sealed class HtmlCode
{
    private char[] text = new char[1024];
    private int length;
    private string noted = "";

    /// <summary>Language of the last block, a single word; empty if not known.</summary>
    public string Language { get; private set; } = "";

    /// <summary>Notes the language that the element around the next block gives.</summary>
    public void Note(ReadOnlySpan<char> language) => noted = Word(language);

    /// <summary>Text of the current element on one line, entities decoded.</summary>
    public ReadOnlySpan<char> Inside(ref HtmlReader reader)
    {
        Collect(ref reader, reader.Text);
        return text.AsSpan(0, length);
    }

    /// <summary>Lines of the current element, without the first and last line break.</summary>
    public ReadOnlySpan<char> Block(ref HtmlReader reader)
    {
        (Language, noted) = (noted.Length > 0 ? noted : FromClass(reader.Attribute("class")), "");
        Collect(ref reader, reader.Text);
        var block = text.AsSpan(0, length).TrimEnd();
        return block.StartsWith("\r\n") ? block[2..] : block.StartsWith("\n") ? block[1..] : block;
    }

    /// <summary>The formula as it was typed, from a KaTeX element.</summary>
    public ReadOnlySpan<char> Tex(ref HtmlReader reader)
    {
        var name = reader.Text;
        length = 0;
        var inside = false;
        for (var depth = 1; depth > 0 && reader.Next();)
        {
            if (reader.Kind == HtmlToken.Text)
            {
                if (inside)
                {
                    Add(reader.Text);
                }
                continue;
            }
            var step = reader.Kind == HtmlToken.Open ? 1 : -1;
            depth += reader.Text.SequenceEqual(name) ? step : 0;
            inside = reader.Text is "annotation" && step > 0;
        }
        return text.AsSpan(0, length).Trim();
    }

    /// <summary>The character of a class such as <c>emoji-1f1f3-1f1f1</c>; empty if it names none.</summary>
    public static string Emoji(ReadOnlySpan<char> kind)
    {
        var from = kind.IndexOf("emoji-");
        if (from < 0)
        {
            return "";
        }
        var codes = kind[(from + 6)..];
        var end = codes.IndexOf(' ');
        var sign = new StringBuilder();
        foreach (var part in (end < 0 ? codes : codes[..end]).Split('-'))
        {
            var code = (end < 0 ? codes : codes[..end])[part];
            if (!int.TryParse(code, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var value) || !Rune.IsValid(value) || value < 32 || sign.Length > 30)
            {
                return "";
            }
            sign.Append(new Rune(value).ToString());
        }
        return sign.ToString();
    }

    private void Collect(ref HtmlReader reader, ReadOnlySpan<char> name)
    {
        length = 0;
        while (reader.Next())
        {
            if (reader.Kind == HtmlToken.Text)
            {
                Add(reader.Text);
            }
            else if (reader.Kind == HtmlToken.Close && reader.Text.SequenceEqual(name))
            {
                return;
            }
            else if (reader.Text is "br")
            {
                Add("\n");
            }
            else if (reader.Kind == HtmlToken.Open && reader.Text is "code" && Language.Length == 0)
            {
                Language = FromClass(reader.Attribute("class"));
            }
        }
    }

    private void Add(ReadOnlySpan<char> more)
    {
        // A decoded entity is never longer than the entity, except for an ampersand's room for two.
        if (length + more.Length + 1 > text.Length)
        {
            Array.Resize(ref text, Math.Max(text.Length * 2, length + more.Length + 1));
        }
        while (!more.IsEmpty)
        {
            var plain = more.IndexOf('&');
            plain = plain < 0 ? more.Length : plain;
            more[..plain].CopyTo(text.AsSpan(length));
            length += plain;
            more = more[plain..];
            if (!more.IsEmpty)
            {
                more = more[HtmlEntities.Decode(more, text.AsSpan(length), out var used)..];
                length += used;
            }
        }
    }

    private static string FromClass(ReadOnlySpan<char> kind)
    {
        var from = kind.IndexOf("language-");
        return from < 0 ? "" : Word(kind[(from + 9)..]);
    }

    // Only what may stand after a fence.
    private static string Word(ReadOnlySpan<char> language)
    {
        var end = 0;
        while (end < language.Length && end < 40 && (char.IsAsciiLetterOrDigit(language[end]) || language[end] is '+' or '#' or '-' or '.' or '_'))
        {
            end++;
        }
        return language[..end].ToString();
    }
}
