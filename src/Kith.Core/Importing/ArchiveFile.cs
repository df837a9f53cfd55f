namespace Kith.Importing;

/// <summary>One file of an archive.</summary>
/// <param name="Path">Inside the archive, with forward slashes.</param>
/// <param name="Length">In bytes, unpacked; -1 if not known before reading.</param>
/// <param name="Open">Opens it for reading from the start, unpacked; may be called again. What can't be opened or unpacked
/// throws <see cref="InvalidDataException"/>, here or while it is read.</param>
public sealed record ArchiveFile(string Path, long Length, Func<Stream> Open)
{
    /// <summary>The last part of the path.</summary>
    public string Name => Path[(Path.LastIndexOf('/') + 1)..];

    /// <summary>The first bytes, fewer if the file is shorter; empty if it can't be unpacked.</summary>
    public byte[] Head(int count = 4096)
    {
        try
        {
            using var stream = Open();
            var head = new byte[count];
            return head[..stream.ReadAtLeast(head, count, throwOnEndOfStream: false)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }

    /// <summary>The last bytes, fewer if the file is shorter; empty if it can't be unpacked.</summary>
    public byte[] Tail(int count)
    {
        try
        {
            using var stream = Open();
            if (stream.CanSeek)
            {
                stream.Seek(-Math.Min(count, stream.Length), SeekOrigin.End);
            }
            var (before, last, length) = (Array.Empty<byte>(), new byte[count], count);
            while ((length = stream.ReadAtLeast(last, count, throwOnEndOfStream: false)) == count)
            {
                (before, last) = (last, before.Length == count ? before : new byte[count]);
            }
            return [.. before.AsSpan(Math.Min(length, before.Length)), .. last.AsSpan(0, length)];
        }
        catch (InvalidDataException)
        {
            return [];
        }
    }
}
