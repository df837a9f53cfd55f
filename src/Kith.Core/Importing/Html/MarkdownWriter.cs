using System.Buffers;

namespace Kith.Importing.Html;

/// <summary>What stands between two pieces of Markdown; the greater one wins.</summary>
internal enum Gap
{
    None,

    /// <summary>A line break inside a paragraph.</summary>
    Line,

    /// <summary>A new line, as between the items of a list.</summary>
    Item,

    /// <summary>A blank line.</summary>
    Block,
}

/// <summary>What has lines of its own.</summary>
internal enum Block
{
    Quote,
    Item,
    Heading,
}

/// <summary>What stands inside a line.</summary>
internal enum Inline
{
    Emphasis,
    Strong,
    Strike,
    Link,
}

/// <summary>
/// Puts CommonMark together: gaps, prefixes of quotes and lists, emphasis that never opens without words, and an escape only
/// where a character would otherwise mean something.
/// </summary>
internal sealed class MarkdownWriter
{
    // Prefixes are written on every line: without a bound, nesting would blow a message up.
    private const int MaxNesting = 12;

    private static readonly SearchValues<char> Special = SearchValues.Create("\\`*_[]<&~$|\n\r\t\f\u00A0\0");
    private static readonly SearchValues<char> LineMarks = SearchValues.Create("#>-+=0123456789");

    private readonly List<Container> containers = [];
    private readonly List<(Inline Kind, string Target, bool Written)> inlines = [];
    private char[] output = new char[4096];
    private int length;
    private Gap gap;
    private bool space, lineStart;

    /// <summary>Whether this is a cell of a table: bars are escaped.</summary>
    public bool InCell { get; set; }

    /// <summary>Whether everything stays on one line.</summary>
    public bool Flat => InCell || (containers.Count > 0 && containers[^1].Kind == Block.Heading);

    /// <summary>Whether this is inside a quote.</summary>
    public bool Quoting => containers.Exists(each => each.Kind == Block.Quote);

    /// <summary>Whether this text has been written.</summary>
    public bool Holds(ReadOnlySpan<char> text) => output.AsSpan(0, length).IndexOf(text) >= 0;

    /// <summary>Hands out what was written and starts afresh.</summary>
    public string Finish()
    {
        Suspend();
        var text = new string(output, 0, length);
        containers.Clear();
        inlines.Clear();
        (length, gap, space, lineStart, InCell) = (0, Gap.None, false, false, false);
        return text;
    }

    /// <summary>At least this gap before what is written next.</summary>
    public void Break(Gap wanted)
    {
        if (Flat)
        {
            space = true;
            return;
        }
        if (wanted > Gap.Line)
        {
            Suspend();
        }
        gap = wanted > gap ? wanted : gap;
    }

    /// <summary>A line break; two of them part paragraphs.</summary>
    public void LineBreak() => Break(gap == Gap.None ? Gap.Line : Gap.Block);

    /// <summary>Opens a block.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="marker">Stands before its first line.</param>
    /// <param name="prefix">Stands before the others.</param>
    public void Enter(Block kind, string marker, string prefix)
    {
        if (!Flat && containers.Count < MaxNesting)
        {
            containers.Add(new Container(kind, marker, prefix));
        }
    }

    /// <summary>Closes the innermost block of this kind, with all that is open in it; nothing if there is none.</summary>
    public void Leave(Block kind)
    {
        var index = containers.FindLastIndex(each => each.Kind == kind);
        if (index >= 0)
        {
            Suspend();
            containers.RemoveRange(index, containers.Count - index);
        }
    }

    /// <summary>Replaces the gap: items of one list stay together.</summary>
    public void Tighten()
    {
        if (Flat)
        {
            space = true;
            return;
        }
        Suspend();
        gap = length == 0 ? Gap.None : Gap.Item;
    }

    /// <summary>Opens emphasis or a link; nothing is written until words come.</summary>
    public void Open(Inline kind, string target = "")
    {
        if (!inlines.Exists(each => each.Kind == kind))
        {
            inlines.Add((kind, target, false));
        }
    }

    /// <summary>Closes it, if it is open.</summary>
    public void Close(Inline kind)
    {
        var index = inlines.FindLastIndex(each => each.Kind == kind);
        if (index < 0)
        {
            return;
        }
        for (var i = inlines.Count - 1; i >= index; i--)
        {
            End(i);
        }
        inlines.RemoveAt(index);
    }

