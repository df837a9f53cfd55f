namespace Kith.Importing.Json;

/// <summary>Looks for a member all over a file without parsing it: many times faster where one number is wanted.</summary>
internal static class JsonFind
{
    private const int Following = 32;

    /// <summary>The bytes after each occurrence, up to 32 of them, valid until the next is asked for. A file that breaks off ends early.</summary>
    public static IEnumerable<ReadOnlyMemory<byte>> After(ArchiveFile file, byte[] member)
    {
        var buffer = new byte[1 << 18];
        var (length, got) = (0, 1);
        using var stream = Open(file);
        while (got > 0)
        {
            got = Read(stream, buffer, length);
            length += got;
            var from = 0;
            // What stands near the end is looked at again when more has come.
            for (int found; (found = buffer.AsSpan(from, length - from).IndexOf(member)) >= 0 && (got == 0 || from + found + member.Length + Following <= length);)
            {
                from += found + member.Length;
                yield return buffer.AsMemory(from, Math.Min(Following, length - from));
            }
            var kept = Math.Min(length - from, member.Length + Following);
            buffer.AsSpan(length - kept, kept).CopyTo(buffer);
            length = kept;
        }
    }

    private static Stream Open(ArchiveFile file)
    {
        try
        {
            return file.Open();
        }
        catch (InvalidDataException)
        {
            return Stream.Null;
        }
    }

    private static int Read(Stream stream, byte[] buffer, int from)
    {
        try
        {
            return stream.Read(buffer, from, buffer.Length - from);
        }
        catch (InvalidDataException)
        {
            return 0;
        }
    }
}
