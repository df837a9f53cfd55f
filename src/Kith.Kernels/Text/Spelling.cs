// Optimal string alignment (E. Ukkonen: Algorithms for approximate string matching, 1985): insertions, deletions, replacements, swaps of
// neighbours. All terms are looked at, most of them only by their length and letters: some ms, and nothing to keep up to date.
using System.Numerics;

namespace Kith.Kernels.Text;

/// <summary>Terms of an index that somebody may have meant, or is about to write.</summary>
public static class Spelling
{
    /// <summary>
    /// The terms closest to a word, closest first, then those that keep the first letter, which is seldom mistyped (J. Pollock, A. Zamora: Automatic
    /// spelling correction in scientific and scholarly text, CACM 27(4), 1984), then the most frequent: those that at most one edit leads
    /// to, two from <see cref="LongWord"/> letters on, of which none is of the first letter, nor, if both replace one, of the last: that makes another word (flutter, latter, flatten). Frequency says how often a term counts; one of 0 is not there.
    /// </summary>
    public static int[] Near(InvertedIndex index, ReadOnlySpan<char> word, int most, Func<int, int> frequency)
    {
        int edits = word.Length >= LongWord ? 2 : 1;
        ulong letters = Letters(word);
        List<(int Distance, bool OtherLetter, int Frequency, int Term)> found = [];
        for (int term = 0; term < index.TermCount; term++)
        {
            var other = index.Terms[term];
            if (Math.Abs(other.Length - word.Length) <= edits && BitOperations.PopCount(letters ^ Letters(other)) <= 2 * edits
                && Distance(word, other) is var distance && distance <= edits && !(distance == 2 && IsAnother(word, other)) && frequency(term) is var count and > 0)
            {
                found.Add((distance, word.Length > 0 && other[0] != word[0], count, term));
            }
        }
        return Best(index, found, most);
    }

    /// <summary>The terms that begin with some letters, the most frequent first.</summary>
    public static int[] Beginning(InvertedIndex index, ReadOnlySpan<char> letters, int most, Func<int, int> frequency)
    {
        List<(int Distance, bool OtherLetter, int Frequency, int Term)> found = [];
        for (int term = 0; term < index.TermCount; term++)
        {
            if (index.Terms[term].StartsWith(letters) && frequency(term) is var count and > 0)
            {
                found.Add((0, false, count, term));
            }
        }
        return Best(index, found, most);
    }

    /// <summary>From how many letters on two edits are forgiven.</summary>
    public const int LongWord = 7;

    /// <summary>How many edits lead from one word to the other, none of them within a swap.</summary>
    internal static int Distance(ReadOnlySpan<char> a, ReadOnlySpan<char> b)
    {
        int width = b.Length + 1;
        Span<int> before = stackalloc int[width], last = stackalloc int[width], next = stackalloc int[width];
        for (int j = 0; j < width; j++)
        {
            last[j] = j;
        }

        for (int i = 1; i <= a.Length; i++)
        {
            next[0] = i;
            for (int j = 1; j < width; j++)
            {
                int best = Math.Min(Math.Min(last[j], next[j - 1]) + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                bool swapped = i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1];
                next[j] = swapped ? Math.Min(best, before[j - 2] + 1) : best;
            }

            var spare = before;
            before = last;
            last = next;
            next = spare;
        }
        return last[b.Length];
    }

    private static bool IsAnother(ReadOnlySpan<char> word, ReadOnlySpan<char> other)
    {
        if (word[0] != other[0] || word.Length != other.Length || word[^1] == other[^1])
        {
            return word[0] != other[0];
        }

        int replaced = 0;
        for (int i = 0; i < word.Length; i++)
        {
            replaced += word[i] == other[i] ? 0 : 1;
        }

        return replaced == 2;
    }

    private static int[] Best(InvertedIndex index, List<(int Distance, bool OtherLetter, int Frequency, int Term)> found, int most) =>
        [.. found.OrderBy(each => each.Distance).ThenBy(each => each.OtherLetter).ThenByDescending(each => each.Frequency).ThenBy(each => index.Terms[each.Term].ToString(), StringComparer.Ordinal)
            .Take(most).Select(each => each.Term)];

    // An edit changes at most two of these bits.
    private static ulong Letters(ReadOnlySpan<char> word)
    {
        ulong letters = 0;
        foreach (char c in word)
        {
            letters |= 1UL << (c & 63);
        }

        return letters;
    }
}
