using System.Text;
using Kith.Importing.Markdown;

namespace Kith.Importing.Html;

/// <summary>
/// Tables in HTML. Those with headings become tables; the others, which mail uses for layout, become lines.
/// </summary>
internal sealed class HtmlTable(MarkdownWriter writer)
{
    private readonly StringBuilder rule = new();
    private int level, rows;
    private bool data, inRow, inCell;

    /// <summary>Forgets what is open.</summary>
    public void Clear() => (level, rows, data, inRow, inCell) = (0, 0, false, false, false);

    /// <summary>A start tag of a table or in one.</summary>
    public void Open(ref HtmlReader reader, ReadOnlySpan<char> tag)
    {
        if (tag is "table" && ++level == 1)
        {
            writer.Break(Gap.Block);
            // The headings come first, or not at all.
            data = reader.Rest[..Math.Min(reader.Rest.Length, 400)].Contains("<th", StringComparison.OrdinalIgnoreCase);
            rows = 0;
        }
        else if (level == 1 && data)
        {
            Cell(ref reader, tag);
        }
        else if (tag is "tr" or "caption")
        {
            writer.Break(Gap.Line);
        }
        else
        {
            writer.Space();
        }
    }

    /// <summary>An end tag of a table or in one.</summary>
    public void Close(ReadOnlySpan<char> tag)
    {
        if (tag is "table" && level > 0)
        {
            if (--level == 0)
            {
                EndRow();
                writer.Break(Gap.Block);
            }
        }
        else if (level == 1 && data && tag is "tr")
        {
            EndRow();
        }
        else if (level == 1 && data)
        {
            EndCell();
        }
        else
        {
            writer.Space();
        }
    }

    private void Cell(ref HtmlReader reader, ReadOnlySpan<char> tag)
    {
        if (tag is "tr")
        {
            EndRow();
            StartRow();
        }
        else if (tag is "td" or "th")
        {
            EndCell();
            if (!inRow)
            {
                StartRow();
            }
            rule.Append(Alignment(reader.Attributes));
            writer.Space();
            inCell = true;
        }
    }

    private void StartRow()
    {
        writer.Break(rows == 0 ? Gap.Block : Gap.Item);
        writer.Start("|");
        (inRow, writer.InCell) = (true, true);
        rule.Clear().Append('|');
    }

    private void EndCell()
    {
        if (inCell)
        {
            writer.EndInlines();
            writer.Space();
            writer.Raw("|");
            inCell = false;
        }
    }

    private void EndRow()
    {
        EndCell();
        if (!inRow)
        {
            return;
        }
        (inRow, writer.InCell) = (false, false);
        writer.Break(Gap.Item);
        if (rows++ == 0)
        {
            writer.Start(rule.ToString());
            writer.Break(Gap.Item);
        }
    }

    private static string Alignment(ReadOnlySpan<char> attributes) =>
        attributes.Contains("right", StringComparison.OrdinalIgnoreCase) ? " --: |"
        : attributes.Contains("center", StringComparison.OrdinalIgnoreCase) ? " :-: |"
        : " --- |";
}
