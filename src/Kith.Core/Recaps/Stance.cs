namespace Kith.Recaps;

/// <summary>On which side the words of a reply stand.</summary>
public enum Side
{
    /// <summary>Neither, or it is not plain to see.</summary>
    Open,

    /// <summary>With what it replies to.</summary>
    Agrees,

    /// <summary>Against it.</summary>
    Differs,
}

/// <summary>
/// Whether a reply says outright that it agrees or disagrees: by a list of English phrases, not by its meaning. It says nothing
/// rather than too much; "yes, but" is neither. What it finds is only ever quoted, never counted as somebody's opinion.
/// </summary>
public static class Stance
{
    private const int Start = 160;

    private static readonly string[] Openings =
        ["agreed", "agree", "exactly", "+1", "yes", "yep", "absolutely", "definitely", "same here", "so true", "well said", "seconded", "this", "me too", "good point", "great point"];

    private static readonly string[] Agreeing = ["i agree", "totally agree", "fully agree", "agree with", "couldn't agree more", "could not agree more", "you are right", "you're right"];

    private static readonly string[] Differing =
        ["disagree", "don't agree", "do not agree", "not agree", "beg to differ", "not convinced", "don't think so", "do not think so", "on the contrary", "not true", "i see it differently", "i'd argue the opposite"];

    private static readonly string[] Refusals = ["no", "nope", "not really", "not so sure"];

    private static readonly string[] Turns = ["but ", "however", "although", "except ", "though "];

    /// <summary>Judges the first 160 characters of a reply, quotations left out.</summary>
    public static Side Of(string body)
    {
        var words = Words(body);
        if (Array.Exists(Differing, phrase => Holds(words, phrase)) || Array.Exists(Refusals, word => Opens(words, word, alone: true)))
        {
            return Side.Differs;
        }
        var agrees = Array.Exists(Openings, word => Opens(words, word, alone: word is "this" or "yes")) || Array.Exists(Agreeing, phrase => Holds(words, phrase));
        return agrees && !Array.Exists(Turns, turn => words.Contains(turn, StringComparison.Ordinal)) ? Side.Agrees : Side.Open;
    }

    private static string Words(string body)
    {
        var own = string.Join(' ', body.Split('\n').Where(line => !line.StartsWith('>'))).Replace('’', '\'').ToLowerInvariant().TrimStart(' ', '*', '_', '"');
        while (own.StartsWith('@') && own.IndexOfAny([' ', ',', ':']) is > 0 and var end)
        {
            own = own[end..].TrimStart(' ', ',', ':');
        }
        return own.Length > Start ? own[..Start] : own;
    }

    // "This" alone agrees, "this week" does not; "no" alone differs, "no idea" does not.
    private static bool Opens(string text, string word, bool alone) => text.StartsWith(word, StringComparison.Ordinal)
        && (text.Length == word.Length || (alone ? text[word.Length] is ',' or '.' or '!' or ';' or ':' or '-' : !char.IsLetterOrDigit(text[word.Length])));

    private static bool Holds(string text, string phrase)
    {
        for (var at = text.IndexOf(phrase, StringComparison.Ordinal); at >= 0; at = text.IndexOf(phrase, at + 1, StringComparison.Ordinal))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + phrase.Length == text.Length || !char.IsLetterOrDigit(text[at + phrase.Length])))
            {
                return true;
            }
        }
        return false;
    }
}
