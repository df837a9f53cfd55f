using System.Buffers;

namespace Kith.Interactions;

/// <summary>Whether somebody says thanks: by the words of a few languages, not by their meaning.</summary>
public static class Gratitude
{
    private const int Start = 400;

    private static readonly string[] Words =
        ["thanks", "thank you", "thankyou", "thx", "ty", "tysm", "merci", "danke", "gracias", "obrigado", "obrigada", "grazie", "tack", "kiitos", "bedankt"];

    private static readonly SearchValues<string> AnyWord = SearchValues.Create(Words, StringComparison.OrdinalIgnoreCase);

    private static readonly string[] Refusals = ["no ", "not ", "but "];

    /// <summary>Looks for the words, as whole words, in the first 400 characters; "no thanks" is none.</summary>
    public static bool In(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, Start));
        for (var at = 0; at < start.Length;)
        {
            var next = start[at..].IndexOfAny(AnyWord);
            if (next < 0)
            {
                return false;
            }
            if (IsThanks(start, at + next))
            {
                return true;
            }
            at += next + 1;
        }
        return false;
    }

    private static bool IsThanks(ReadOnlySpan<char> text, int at)
    {
        if (at > 0 && char.IsLetterOrDigit(text[at - 1]))
        {
            return false;
        }
        foreach (var word in Words)
        {
            var end = at + word.Length;
            if (text[at..].StartsWith(word, StringComparison.OrdinalIgnoreCase) && (end == text.Length || !char.IsLetterOrDigit(text[end])))
            {
                return !Refused(text[..at]);
            }
        }
        return false;
    }

    private static bool Refused(ReadOnlySpan<char> before)
    {
        foreach (var refusal in Refusals)
        {
            if (before.EndsWith(refusal, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }
        return false;
    }
}