    /// <summary>Closes all emphasis and links for good.</summary>
    public void EndInlines()
    {
        Suspend();
        inlines.Clear();
    }

    /// <summary>A blank between words.</summary>
    public void Space() => space = true;

    /// <summary>Markdown as it is.</summary>
    public void Raw(ReadOnlySpan<char> markdown)
    {
        if (!markdown.IsEmpty)
        {
            Ready();
            Append(markdown);
        }
    }

    /// <summary>A block whose lines are kept as they are.</summary>
    public void Fenced(string language, ReadOnlySpan<char> code)
    {
        if (Flat)
        {
            Code(code);
            return;
        }
        Break(Gap.Block);
        var fence = new string('`', Math.Max(3, LongestRun(code) + 1));
        Raw(fence);
        Append(language);
        foreach (var line in code.EnumerateLines())
        {
            NextLine(blank: line.IsEmpty);
            Append(line);
        }
        NextLine(blank: false);
        Append(fence);
        Break(Gap.Block);
    }

    /// <summary>Code inside a line.</summary>
    public void Code(ReadOnlySpan<char> code)
    {
        if (code.IsWhiteSpace())
        {
            space |= !code.IsEmpty;
            return;
        }
        var run = LongestRun(code);
        var padded = code[0] == '`' || code[^1] == '`' || (code[0] == ' ' && code[^1] == ' ');
        Ready();
        Append('`', run + 1);
        Append(' ', padded ? 1 : 0);
        foreach (var c in code)
        {
            if (c == '|' && InCell)
            {
                Append("\\");
            }
            Append(c is '\n' or '\r' ? ' ' : c, 1);
        }
        Append(' ', padded ? 1 : 0);
        Append('`', run + 1);
    }

    /// <summary>Text as it stands in HTML: blanks run together, entities are decoded, what would be markup is escaped.</summary>
    public void Text(ReadOnlySpan<char> text)
    {
        Span<char> decoded = stackalloc char[2];
        while (!text.IsEmpty)
        {
            var stop = text.IndexOfAny(Special);
            if (stop != 0)
            {
                Words(stop < 0 ? text : text[..stop]);
                text = stop < 0 ? default : text[stop..];
                continue;
            }
            var used = 1;
            var count = 1;
            decoded[0] = text[0];
            if (text[0] == '&')
            {
                used = HtmlEntities.Decode(text, decoded, out count);
            }
            text = text[used..];
            for (var i = 0; i < count; i++)
            {
                Character(decoded[i], text);
            }
        }
    }

    private void Words(ReadOnlySpan<char> words)
    {
        space |= words[0] == ' ';
        foreach (var part in words.Split("  "))
        {
            var trimmed = words[part].Trim(' ');
            if (!trimmed.IsEmpty)
            {
                Ready();
                Append(lineStart ? Guarded(trimmed) : trimmed);
                space = true;
            }
        }
        space = words[^1] == ' ';
    }

    // At the start of a line these would begin a heading, a quote, a list or underline a heading.
    private ReadOnlySpan<char> Guarded(ReadOnlySpan<char> words)
    {
        var mark = words[0];
        if (!LineMarks.Contains(mark))
        {
            return words;
        }
        var same = words.IndexOfAnyExcept(mark);
        var digits = words.IndexOfAnyExceptInRange('0', '9');
        var guard = mark switch
        {
            '>' => 0,
            '#' => same is < 0 or <= 6 && (same < 0 || words[same] == ' ') ? 0 : -1,
            '-' or '+' or '=' => same < 0 || words[same] == ' ' ? 0 : -1,
            _ => digits is > 0 and < 10 && words[digits] is '.' or ')' && (digits + 1 == words.Length || words[digits + 1] == ' ') ? digits : -1,
        };
        if (guard < 0)
        {
            return words;
        }
        Append(words[..guard]);
        Append("\\");
        return words[guard..];
    }

    private void Character(char c, ReadOnlySpan<char> rest)
    {
        if (c is '\n' or '\r' or '\t' or '\f' or '\u00A0' or ' ')
        {
            space = true;
            return;
        }
        if (c == '\0')
        {
            return;
        }
        Ready();
        if (Means(c, length > 0 ? output[length - 1] : '\n', rest))
        {
            Append("\\");
        }
        Append(c, 1);
    }

