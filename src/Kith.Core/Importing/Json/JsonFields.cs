using System.Buffers.Text;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;

namespace Kith.Importing.Json;

/// <summary>Reads members of a JSON object that may hold anything: a wrong type is as good as a missing member.</summary>
public static class JsonFields
{
    /// <summary>The member, or an undefined element.</summary>
    public static JsonElement Field(this JsonElement value, string name)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            return default;
        }
        try
        {
            return value.TryGetProperty(name, out var field) ? field : default;
        }
        catch (InvalidOperationException)
        {
            // Another member's name holds half a character, which the library can't compare.
            return value.EnumerateObject().LastOrDefault(member => NameOf(member) == name).Value;
        }
    }

    /// <summary>The member's text, a number's digits included; null if there is none. Never holds NUL or half a character.</summary>
    public static string? Text(this JsonElement value, string name) => value.Field(name).AsText();

    /// <summary>The text itself; a number's digits; null for anything else.</summary>
    public static string? AsText(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => Decode(JsonMarshal.GetRawUtf8Value(value)[1..^1]),
        JsonValueKind.Number => Encoding.ASCII.GetString(JsonMarshal.GetRawUtf8Value(value)),
        _ => null,
    };

    /// <summary>The member's text if it has one that is not blank, trimmed.</summary>
    public static string? Named(this JsonElement value, string name) =>
        value.Text(name)?.Trim() is { Length: > 0 } text ? text : null;

    /// <summary>The member as a number, from a number or from digits in quotes; null if it is none.</summary>
    public static double? Number(this JsonElement value, string name) =>
        value.Field(name).Digits() is { IsEmpty: false } raw && Utf8Parser.TryParse(raw, out double number, out var used) && used == raw.Length && double.IsFinite(number) ? number : null;

    /// <summary>The member as a whole number of the kind that numbers things; null if it is none.</summary>
    public static long? Id(this JsonElement value, string name) =>
        value.Field(name).Digits() is { IsEmpty: false } raw && Utf8Parser.TryParse(raw, out long number, out var used) && used == raw.Length && number >= 0 ? number : null;

    /// <summary>Whether the member is true, or a number that is not 0.</summary>
    public static bool Flag(this JsonElement value, string name) =>
        value.Field(name).ValueKind == JsonValueKind.True || value.Number(name) is { } number && number != 0;

    /// <summary>The elements of the member; none if it is no array.</summary>
    public static JsonElement.ArrayEnumerator Items(this JsonElement value, string name) =>
        value.Field(name) is { ValueKind: JsonValueKind.Array } array ? array.EnumerateArray() : default;

    /// <summary>The member's name.</summary>
    public static string NameOf(JsonProperty member) => Decode(JsonMarshal.GetRawUtf8PropertyName(member));

    /// <summary>Decodes what stands between the quotes of a JSON text; bad bytes and lone halves of characters become U+FFFD, NUL is left out.</summary>
    public static string Decode(ReadOnlySpan<byte> raw) =>
        raw.Contains((byte)'\\') || raw.Contains((byte)0) ? Unescape(raw) : Encoding.UTF8.GetString(raw);

    // A number's, or what stands in quotes; nothing for anything else.
    private static ReadOnlySpan<byte> Digits(this JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => JsonMarshal.GetRawUtf8Value(value),
        JsonValueKind.String => JsonMarshal.GetRawUtf8Value(value)[1..^1],
        _ => [],
    };

    private static string Unescape(ReadOnlySpan<byte> raw)
    {
        var rented = raw.Length <= 512 ? null : System.Buffers.ArrayPool<char>.Shared.Rent(raw.Length);
        var text = rented ?? stackalloc char[512];
        var length = 0;
        while (!raw.IsEmpty)
        {
            var plain = raw.IndexOf((byte)'\\');
            plain = plain < 0 ? raw.Length : plain;
            length += Encoding.UTF8.GetChars(raw[..plain], text[length..]);
            raw = raw[plain..];
            if (!raw.IsEmpty)
            {
                raw = raw[Escape(raw, out text[length++])..];
            }
        }
        var result = new string(Mended(text[..length]));
        if (rented is not null)
        {
            System.Buffers.ArrayPool<char>.Shared.Return(rented);
        }
        return result;
    }

    // Bytes used by the escape at the start of raw.
    private static int Escape(ReadOnlySpan<byte> raw, out char character)
    {
        character = raw.Length < 2 ? '\uFFFD' : raw[1] switch
        {
            (byte)'n' => '\n',
            (byte)'t' => '\t',
            (byte)'r' => '\r',
            (byte)'b' => '\b',
            (byte)'f' => '\f',
            (byte)'u' => raw.Length >= 6 && Utf8Parser.TryParse(raw.Slice(2, 4), out ushort unit, out var used, 'x') && used == 4 ? (char)unit : '\uFFFD',
            var other => (char)other,
        };
        return Math.Min(raw.Length, raw.Length >= 2 && raw[1] == (byte)'u' ? 6 : 2);
    }

    private static ReadOnlySpan<char> Mended(Span<char> text)
    {
        if (!text.ContainsAnyInRange('\uD800', '\uDFFF') && !text.Contains('\0'))
        {
            return text;
        }
        var kept = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (c == '\0')
            {
                continue;
            }
            if (char.IsSurrogate(c))
            {
                if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                {
                    text[kept++] = c;
                    c = text[++i];
                }
                else
                {
                    c = '\uFFFD';
                }
            }
            text[kept++] = c;
        }
        return text[..kept];
    }
}
