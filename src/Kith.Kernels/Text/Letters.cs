namespace Kith.Kernels.Text;

/// <summary>Facts about single characters that the tokenizer needs.</summary>
internal static class Letters
{
    /// <summary>Lower case, without regard to language; ASCII fast.</summary>
    public static char Lower(char c)
    {
        if (c < 128)
        {
            return (uint)(c - 'A') <= 'Z' - 'A' ? (char)(c | 0x20) : c;
        }

        return char.ToLowerInvariant(c);
    }

    /// <summary>True for scripts written without spaces between words: Thai, Lao, Khmer, kana and Han of the basic plane.</summary>
    public static bool RunsTogether(char c) =>
        c >= '\u0E00' && (c <= '\u0EFF' || c is (>= '\u1780' and <= '\u17FF') or (>= '\u3041' and <= '\u30FF') or (>= '\u3400' and <= '\u9FFF'));
}