    // Whether the character would be read as markup between these neighbours; the end of the text may be followed by anything.
    private bool Means(char c, char before, ReadOnlySpan<char> rest)
    {
        var next = rest.IsEmpty ? '\0' : rest[0];
        return c switch
        {
            '`' => true,
            '\\' => next == '\0' || char.IsAsciiLetterOrDigit(next) is false && char.IsAscii(next) && !char.IsWhiteSpace(next),
            '*' => lineStart || !(char.IsWhiteSpace(before) && char.IsWhiteSpace(next)),
            '_' => !(char.IsLetterOrDigit(before) && char.IsLetterOrDigit(next)) && !(char.IsWhiteSpace(before) && char.IsWhiteSpace(next)),
            '[' => InLink,
            ']' => InLink || next is '(' or '[' or ':' or '\0',
            '<' => next is '/' or '!' or '?' or '\0' || char.IsAsciiLetter(next),
            '>' or '#' or '+' or '-' or '=' => lineStart,
            '&' => rest[..Math.Min(rest.Length, 32)].Contains(';'),
            '~' or '$' => before == c || next == c,
            '|' => InCell,
            _ => false,
        };
    }

    private bool InLink => inlines.Exists(each => each.Kind == Inline.Link);

    // Writes what was put off: the gap, a blank, emphasis.
    private void Ready()
    {
        if (gap != Gap.None || length == 0)
        {
            Fill();
        }
        if (space && !lineStart)
        {
            Append(" ");
        }
        space = false;
        for (var i = 0; i < inlines.Count; i++)
        {
            if (!inlines[i].Written)
            {
                Append(inlines[i].Kind switch { Inline.Emphasis => "*", Inline.Strong => "**", Inline.Strike => "~~", _ => "[" });
                inlines[i] = inlines[i] with { Written = true };
            }
        }
    }

    private void Fill()
    {
        if (length > 0)
        {
            Append(gap == Gap.Line ? "  \n" : "\n");
            if (gap == Gap.Block)
            {
                Prefixes(blank: true);
                Append("\n");
            }
        }
        Prefixes(blank: false);
        (gap, space, lineStart) = (Gap.None, false, true);
    }

    private void NextLine(bool blank)
    {
        Append("\n");
        Prefixes(blank);
    }

    private void Prefixes(bool blank)
    {
        foreach (var container in containers)
        {
            if (blank && !container.Begun)
            {
                break;
            }
            Append(container.Begun ? container.Prefix : container.Marker);
            container.Begun = true;
        }
        while (blank && length > 0 && output[length - 1] == ' ')
        {
            length--;
        }
    }

    // Emphasis does not reach over blocks: it is closed here and opened again with the next words. A link is not.
    private void Suspend()
    {
        for (var i = inlines.Count - 1; i >= 0; i--)
        {
            End(i);
        }
        inlines.RemoveAll(each => each.Kind == Inline.Link);
    }

    private void End(int index)
    {
        var (kind, target, written) = inlines[index];
        if (written)
        {
            Append(kind switch { Inline.Emphasis => "*", Inline.Strong => "**", Inline.Strike => "~~", _ => "](" });
            if (kind == Inline.Link)
            {
                Append(target);
                Append(")");
            }
            inlines[index] = (kind, target, false);
        }
    }

    private static int LongestRun(ReadOnlySpan<char> code)
    {
        var longest = 0;
        for (var i = code.IndexOf('`'); i >= 0;)
        {
            code = code[i..];
            var run = code.IndexOfAnyExcept('`');
            run = run < 0 ? code.Length : run;
            longest = Math.Max(longest, run);
            code = code[run..];
            i = code.IndexOf('`');
        }
        return longest;
    }

    private void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(output.AsSpan(length));
        length += text.Length;
        lineStart &= text.IsEmpty;
    }

    private void Append(char c, int count)
    {
        Reserve(count);
        output.AsSpan(length, count).Fill(c);
        length += count;
        lineStart &= count == 0;
    }

    private void Reserve(int more)
    {
        if (length + more > output.Length)
        {
            Array.Resize(ref output, Math.Max(output.Length * 2, length + more));
        }
    }

    private sealed class Container(Block kind, string marker, string prefix)
    {
        public Block Kind { get; } = kind;

        public string Marker { get; } = marker;

        public string Prefix { get; } = prefix;

        public bool Begun { get; set; }
    }
}
