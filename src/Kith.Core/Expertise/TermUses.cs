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

    // By term, while an exchange changes: as it was, and as it is.
    private Held[] before = [], now = [];

    private record struct Held(int Messages, int Occurrences, bool InTitle)
    {
        public readonly int Exchanges => Messages > 0 ? 1 : 0;

        public readonly int Titled => Messages > 0 || InTitle ? 1 : 0;
    }

    /// <summary>ln(1 + messages): within an exchange a word counts by the logarithm of its messages.</summary>
    public static long Damped(double messages) => (long)(Math.Log(1 + messages) * Unit);

    /// <summary>An exchange of these rows now has those.</summary>
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
        }
        Count(from, before);
        Count(to, now);
        foreach (var term in touched)
        {
            Settle(term);
        }
        touched.Clear();
    }

    private void Count(ReadOnlySpan<int> rows, Held[] held)
    {
        foreach (var row in rows)
        {
            var isTitle = columns.AuthorOf[row] == ExpertiseColumns.Title;
            for (var terms = words.TermsOf(row); terms.Next();)
            {
                ref var term = ref held[terms.Current];
                term = isTitle ? term with { InTitle = true } : term with { Messages = term.Messages + 1, Occurrences = term.Occurrences + terms.Count };
                touched.Add(terms.Current);
            }
        }
    }

    // A term may have been touched more than once.
    private void Settle(int term)
    {
        var (old, fresh) = (before[term], now[term]);
        if (old != fresh)
        {
            var use = columns.Uses[term];
            columns.Uses[term] = new(use.Occurrences + fresh.Occurrences - old.Occurrences, use.Exchanges + fresh.Exchanges - old.Exchanges,
                use.Titled + fresh.Titled - old.Titled, use.Spread + Damped(fresh.Messages) - Damped(old.Messages));
        }
        before[term] = now[term] = default;
    }
}
