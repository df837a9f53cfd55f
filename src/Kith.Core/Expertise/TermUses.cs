using Kith.Kernels.Text;

namespace Kith.Expertise;

/// <summary>
/// Keeps how each term is spread while exchanges come, change and go. Sums are kept in whole units, so that what is taken
/// out again leaves nothing behind.
/// </summary>
internal sealed class TermUses(InvertedIndexBuilder words, ExpertiseColumns columns)
{
    /// <summary>One, in the unit of sums.</summary>
    public const double Unit = 1L << 32;

    private readonly List<int> touched = [];

    // By term, while an exchange changes: how many of its messages held it before, and hold it now; how much more often it is said.
    private int[] before = [], now = [], more = [];

    /// <summary>ln(1 + messages): within an exchange a word counts by the logarithm of its messages.</summary>
    public static long Damped(double messages) => (long)(Math.Log(1 + messages) * Unit);

    /// <summary>An exchange of these rows now has those; titles are not counted.</summary>
    public void Change(ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        while (columns.Uses.Count < words.TermCount)
        {
            columns.Uses.Add(default);
        }
        if (now.Length < words.TermCount)
        {
            Array.Resize(ref before, words.TermCount * 2);
            Array.Resize(ref now, words.TermCount * 2);
            Array.Resize(ref more, words.TermCount * 2);
        }
        Count(from, before, -1);
        Count(to, now, 1);
        foreach (var term in touched)
        {
            Settle(term);
        }
        touched.Clear();
    }

    private void Count(ReadOnlySpan<int> rows, int[] counts, int sign)
    {
        foreach (var row in rows)
        {
            if (columns.AuthorOf[row] == ExpertiseColumns.Title)
            {
                continue;
            }
            for (var held = words.TermsOf(row); held.Next();)
            {
                counts[held.Current]++;
                more[held.Current] += sign * held.Count;
                touched.Add(held.Current);
            }
        }
    }

    // A term may have been touched more than once.
    private void Settle(int term)
    {
        var (old, fresh) = (before[term], now[term]);
        if (old != fresh || more[term] != 0)
        {
            var use = columns.Uses[term];
            columns.Uses[term] = new(use.Occurrences + more[term], use.Exchanges + Math.Sign(fresh) - Math.Sign(old), use.Spread + Damped(fresh) - Damped(old));
        }
        before[term] = now[term] = more[term] = 0;
    }
}
