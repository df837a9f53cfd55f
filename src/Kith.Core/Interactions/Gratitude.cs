namespace Kith.Interactions;

/// <summary>Whether somebody says thanks: by the words of a few languages, not by their meaning.</summary>
public static class Gratitude
{
    private static readonly string[] Words =
        ["thanks", "thank you", "thankyou", "thx", "ty", "tysm", "merci", "danke", "gracias", "obrigado", "obrigada", "grazie", "tack", "kiitos", "bedankt"];

    private static readonly string[] Refusals = ["no ", "not ", "but "];

    /// <summary>Looks for the words, as whole words, in the first 400 characters; "no thanks" is none.</summary>
    public static bool In(string text)
    {
        var start = text.AsSpan(0, Math.Min(text.Length, 400));
        foreach (var word in Words)
        {
            var at = start.IndexOf(word, StringComparison.OrdinalIgnoreCase);
            if (at >= 0 && !IsLetter(start, at - 1) && !IsLetter(start, at + word.Length) && !Refused(start[..at]))
            {
                return true;
            }
        }
        return false;
    }

    private static bool IsLetter(ReadOnlySpan<char> text, int at) => at >= 0 && at < text.Length && char.IsLetterOrDigit(text[at]);

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
