namespace Kith.Importing.Text;

/// <summary>
/// The lines of a file as bytes, streamed: memory does not grow with the file. A line over <see cref="Longest"/> is skipped,
/// and whatever keeps the file from being read to its end is told, once, as an <see cref="Issue"/>.
/// </summary>
internal sealed class ByteLines(ArchiveFile file) : IDisposable
{
    /// <summary>The longest line that is read, in bytes.</summary>
    public const int Longest = 1 << 20;

    private readonly byte[] buffer = new byte[1 << 16];
    private byte[] line = new byte[1 << 12];
    private Stream? stream;
    private int from, until, length;
    private bool tooLong, whole, ended;

    /// <summary>Number of the line, from 1.</summary>
    public long Number { get; private set; }

    /// <summary>The line without its end, until the next call of <see cref="Read"/>.</summary>
    public ReadOnlySpan<byte> Line => line.AsSpan(0, length > 0 && line[length - 1] == '\r' ? length - 1 : length);

    /// <summary>Why there is no line here; null if there is one.</summary>
    public ImportIssue? Issue { get; private set; }

    /// <summary>Whether the file could not be read to its end.</summary>
    public bool IsBroken { get; private set; }

    /// <summary>Goes to the next line, or to the next issue; false at the end.</summary>
    public bool Read()
    {
        (length, tooLong, Issue, whole) = (0, false, null, false);
        var any = false;
        while (!whole && Fill())
        {
            any = true;
            Take();
        }
        if (Issue is not null)
        {
            Number++;
            return true;
        }
        if (!any)
        {
            return false;
        }
        Number++;
        if (tooLong)
        {
            length = 0;
            Issue = new ImportIssue(file.Path, Number, $"The line is longer than {Longest / (1 << 20)} MB and was skipped; break it into shorter lines.");
        }
        return true;
    }

    /// <inheritdoc/>
    public void Dispose() => stream?.Dispose();

    private void Take()
    {
        var rest = buffer.AsSpan(from, until - from);
        var end = rest.IndexOf((byte)'\n');
        var part = end < 0 ? rest : rest[..end];
        from += end < 0 ? part.Length : end + 1;
        whole = end >= 0;
        if (tooLong |= length + part.Length > Longest)
        {
            return;
        }
        if (length + part.Length > line.Length)
        {
            Array.Resize(ref line, Math.Max(length + part.Length, line.Length * 2));
        }
        part.CopyTo(line.AsSpan(length));
        length += part.Length;
    }

    private bool Fill()
    {
        if (from < until)
        {
            return true;
        }
        if (ended)
        {
            return false;
        }
        try
        {
            stream ??= TextEncoding.Open(file);
            (from, until) = (0, stream.Read(buffer));
            ended = until == 0;
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            (ended, IsBroken, until) = (true, true, 0);
            Issue = new ImportIssue(file.Path, Number + 1, $"The file can't be read on from here: {e.Message.TrimEnd('.')}; what stands before it was read.");
        }
        return !ended;
    }
}
