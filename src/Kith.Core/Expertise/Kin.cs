using Kith.Conversations;
using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>Words that are said, for words that nobody, or hardly anybody, says: those of the same stem.</summary>
public static class Kin
{
    // Of a word said more often enough is found.
    private const int MostSaid = 3;
    private const int ShortestWord = 4;

    /// <summary>Such words for a text, those of its first word first, most said first; none that is a misspelling itself.</summary>
    /// <param name="index">What was said.</param>
    /// <param name="text">Words, without signs.</param>
    /// <param name="visible">What the reader may see; no word comes from elsewhere. All, if null.</param>
    /// <param name="most">At most how many for each word.</param>
    public static IReadOnlyList<string> Of(ExpertiseIndex index, string text, Predicate<ConversationId>? visible, int most)
    {
        var sight = new Sight(index, visible);
        return [.. QueryTerms.Words(text).Where(word => word.Length >= ShortestWord && word.All(char.IsLetter))
            .SelectMany(word => Of(index, sight, word).Where(kin => Respelling.Of(index, kin, visible) is null).Take(most)).Distinct()];
    }

    /// <summary>Such words for one word, most said first.</summary>
    internal static IEnumerable<string> Of(ExpertiseIndex index, Sight sight, string word)
    {
        var known = index.Words.Find(word);
        var own = known >= 0 ? sight.Frequencies([known])[0].Rows : 0;
        if (own > MostSaid)
        {
            return [];
        }
        int[] near = [.. Spelling.Beginning(index.Words, word.AsSpan(0, Stem.Shortest), int.MaxValue, index.Words.Frequency).Where(term => IsKin(index.Words.Terms[term], word))];
        return sight.Frequencies(near).Zip(near).Where(each => each.First.Rows > own).Select(each => index.Words.Terms[each.Second].ToString());
    }

    private static bool IsKin(ReadOnlySpan<char> term, string word)
    {
        foreach (var letter in term)
        {
            if (!char.IsLetter(letter))
            {
                return false;
            }
        }
        return !term.SequenceEqual(word) && Stem.IsShared(term, word);
    }
}
