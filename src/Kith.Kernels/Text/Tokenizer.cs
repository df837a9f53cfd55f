using System.Buffers;
using System.Globalization;
using System.Text;

namespace Kith.Kernels.Text;

/// <summary>
/// Cuts text into index terms without allocating: lower case, links, paths and digests left out, stop words left out, plurals
/// folded (<see cref="Plural"/>). An identifier such as <c>foo_bar</c> or <c>fooBar</c> gives itself and then its parts;
/// scripts written without spaces give overlapping pairs of characters.
/// </summary>
public ref struct Tokenizer
{
    /// <summary>The longest term in UTF-16 units; longer words are digests or encoded data and are left out.</summary>
    public const int Longest = 48;

    private const int LongestNumber = 6;
    private const int ShortestDigest = 7;

    private readonly ReadOnlySpan<char> text;
    private readonly Span<char> buffer;
    private int next;
    private int part;
    private int wordEnd;
    private int length;
    private int places;

    /// <summary>Starts before the first term; <paramref name="buffer"/> holds one term and has at least <see cref="Longest"/> units.</summary>
    public Tokenizer(ReadOnlySpan<char> text, Span<char> buffer)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(buffer.Length, Longest);
        this.text = text;
        this.buffer = buffer;
    }

    /// <summary>The term found last; overwritten by <see cref="Next"/>.</summary>
    public readonly ReadOnlySpan<char> Current => buffer[..length];

    /// <summary>
    /// Where it stands, counted in words: what is left out has its place too, an identifier stands where its first part does, and
    /// each pair of characters of a script without spaces where its first one does.
    /// </summary>
    public int Place { get; private set; }

    /// <summary>Finds the next term; false at the end.</summary>
    public bool Next()
    {
        while (true)
        {
            bool found = part < wordEnd ? NextPart() : next < text.Length && NextWord();
            if (found && !StopWords.Contains(Current))
            {
                return true;
            }

            if (!found && part >= wordEnd && next >= text.Length)
            {
                return false;
            }
        }
    }

    private bool NextWord()
    {
        int start = next;
        int step = WordChar(text, start);
        if (step == 0)
        {
            next++;
            return false;
        }

        Place = places++;
        if (Letters.RunsTogether(text[start]))
        {
            return NextPair(start);
        }

        int end = start + step;
        while (end < text.Length && (step = WordChar(text, end)) > 0 && !Letters.RunsTogether(text[end]))
        {
            end += step;
        }

        if (Link(start, end))
        {
            return false;
        }

        next = end;
        return !Elided(start, end) && Word(start, end);
    }

    // "l'eau", "qu'elle", "dell'acqua": two letters follow, so that "C's" stays.
    private bool Elided(int start, int end) =>
        end + 2 < text.Length && (text[end] is '\'' or '\u2019') && char.IsLetter(text[end + 1]) && char.IsLetter(text[end + 2])
        && end - start <= Longest && Take(start, end) && StopWords.IsElided(Current);

    private bool Word(int start, int end)
    {
        while (start < end && text[start] == '_')
        {
            start++;
        }

        while (end > start && text[end - 1] == '_')
        {
            end--;
        }

        if (start == end || end - start > Longest || Noise(text[start..end]))
        {
            return false;
        }

        if (Compound(text[start..end]))
        {
            (part, wordEnd) = (start, end);
            places--;
            return Take(start, end);
        }
        Take(start, end);
        // Before folding too: "does" is no plural.
        if (StopWords.Contains(Current))
        {
            return false;
        }

        length = end - start == 1 ? WithSign(end) : Plural.Fold(buffer[..length]);
        return true;
    }

    // "C#", "F#" and "C++" are words to those who ask for them.
    private readonly int WithSign(int end)
    {
        var rest = text[end..];
        if (rest.StartsWith("++"))
        {
            "++".CopyTo(buffer[1..]);
        }
        else if (rest.StartsWith("#"))
        {
            buffer[1] = '#';
        }
        else
        {
            return 1;
        }

        return rest[0] == '#' ? 2 : 3;
    }

    private bool NextPart()
    {
        int start = part, end = start + 1;
        while (end < wordEnd && !Hump(text, end, wordEnd))
        {
            end++;
        }

        Place = places++;
        part = end;
        while (part < wordEnd && text[part] == '_')
        {
            part++;
        }

        if (end - start < 2)
        {
            return false;
        }

        Take(start, end);
        length = Plural.Fold(buffer[..length]);
        return true;
    }

    private bool NextPair(int start)
    {
        next = start + 1;
        bool before = start > 0 && Letters.RunsTogether(text[start - 1]);
        bool after = next < text.Length && Letters.RunsTogether(text[next]);
        return after ? Take(start, start + 2) : !before && Take(start, start + 1);
    }

    private bool Take(int start, int end)
    {
        length = end - start;
        for (int i = 0; i < length; i++)
        {
            buffer[i] = Letters.Lower(text[start + i]);
        }

        return true;
    }

    // Everything up to the next space or closing sign belongs to a link or to the path of a file.
    private bool Link(int start, int end)
    {
        if (!Address(text[start..end], text[end..]) && !Path(start, end))
        {
            return false;
        }
        var stop = text[end..].IndexOfAny(" \t\r\n<>\"')]|`");
        next = stop < 0 ? text.Length : end + stop;
        return true;
    }

    private static bool Address(ReadOnlySpan<char> word, ReadOnlySpan<char> rest) =>
        (rest.StartsWith("://") && char.IsAsciiLetter(word[0]))
        || (rest.StartsWith(".") && word.Equals("www", StringComparison.OrdinalIgnoreCase));

    // /home/ann/x, ~/x and C:\x, but not "and/or".
    private readonly bool Path(int start, int end)
    {
        if (text[end..].StartsWith(":\\"))
        {
            return true;
        }
        var root = start - 1;
        if (root < 0 || text[root] != '/' || end == text.Length || text[end] is not ('/' or '.'))
        {
            return false;
        }
        return root == 0 || text[root - 1] is '~' or '"' or '\'' or '(' or '`' or '=' or ':' || char.IsWhiteSpace(text[root - 1]);
    }

    private static bool Noise(ReadOnlySpan<char> word)
    {
        if (!char.IsAsciiHexDigit(word[0]))
        {
            return false;
        }

        int digits = 0, hex = 0;
        foreach (char c in word)
        {
            if (char.IsAsciiDigit(c))
            {
                digits++;
            }

            if (char.IsAsciiHexDigit(c))
            {
                hex++;
            }
        }
        if (digits == word.Length)
        {
            return digits > LongestNumber;
        }

        return digits > 0 && hex == word.Length && word.Length >= ShortestDigest;
    }

    private static bool Compound(ReadOnlySpan<char> word)
    {
        for (int i = 1; i < word.Length; i++)
        {
            if (Hump(word, i, word.Length))
            {
                return true;
            }
        }

        return false;
    }

    // fooBar and HTTPServer are cut before the B and the S; foo_bar at the underscore.
    private static bool Hump(ReadOnlySpan<char> text, int at, int end)
    {
        char c = text[at], before = text[at - 1];
        if (c == '_' || before == '_')
        {
            return true;
        }

        if (!char.IsUpper(c))
        {
            return false;
        }

        return char.IsLower(before) || (char.IsUpper(before) && at + 1 < end && char.IsLower(text[at + 1]));
    }

    /// <summary>The number of UTF-16 units of the word character at a place: 0 when there is none.</summary>
    private static int WordChar(ReadOnlySpan<char> text, int at)
    {
        char c = text[at];
        if (c < 128)
        {
            return char.IsAsciiLetterOrDigit(c) || c == '_' ? 1 : 0;
        }

        if (char.IsHighSurrogate(c))
        {
            return Rune.DecodeFromUtf16(text[at..], out var rune, out int units) == OperationStatus.Done && Rune.IsLetterOrDigit(rune) ? units : 0;
        }

        return char.IsLetterOrDigit(c) || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark ? 1 : 0;
    }
}
