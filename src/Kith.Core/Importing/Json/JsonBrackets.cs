using System.Buffers;

namespace Kith.Importing.Json;

/// <summary>Follows quotes and brackets from the first byte of a JSON value to its last.</summary>
internal struct JsonBrackets
{
    private static readonly SearchValues<byte> Structure = SearchValues.Create("\"{}[]"u8);
    private static readonly SearchValues<byte> Quotes = SearchValues.Create("\"\\"u8);

    // A bit a level: whether it is an object. Levels beyond the deepest allowed are only counted.
    private ulong objects;
    private int depth;
    private bool begun, inText;

    /// <summary>Whether the value has ended.</summary>
    public readonly bool Closed => begun && depth == 0 && !inText;

    /// <summary>Whether it was nested deeper than <see cref="JsonScanner.MaxDepth"/>.</summary>
    public bool TooDeep { get; private set; }

    /// <summary>Passes the next mark, or all bytes if there is none. False if a bracket does not match.</summary>
    /// <param name="bytes">What comes next.</param>
    /// <param name="at">Grows by the number of bytes passed; by one more than there are, if the last one escapes the next.</param>
    public bool Pass(ReadOnlySpan<byte> bytes, ref int at)
    {
        var stop = bytes.IndexOfAny(inText ? Quotes : Structure);
        if (stop < 0)
        {
            at += bytes.Length;
            return true;
        }
        begun = true;
        at += stop + 1;
        switch (bytes[stop])
        {
            case (byte)'\\':
                at++;
                return true;
            case (byte)'"':
                inText = !inText;
                return true;
            case (byte)'{' or (byte)'[':
                Open(bytes[stop] == (byte)'{');
                return true;
            default:
                return Close(bytes[stop] == (byte)'}');
        }
    }

    private void Open(bool isObject)
    {
        TooDeep |= depth >= JsonScanner.MaxDepth;
        objects = depth < JsonScanner.MaxDepth ? (objects << 1) | (isObject ? 1u : 0u) : objects;
        depth++;
    }

    private bool Close(bool isObject)
    {
        depth--;
        if (depth >= JsonScanner.MaxDepth)
        {
            return true;
        }
        var matches = depth >= 0 && (objects & 1) == 1 == isObject;
        objects >>= 1;
        return matches;
    }
}
