namespace Kith.Expertise;

/// <summary>Tells what an author wrote from what was quoted or is signed below: nobody knows what they only quote.</summary>
public static class OwnWords
{
    /// <summary>The text without quoted lines and without what follows a signature mark; written to <paramref name="buffer"/> (as long as the text) where they differ.</summary>
    public static ReadOnlySpan<char> Of(ReadOnlySpan<char> text, Span<char> buffer)
    {
        if (!text.Contains('>') && !text.Contains("\n-- ", StringComparison.Ordinal))
        {
            return text;
        }
        var length = 0;
        foreach (var line in text.EnumerateLines())
        {
            if (line is "-- " or "--")
            {
                break;
            }
            if (!line.TrimStart().StartsWith('>'))
            {
                line.CopyTo(buffer[length..]);
                length += line.Length;
                if (length < buffer.Length)
                {
                    buffer[length++] = '\n';
                }
            }
        }
        return buffer[..length];
    }
}
