using System.Text.RegularExpressions;
using Kith.Conversations;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>What somebody may have meant to type.</summary>
public static partial class Respelling
{
    // Short words are near too many others; a word said more often is no mistake.
    private const int ShortestWord = 4;
    private const int MostMistakes = 3;
    private const int TimesAsOften = 20;
    private const int Looked = 60;

    // Hardly anybody mistypes the first letter: another one is a guess, and worth it only for a word that is said.
    private const int SaidForAnotherLetter = 3;

    [GeneratedRegex(@"(?>[\p{L}\p{M}]{4,})(?![\p{N}_*#+])", RegexOptions.CultureInvariant)]
    private static partial Regex Word();

    /// <summary>The text with words that nobody, or hardly anybody, says replaced by near ones that are said; null if all is well.</summary>
    /// <param name="index">What was said.</param>
    /// <param name="typed">The text as typed; signs stay.</param>
    /// <param name="visible">What the reader may see; no word comes from elsewhere. All, if null.</param>
    public static string? Of(ExpertiseIndex index, string typed, Predicate<ConversationId>? visible)
    {
        Sight? sight = null;
        var mended = Word().Replace(typed, found => Part(typed, found) ? found.Value : Mended(index, sight ??= new Sight(index, visible), found.Value) ?? found.Value);
        return mended == typed ? null : mended;
    }

    // Of an identifier or an address nothing is guessed.
    private static bool Part(string typed, Match found) =>
        found.Index > 0 && (char.IsLetterOrDigit(typed[found.Index - 1]) || typed[found.Index - 1] is '_' or '.' or '/' or '@');

    private static string? Mended(ExpertiseIndex index, Sight sight, string word)
    {
        var tokens = new Tokenizer(word, stackalloc char[Tokenizer.Longest]);
        if (!tokens.Next() || tokens.Current.Length < ShortestWord)
        {
            return null;
        }
        var term = tokens.Current.ToString();
        if (tokens.Next())
        {
            return null;
        }
        var number = index.Words.Find(term);
        var own = number >= 0 ? sight.Frequencies([number])[0].Rows : 0;
        if (own > MostMistakes)
        {
            return null;
        }
        var near = Spelling.Near(index.Words, term, Looked, index.Words.Frequency).Where(each => each != number).ToArray();
        var frequencies = sight.Frequencies(near);
        foreach (var (each, (rows, _)) in near.Zip(frequencies).Where(each => each.Second.Rows >= Math.Max(1, own * TimesAsOften)))
        {
            // Whoever asks for "lighting" where "light" is said means no "fighting".
            if (index.Words.Terms[each][0] == term[0] || rows >= SaidForAnotherLetter && !Kin.Of(index, sight, term).Any())
            {
                return index.Words.Terms[each].ToString();
            }
        }
        return null;
    }
}
