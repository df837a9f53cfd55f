// D. Harman: How effective is suffixing? JASIS 42(1), 1991: the S-stemmer, with -sses, -xes, -ches, -shes added.
namespace Kith.Kernels.Text;

/// <summary>Folds English plurals to the singular and touches nothing else, so that terms stay readable.</summary>
public static class Plural
{
    private const int Shortest = 4;

    /// <summary>The new length of the word, which is changed in place.</summary>
    public static int Fold(Span<char> word)
    {
        int n = word.Length;
        if (n < Shortest || word[n - 1] != 's')
        {
            return n;
        }

        ReadOnlySpan<char> stem = word[..(n - 1)];
        if (stem.EndsWith("ie") && n > 4)
        {
            return Ending(word, n - 3, 'y');
        }

        if (stem.EndsWith("sse") || stem.EndsWith("xe") || stem.EndsWith("che") || stem.EndsWith("she"))
        {
            return n - 2;
        }

        return stem[^1] is 's' or 'u' or 'i' ? n : n - 1;
    }

    private static int Ending(Span<char> word, int at, char letter)
    {
        word[at] = letter;
        return at + 1;
    }
}
