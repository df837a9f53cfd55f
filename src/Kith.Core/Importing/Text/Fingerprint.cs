namespace Kith.Importing.Text;

/// <summary>
/// Keys for messages of sources that give none: from what the message itself says, never from its place in the file, so that
/// a longer export gives the same keys.
/// </summary>
internal sealed class Fingerprint
{
    private readonly Dictionary<string, int> seen = new(StringComparer.Ordinal);

    /// <summary>The same key for the same <paramref name="stem"/> the first time, and with its number among equals after that.</summary>
    public string Next(string stem)
    {
        var before = seen.GetValueOrDefault(stem);
        seen[stem] = before + 1;
        return before == 0 ? stem : $"{stem}-{before + 1}";
    }

    /// <summary>Starts to count equals anew, when no more are to be expected.</summary>
    public void Forget() => seen.Clear();

    /// <summary>Sixteen hexadecimal digits of a text.</summary>
    public static string Of(ReadOnlySpan<char> text) => Hash(text).ToString("x16");

    /// <summary>A number for a text: FNV-1a (Fowler, Noll, Vo 1991) over its UTF-16 code units, the same on every machine.</summary>
    public static ulong Hash(ReadOnlySpan<char> text)
    {
        var hash = 14695981039346656037UL;
        foreach (var c in text)
        {
            hash = (hash ^ c) * 1099511628211UL;
        }
        return hash;
    }
}
