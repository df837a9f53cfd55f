namespace Kith.Importing.Markdown;

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

/// <summary>The lines of a Markdown text: the gaps between them and the prefixes of quotes, items and headings.</summary>
internal sealed class MarkdownLines
{
    // Prefixes are written on every line: without a bound, nesting would blow a message up.
    private const int MaxNesting = 12;

    private readonly List<Container> containers = [];
    private char[] output = new char[4096];
    private int length;
    private Gap gap;

    /// <summary>Whether nothing but prefixes stands on the line so far.</summary>
    public bool AtStart { get; private set; }

    /// <summary>Whether a line has to be begun before something is written.</summary>
    public bool Due => gap != Gap.None || length == 0;

    /// <summary>The last character written; a line break if there is none.</summary>
    public char Last => length > 0 ? output[length - 1] : '\n';

    /// <summary>Whether this is a heading, which has but one line.</summary>
    public bool InHeading => containers.Count > 0 && containers[^1].Kind == Block.Heading;

    /// <summary>Whether this is inside a quote.</summary>
    public bool Quoting => containers.Exists(each => each.Kind == Block.Quote);

    /// <summary>Whether this text has been written.</summary>
    public bool Holds(ReadOnlySpan<char> text) => output.AsSpan(0, length).IndexOf(text) >= 0;

    /// <summary>Hands out what was written and starts afresh.</summary>
    public string Finish()
    {
        var text = new string(output, 0, length);
        containers.Clear();
        (length, gap, AtStart) = (0, Gap.None, false);
        return text;
    }

    /// <summary>At least this gap before what is written next.</summary>
    public void Break(Gap wanted) => gap = wanted > gap ? wanted : gap;

    /// <summary>Replaces the gap: items of one list stay together.</summary>
    public void Tighten() => gap = length == 0 ? Gap.None : Gap.Item;

    /// <summary>Opens a block.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="marker">Stands before its first line.</param>
    /// <param name="prefix">Stands before the others.</param>
    public void Enter(Block kind, string marker, string prefix)
    {
        if (containers.Count < MaxNesting)
        {
            containers.Add(new Container(kind, marker, prefix));
        }
    }

    /// <summary>Closes the innermost block of this kind, with all that is open in it. False if there is none or nothing was written in it.</summary>
    public bool Leave(Block kind)
    {
        var index = containers.FindLastIndex(each => each.Kind == kind);
        if (index < 0)
        {
            return false;
        }
        if (kind == Block.Heading && Last == '#' && (length < 2 || output[length - 2] != '\\'))
        {
            // It would be taken for the end of the heading.
            length--;
            Append("\\#");
        }
        var begun = containers[index].Begun;
        containers.RemoveRange(index, containers.Count - index);
        return begun;
    }

    /// <summary>Begins a line, after the gap that is due.</summary>
    public void Begin()
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
        (gap, AtStart) = (Gap.None, true);
    }

    /// <summary>Begins a line right below.</summary>
    /// <param name="blank">Whether nothing follows on it.</param>
    public void Next(bool blank)
    {
        Append("\n");
        Prefixes(blank);
    }

    /// <summary>Writes on the line.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        Reserve(text.Length);
        text.CopyTo(output.AsSpan(length));
        length += text.Length;
        AtStart &= text.IsEmpty;
    }

    /// <summary>Writes a character, once or several times.</summary>
    public void Append(char c, int count = 1)
    {
        Reserve(count);
        output.AsSpan(length, count).Fill(c);
        length += count;
        AtStart &= count == 0;
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
