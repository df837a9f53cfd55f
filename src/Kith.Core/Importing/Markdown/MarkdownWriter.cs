using System.Buffers;
using System.Net;
using Kith.Importing.Html;

namespace Kith.Importing.Markdown;

/// <summary>What stands inside a line.</summary>
internal enum Inline
{
    Emphasis,
    Strong,
    Strike,
    Link,
}

/// <summary>
/// Puts CommonMark together: emphasis that never opens without words, blanks run together, and an escape only where a
/// character would otherwise mean something.
/// </summary>
internal sealed class MarkdownWriter
{
    private static readonly SearchValues<char> Special = SearchValues.Create(MarkdownEscapes.Special + "\n\r\t\f\u00A0\0");

    private readonly MarkdownLines lines = new();
    private readonly List<(Inline Kind, string Target, bool Written)> inlines = [];
    private bool space;

    /// <summary>Whether this is a cell of a table: bars are escaped.</summary>
    public bool InCell { get; set; }

    /// <summary>Whether there are several dollar signs, which could be taken for a formula.</summary>
    public bool MayHoldFormulas { get; set; }

    /// <summary>Whether everything stays on one line.</summary>
    public bool Flat => InCell || lines.InHeading;

    /// <summary>Whether this is inside a quote.</summary>
    public bool Quoting => lines.Quoting;

    /// <summary>Whether this text has been written.</summary>
    public bool Holds(ReadOnlySpan<char> text) => lines.Holds(text);

    /// <summary>Hands out what was written and starts afresh.</summary>
    public string Finish()
    {
        EndInlines();
        (space, InCell) = (false, false);
        return lines.Finish();
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
        lines.Break(wanted);
    }

    /// <summary>A line break; two of them part paragraphs.</summary>
    public void LineBreak() => Break(lines.Due ? Gap.Block : Gap.Line);

    /// <summary>Opens a block: see <see cref="MarkdownLines.Enter"/>.</summary>
    public void Enter(Block kind, string marker, string prefix)
    {
        if (!Flat)
        {
            lines.Enter(kind, marker, prefix);
        }
    }

    /// <summary>Closes a block: see <see cref="MarkdownLines.Leave"/>.</summary>
    public bool Leave(Block kind)
    {
        Suspend();
        return lines.Leave(kind);
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
        lines.Tighten();
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
            lines.Append(markdown);
        }
    }

    /// <summary>Markdown that begins a line, outside of all emphasis.</summary>
    public void Start(ReadOnlySpan<char> markdown)
    {
        Suspend();
        if (lines.Due)
        {
            lines.Begin();
        }
        space = false;
        lines.Append(markdown);
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
        Start(fence);
        lines.Append(language);
        foreach (var line in code.EnumerateLines())
        {
            lines.Next(blank: line.IsEmpty);
            lines.Append(line);
        }
        lines.Next(blank: false);
        lines.Append(fence);
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
        if (InLink && code.ContainsAny('[', ']'))
        {
            // A bracket in code can't be escaped, and would end the link.
            Text(WebUtility.HtmlEncode(code.ToString()));
            return;
        }
        var ticks = LongestRun(code) + 1;
        var padding = code[0] == '`' || code[^1] == '`' || (code[0] == ' ' && code[^1] == ' ') ? 1 : 0;
        Ready();
        lines.Append('`', ticks);
        lines.Append(' ', padding);
        foreach (var c in code)
        {
            lines.Append('\\', c == '|' && InCell ? 1 : 0);
            lines.Append(c is '\n' or '\r' ? ' ' : c);
        }
        lines.Append(' ', padding);
        lines.Append('`', ticks);
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
            var (used, count) = (1, 1);
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
                var guard = lines.AtStart ? MarkdownEscapes.Guard(trimmed) : lines.Last == ']' && trimmed[0] is '(' or ':' ? 0 : -1;
                lines.Append(guard < 0 ? default : trimmed[..guard]);
                lines.Append('\\', guard < 0 ? 0 : 1);
                lines.Append(guard < 0 ? trimmed : trimmed[guard..]);
                space = true;
            }
        }
        space = words[^1] == ' ';
    }

    private void Character(char c, ReadOnlySpan<char> rest)
    {
        if (c is '\n' or '\r' or '\t' or '\f' or '\u00A0' or ' ')
        {
            space = true;
        }
        else if (c != '\0')
        {
            Ready();
            var place = new MarkdownPlace(lines.AtStart, InLink, inlines.Count > 0, InCell, MayHoldFormulas);
            lines.Append('\\', MarkdownEscapes.Means(c, lines.Last, rest, place) ? 1 : 0);
            lines.Append(c);
        }
    }

    private bool InLink => inlines.Exists(each => each.Kind == Inline.Link);

    // Writes what was put off: the gap, a blank, emphasis.
    private void Ready()
    {
        if (lines.Due)
        {
            lines.Begin();
        }
        if (space && !lines.AtStart)
        {
            lines.Append(' ');
        }
        space = false;
        for (var i = 0; i < inlines.Count; i++)
        {
            if (!inlines[i].Written)
            {
                lines.Append(inlines[i].Kind switch { Inline.Emphasis => "*", Inline.Strong => "**", Inline.Strike => "~~", _ => "[" });
                inlines[i] = inlines[i] with { Written = true };
            }
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
            lines.Append(kind switch { Inline.Emphasis => "*", Inline.Strong => "**", Inline.Strike => "~~", _ => $"]({target})" });
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
}
