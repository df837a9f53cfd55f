namespace Kith.Importing.Text;

/// <summary>The lines of a text file as <see cref="ByteLines"/> reads them, decoded and clean.</summary>
internal sealed class TextLines(ArchiveFile file) : IDisposable
{
    private const int HeadLength = 1 << 16;

    private readonly ByteLines bytes = new(file);

    /// <summary>Number of the line, from 1.</summary>
    public long Number => bytes.Number;

    /// <summary>The line; empty if there is an <see cref="Issue"/>.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Why there is no line here; null if there is one.</summary>
    public ImportIssue? Issue => bytes.Issue;

    /// <summary>Goes to the next line or issue; false at the end.</summary>
    public bool Read()
    {
        var more = bytes.Read();
        Text = more && Issue is null ? TextEncoding.Decode(bytes.Line) : "";
        return more;
    }

    /// <summary>The first lines of a file, none if it can't be read: for telling what it is.</summary>
    public static IReadOnlyList<string> Head(ArchiveFile file, int count = 60)
    {
        using var lines = new TextLines(file);
        var (read, length) = (new List<string>(), 0);
        while (read.Count < count && length < HeadLength && lines.Read())
        {
            read.Add(lines.Text);
            length += lines.Text.Length;
        }
        return read;
    }

    /// <inheritdoc/>
    public void Dispose() => bytes.Dispose();
}
