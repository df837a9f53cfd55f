using Kith.Importing.Markdown;

namespace Kith.Importing.Html;

/// <summary>Lists in HTML, with or without end tags.</summary>
internal sealed class HtmlLists(MarkdownWriter writer)
{
    private readonly List<(long Next, bool Ordered, bool InItem)> open = [];

    /// <summary>Forgets what is open.</summary>
    public void Clear() => open.Clear();

    /// <summary>A list begins.</summary>
    /// <param name="start">An asterisk for bullets; else the first number, which may be missing.</param>
    public void Open(ReadOnlySpan<char> start)
    {
        // CommonMark numbers have at most nine digits.
        var first = int.TryParse(start, out var number) && number is >= 0 and < 900_000_000 ? number : 1;
        // A list inside an item stays close to it, unless it could not begin there.
        if (first == 1 && open.Count > 0 && open[^1].InItem)
        {
            writer.Tighten();
        }
        else
        {
            writer.Break(Gap.Block);
        }
        open.Add((first, start is not "*", false));
    }

    /// <summary>An item begins.</summary>
    public void Item()
    {
        if (open.Count == 0)
        {
            Open("*");
        }
        EndItem();
        var (next, ordered, _) = open[^1];
        writer.Break(Gap.Item);
        var marker = ordered ? $"{next}. " : "- ";
        writer.Enter(Block.Item, marker, new string(' ', marker.Length));
        open[^1] = (next, ordered, true);
    }

    /// <summary>An item ends.</summary>
    public void EndItem()
    {
        if (open.Count > 0 && open[^1].InItem)
        {
            // An item without words is not shown, and not counted.
            var shown = writer.Leave(Block.Item);
            writer.Tighten();
            open[^1] = open[^1] with { InItem = false, Next = open[^1].Next + (shown ? 1 : 0) };
        }
    }

    /// <summary>A list ends.</summary>
    public void Close()
    {
        if (open.Count > 0)
        {
            EndItem();
            open.RemoveAt(open.Count - 1);
            writer.Break(Gap.Block);
        }
    }
}
