using System.Buffers;
using Kith.Importing.Text;

namespace Kith.Importing.Calendars;

/// <summary>The content lines of a calendar (RFC 5545, 3.1), streamed: folded lines are joined as bytes, because software folds within letters.</summary>
internal sealed class CalendarLines(ArchiveFile file) : IDisposable
{
    private readonly ByteLines lines = new(file);
    private readonly ArrayBufferWriter<byte> joined = new();
    private bool isAhead;

    /// <summary>Number of its first line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line; null if there is an <see cref="Issue"/>, or if it is none.</summary>
    public ContentLine? Line { get; private set; }

    /// <summary>Why there is no line here; null if there is one.</summary>
    public ImportIssue? Issue { get; private set; }

    /// <summary>Goes to the next line or issue; false at the end.</summary>
    public bool Read()
    {
        if (!isAhead && !lines.Read())
        {
            return false;
        }
        (Number, Issue, Line, isAhead) = (lines.Number, lines.Issue, null, false);
        if (Issue is not null)
        {
            return true;
        }
        joined.ResetWrittenCount();
        joined.Write(lines.Line);
        while (isAhead = lines.Read())
        {
            if (lines.Issue is not null || lines.Line is not [(byte)' ' or (byte)'\t', .. var rest])
            {
                break;
            }
            if (joined.WrittenCount + rest.Length <= ByteLines.Longest)
            {
                joined.Write(rest);
            }
        }
        Line = ContentLine.Of(TextEncoding.Decode(joined.WrittenSpan));
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => lines.Dispose();
}
