using System.Globalization;
using System.Net;

namespace Kith.Importing.Html;

/// <summary>Entities such as <c>&amp;lt;</c>.</summary>
internal static class HtmlEntities
{
    private const int Longest = 32;

    /// <summary>Decodes the entity at the start of <paramref name="text"/>, which begins with <c>&amp;</c>.</summary>
    /// <param name="text">Text from the ampersand on.</param>
    /// <param name="decoded">Room for two characters.</param>
    /// <param name="length">How many of them were used.</param>
    /// <returns>How many characters of the text it takes; 1 for an ampersand that begins no entity.</returns>
    public static int Decode(ReadOnlySpan<char> text, Span<char> decoded, out int length)
    {
        length = 1;
        decoded[0] = '&';
        var end = text[..Math.Min(text.Length, Longest)].IndexOf(';');
        if (end < 2)
        {
            return 1;
        }
        var name = text[1..end];
        if (name[0] == '#')
        {
            return Number(name[1..], decoded, ref length) ? end + 1 : 1;
        }
        var known = name switch
        {
            "lt" => '<',
            "gt" => '>',
            "amp" => '&',
            "quot" => '"',
            "apos" => '\'',
            "nbsp" => '\u00A0',
            _ => Rare(text[..(end + 1)]),
        };
        if (known == '\0')
        {
            return 1;
        }
        decoded[0] = known;
        return end + 1;
    }

    /// <summary>The text with its entities decoded.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('&'))
        {
            return text.ToString();
        }
        var decoded = new char[text.Length + 1];
        var length = 0;
        while (!text.IsEmpty)
        {
            var plain = text.IndexOf('&');
            plain = plain < 0 ? text.Length : plain;
            text[..plain].CopyTo(decoded.AsSpan(length));
            length += plain;
            text = text[plain..];
            if (!text.IsEmpty)
            {
                text = text[Decode(text, decoded.AsSpan(length), out var used)..];
                length += used;
            }
        }
        return new string(decoded, 0, length);
    }

    private static char Rare(ReadOnlySpan<char> entity)
    {
        var decoded = WebUtility.HtmlDecode(entity.ToString());
        return decoded.Length == 1 ? decoded[0] : '\0';
    }

    private static bool Number(ReadOnlySpan<char> digits, Span<char> decoded, ref int length)
    {
        var hex = digits.Length > 1 && digits[0] is 'x' or 'X';
        if (!int.TryParse(hex ? digits[1..] : digits, hex ? NumberStyles.AllowHexSpecifier : NumberStyles.None, CultureInfo.InvariantCulture, out var code))
        {
            return false;
        }
        // Control characters and halves of characters say nothing.
        var rune = System.Text.Rune.IsValid(code) && (code >= 32 || code is 9 or 10 or 13) ? new System.Text.Rune(code) : System.Text.Rune.ReplacementChar;
        length = rune.EncodeToUtf16(decoded);
        return true;
    }
}
