using System.Buffers;
using System.Text;

namespace Kith.Importing.Json;

/// <summary>How the framing of one JSON value ended.</summary>
internal enum Frame
{
    /// <summary>The value is whole and in the buffer.</summary>
    Whole,

    /// <summary>Passed over: longer than a row may be.</summary>
    TooLong,

    /// <summary>Passed over: nested deeper than <see cref="JsonScanner.MaxDepth"/>.</summary>
    TooDeep,

    /// <summary>The file ends inside it.</summary>
    Cut,

    /// <summary>Its brackets don't match: nothing after it can be trusted.</summary>
    Broken,
}

/// <summary>
/// Finds where JSON values begin and end, without holding more than one of them. Looks only at quotes and brackets, which is
/// several times faster than tokenizing; what is inside is checked by whoever parses the value.
/// </summary>
internal sealed class JsonScanner(ArchiveFile file) : IDisposable
{
    /// <summary>Levels of brackets in one row.</summary>
    public const int MaxDepth = 64;

    /// <summary>Bytes in one row.</summary>
    public const int MaxLength = 16 << 20;

    private static readonly SearchValues<byte> ScalarEnd = SearchValues.Create(",]} \t\r\n"u8);
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);

    private Stream? stream;
    private byte[] buffer = ArrayPool<byte>.Shared.Rent(1 << 16);
    private int start, end;

    /// <summary>Line on which the next byte stands, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <inheritdoc/>
    public void Dispose()
    {
        stream?.Dispose();
        ArrayPool<byte>.Shared.Return(buffer);
        buffer = [];
    }

    /// <summary>The next byte that is no white space, without taking it; -1 at the end of the file.</summary>
    public int Peek()
    {
        while (true)
        {
            var blanks = buffer.AsSpan(start, end - start).IndexOfAnyExcept(Blanks);
            if (blanks >= 0)
            {
                Drop(blanks);
                return buffer[start];
            }
            Drop(end - start);
            if (!Fill())
            {
                return -1;
            }
        }
    }

    /// <summary>Takes the byte that was peeked at.</summary>
    public void Take() => start++;

    /// <summary>Frames the value that begins at the byte peeked at and takes it, keeping its bytes or not.</summary>
    /// <param name="keep">Whether the bytes are wanted.</param>
    /// <param name="value">The bytes, valid until the next call.</param>
    public Frame Value(bool keep, out ReadOnlyMemory<byte> value)
    {
        var (length, result) = buffer[start] is (byte)'"' or (byte)'{' or (byte)'[' ? Nested(keep) : Scalar();
        value = buffer.AsMemory(start, result == Frame.Whole ? length : 0);
        Drop(length);
        return result;
    }

    private (int Length, Frame Result) Scalar()
    {
        var at = 0;
        while (true)
        {
            var stop = buffer.AsSpan(start + at, end - start - at).IndexOfAny(ScalarEnd);
            if (stop >= 0)
            {
                return at + stop == 0 ? (1, Frame.Broken) : (at + stop, Frame.Whole);
            }
            at = end - start;
            if (at > MaxDepth * 1024)
            {
                return (at, Frame.Broken);
            }
            if (!Fill())
            {
                return (at, Frame.Whole);
            }
        }
    }

    private (int Length, Frame Result) Nested(bool keep)
    {
        var at = 0;
        var brackets = new JsonBrackets();
        var tooLong = false;
        while (!brackets.Closed)
        {
            tooLong |= keep && at > MaxLength;
            if (!keep || tooLong || brackets.TooDeep)
            {
                at -= DropUpTo(at);
            }
            if (at >= end - start && !Fill())
            {
                return (end - start, Frame.Cut);
            }
            if (at < end - start && !brackets.Pass(buffer.AsSpan(start + at, end - start - at), ref at))
            {
                return (at, Frame.Broken);
            }
        }
        return (at, brackets.TooDeep ? Frame.TooDeep : keep && (tooLong || at > MaxLength) ? Frame.TooLong : Frame.Whole);
    }

    // What is not kept, or has proved too long or too deep, is dropped as it passes.
    private int DropUpTo(int count)
    {
        var passed = Math.Min(count, end - start);
        Drop(passed);
        return passed;
    }

    private void Drop(int count)
    {
        Line += buffer.AsSpan(start, count).Count((byte)'\n');
        start += count;
    }

    // False at the end of the file. Bytes from start on are kept.
    private bool Fill()
    {
        if (stream is null)
        {
            stream = file.Open();
            return More() && SkipMark();
        }
        return More();
    }

    private bool More()
    {
        if (start > 0)
        {
            buffer.AsSpan(start, end - start).CopyTo(buffer);
            (start, end) = (0, end - start);
        }
        if (end == buffer.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan().CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            buffer = larger;
        }
        var got = stream!.Read(buffer, end, buffer.Length - end);
        end += got;
        return got > 0;
    }

    // A byte order mark; and UTF-16, which some editors save, is turned into UTF-8 on the way.
    private bool SkipMark()
    {
        while (end < 3 && More())
        {
        }
        var head = buffer.AsSpan(0, end);
        var encoding = head switch
        {
            [0xff, 0xfe, ..] or [not 0, 0, ..] => Encoding.Unicode,
            [0xfe, 0xff, ..] or [0, not 0, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (encoding is not null)
        {
            stream!.Dispose();
            stream = Encoding.CreateTranscodingStream(file.Open(), encoding, Encoding.UTF8);
            (start, end) = (0, 0);
            while (end < 3 && More())
            {
            }
        }
        start = buffer.AsSpan(0, end).StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        return end > start;
    }
}
