using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace Kith.Importing.Text;

/// <summary>Text of unknown encoding. Files are UTF-8 or, by their first bytes, UTF-16; what is not valid UTF-8 is taken for Windows-1252.</summary>
internal static class TextEncoding
{
    private static readonly SearchValues<char> Control = SearchValues.Create(
        [.. Enumerable.Range(0, 32).Select(i => (char)i).Where(c => c != '\t' && c != '\n'), '\u007f', '\ufeff']);

    /// <summary>What Latin-1 text mostly is: it also has the quotes and dashes of Windows.</summary>
    public static Encoding Western { get; } = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    /// <summary>Opens a file as bytes of UTF-8 (or of a western encoding, see <see cref="Decode"/>).</summary>
    public static Stream Open(ArchiveFile file)
    {
        var stream = file.Open();
        var head = new byte[512];
        int read;
        try
        {
            read = stream.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        }
        finally
        {
            stream.Dispose();
        }
        var encoding = Wide(head.AsSpan(0, read));
        return encoding is null ? file.Open() : Encoding.CreateTranscodingStream(file.Open(), encoding, Encoding.UTF8);
    }

    /// <summary>The words in these bytes, without control characters.</summary>
    public static string Decode(ReadOnlySpan<byte> bytes) =>
        Clean((Utf8.IsValid(bytes) ? Encoding.UTF8 : Western).GetString(bytes));

    /// <summary>The text without control characters (a NUL can't be stored) and without the colours of IRC; tabs and line feeds stay.</summary>
    public static string Clean(string text)
    {
        var at = text.AsSpan().IndexOfAny(Control);
        if (at < 0)
        {
            return text;
        }
        var clean = new StringBuilder(text.Length).Append(text, 0, at);
        for (; at < text.Length; at++)
        {
            if (text[at] == '\u0003')
            {
                at += ColourLength(text.AsSpan(at + 1));
            }
            else if (!Control.Contains(text[at]))
            {
                clean.Append(text[at]);
            }
        }
        return clean.ToString();
    }

    // ^C, then up to two digits for the foreground and after a comma up to two for the background.
    private static int ColourLength(ReadOnlySpan<char> after)
    {
        var front = Digits(after);
        var back = front > 0 && front < after.Length && after[front] == ',' ? Digits(after[(front + 1)..]) : 0;
        return back > 0 ? front + 1 + back : front;
    }

    private static int Digits(ReadOnlySpan<char> text) =>
        text.Length > 0 && char.IsAsciiDigit(text[0]) ? text.Length > 1 && char.IsAsciiDigit(text[1]) ? 2 : 1 : 0;

    private static Encoding? Wide(ReadOnlySpan<byte> head) => head switch
    {
        [0xff, 0xfe, ..] => Encoding.Unicode,
        [0xfe, 0xff, ..] => Encoding.BigEndianUnicode,
        _ when Zeros(head, 1) > 0.4 && Zeros(head, 0) < 0.1 => Encoding.Unicode,
        _ when Zeros(head, 0) > 0.4 && Zeros(head, 1) < 0.1 => Encoding.BigEndianUnicode,
        _ => null,
    };

    // Latin letters in UTF-16 have a zero in every second byte.
    private static double Zeros(ReadOnlySpan<byte> head, int offset)
    {
        var zeros = 0;
        for (var i = offset; i < head.Length; i += 2)
        {
            zeros += head[i] == 0 ? 1 : 0;
        }
        return head.Length < 8 ? 0 : zeros / (head.Length / 2.0);
    }
}
