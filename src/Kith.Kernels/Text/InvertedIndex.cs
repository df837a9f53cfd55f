// J. Zobel, A. Moffat: Inverted files for text search engines. ACM Computing Surveys 38(2), 2006: gaps and counts in variable-length bytes.
namespace Kith.Kernels.Text;

/// <summary>
/// Which documents hold a term, and how often; and which terms a document holds. Documents are numbered in the order in which
/// they were added; what they belong to (a thread, an author) is given when asking, so one index answers for messages, threads
/// and people. Never changes: an <see cref="InvertedIndexBuilder"/> goes on and gives the next one, which shares most of its
/// memory with this.
/// </summary>
public sealed class InvertedIndex
{
    /// <summary>The number of what is no term.</summary>
    internal const int Unknown = -1;

    private readonly Segment[] segments;
    private readonly View<int> lengths;
    private readonly View<byte> words;
    private readonly View<int> wordEnds;

    internal InvertedIndex(TermTable terms, Segment[] segments, View<int> lengths, View<byte> words, View<int> wordEnds, long tokens, int filled)
    {
        (Terms, this.segments, this.lengths, this.words, this.wordEnds) = (terms, segments, lengths, words, wordEnds);
        (TermCount, Tokens, Filled) = (terms.Count, tokens, filled);
    }

    /// <summary>The numbers of the terms. It may hold more of them than this index: those that came later.</summary>
    public TermTable Terms { get; }

    /// <summary>The number of terms that this index knows: all lower numbers.</summary>
    public int TermCount { get; }

    /// <summary>The number of documents, with those that were removed: all lower numbers.</summary>
    public int Documents => lengths.Count;

    /// <summary>The number of documents that hold any term.</summary>
    public int Filled { get; }

    /// <summary>The summed length of all documents.</summary>
    public long Tokens { get; }

    /// <summary>The number of terms of each document, each counted as often as it weighs; 0 for a document that was removed.</summary>
    public ReadOnlySpan<int> Lengths => lengths.Span;

    /// <summary>The number of a term that this index knows, or -1.</summary>
    public int Find(ReadOnlySpan<char> term) => Terms.Find(term) is var number && number < TermCount ? number : Unknown;

    /// <summary>The number of documents that hold a term, without those that were removed.</summary>
    public int Frequency(int term)
    {
        int sum = 0;
        foreach (var segment in segments)
        {
            sum += segment.Place(term) is var place and >= 0 ? segment.Frequencies[place] : 0;
        }

        return sum;
    }

    /// <summary>
    /// The documents that hold a term, rising, with the count of the term in each. Documents that were removed may still be
    /// among them: their length is 0.
    /// </summary>
    public Postings this[int term] => new(segments, term);

    /// <summary>The different terms of a document, even if it was removed.</summary>
    public DocumentTerms TermsOf(int document) => new(words.Span[(document == 0 ? 0 : wordEnds[document - 1])..wordEnds[document]]);

    /// <summary>The whole index as bytes; <see cref="InvertedIndexBuilder.Read"/> reads them.</summary>
    public void Write(ArrayWriter to)
    {
        Segment all = segments.Length == 1 ? segments[0] : Segment.Merge(segments, lengths.Span);
        to.Write<int>([InvertedIndexBuilder.Format]);
        Terms.Write(to, TermCount);
        to.Write<int>(all.Terms);
        to.Write<int>(all.Starts);
        to.Write<byte>(all.Postings);
        to.Write<int>(all.Frequencies);
        to.Write(lengths.Span);
        to.Write(words.Span);
        to.Write(wordEnds.Span);
    }
}
