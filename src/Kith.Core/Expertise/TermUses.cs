using System.Runtime.InteropServices;
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

    private const int MostRows = 1 << 15;

    private readonly Beside counting = new();
    private readonly List<int> touched = [];

    // Rows that came and went, and how many of them belong to each change.
    private List<int> changed = [];
    private List<(int From, int To)> changes = [];

    // By term, while an exchange changes: as it was, and as it is.
    private Held[] before = [], now = [];

    /// <summary>A term in one exchange.</summary>
    internal readonly record struct Held(int Messages, int Occurrences, bool InTitle)
    {
        public TermUse Use => new(Occurrences, Messages > 0 ? 1 : 0, Messages > 0 || InTitle ? 1 : 0, Damped(Messages));

        /// <summary>With another row, which holds it so often.</summary>
        public Held With(bool isTitle, int count) => isTitle ? this with { InTitle = true } : this with { Messages = Messages + 1, Occurrences = Occurrences + count };
    }

    /// <summary>ln(1 + messages): within an exchange a word counts by the logarithm of its messages.</summary>
    public static long Damped(double messages) => (long)(Math.Log(1 + messages) * Unit);

    /// <summary>An exchange of these rows now has those. Known to the columns after <see cref="Settle()"/>.</summary>
    public void Change(ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        changed.AddRange(from);
        changed.AddRange(to);
        changes.Add((from.Length, to.Length));
        if (changed.Count >= MostRows)
        {
            HandOver();
        }
    }

    /// <summary>Returns when all changes are counted.</summary>
    public void Settle()
    {
        if (changes.Count > 0)
        {
            HandOver();
        }
        counting.Finish();
    }

    // Counted while the next exchanges are laid out, with the second core.
    private void HandOver()
    {
        var (rows, parts, terms, authors, count) = (changed, changes, words.Terms(), columns.AuthorOf.View(), words.TermCount);
        (changed, changes) = ([], []);
        counting.Do(() => Count(CollectionsMarshal.AsSpan(rows), parts, terms, authors, count));
    }

    private void Count(ReadOnlySpan<int> rows, List<(int From, int To)> parts, TermsOfDocuments terms, View<int> authors, int count)
    {
        while (columns.Uses.Count < count)
        {
            columns.Uses.Add(default);
        }
        if (now.Length < count)
        {
            Array.Resize(ref before, count * 2);
            Array.Resize(ref now, count * 2);
        }
        foreach (var (from, to) in parts)
        {
            Count(rows[..from], before, terms, authors);
            Count(rows.Slice(from, to), now, terms, authors);
            rows = rows[(from + to)..];
            foreach (var term in touched)
            {
                Settle(term);
            }
            touched.Clear();
        }
    }

    private void Count(ReadOnlySpan<int> rows, Held[] held, TermsOfDocuments termsOf, View<int> authors)
    {
        foreach (var row in rows)
        {
            var isTitle = authors[row] == ExpertiseColumns.Title;
            for (var terms = termsOf[row]; terms.Next();)
            {
                ref var term = ref held[terms.Current];
                term = term.With(isTitle, terms.Count);
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
            columns.Uses[term] = columns.Uses[term] + fresh.Use - old.Use;
        }
        before[term] = now[term] = default;
    }
}
