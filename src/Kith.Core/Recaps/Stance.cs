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
/// Whether a reply says outright that it agrees or disagrees: by lists of phrases (<see cref="Phrases"/>), not by its meaning.
/// It says nothing rather than too much; "yes, but" is neither. What it finds is only ever quoted, never counted as somebody's
/// opinion.
/// </summary>
public static class Stance
{
    private const int Start = 160;

    /// <summary>Judges the first 160 characters of a reply, quotations left out. Its language need not be known.</summary>
    public static Side Of(string body)
    {
        var words = Words(body);
        if (Any(each => each.Differing, phrase => Holds(words, phrase)) || Any(each => each.Refusals, word => Opens(words, word, alone: true)))
        {
            return Side.Differs;
        }
        var agrees = Any(each => each.Openings, word => Opens(words, word, alone: false)) || Any(each => each.Alone, word => Opens(words, word, alone: true))
            || Any(each => each.Agreeing, phrase => Holds(words, phrase));
        return agrees && !Any(each => each.Turns, turn => Holds(words, turn)) ? Side.Agrees : Side.Open;
    }

    private static bool Any(Func<Phrases, string[]> list, Predicate<string> holds) => Array.Exists(Phrases.All, each => Array.Exists(list(each), holds));

    private static string Words(string body)
    {
        var own = string.Join(' ', body.Split('\n').Where(line => !line.StartsWith('>'))).Replace('’', '\'').ToLowerInvariant().TrimStart(' ', '*', '_', '"', '¡');
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
