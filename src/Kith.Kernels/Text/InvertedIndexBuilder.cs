namespace Kith.Kernels.Text;

/// <summary>
/// Takes documents in order, takes them out again, and gives an <see cref="InvertedIndex"/> at any time. What is new goes into a
/// small segment, and segments are merged as they grow (<see cref="Segment"/>): a document is copied a logarithmic number of
/// times. One thread at a time; the indexes it gave may be read by others meanwhile.
/// </summary>
public sealed class InvertedIndexBuilder
{
    // Grows whenever the bytes, or the terms that a text gives, change: then stored indexes are made again.
    internal const int Format = 5;

    // About 12 MB of postings that are not yet in a segment.
    private const int LongestBatch = 1 << 21;

    private readonly int mostPostings;
    private readonly TermTable terms;
    private readonly Column<int> lengths;
    private readonly Column<byte> words;
    private readonly Column<int> wordEnds;
    private readonly List<Segment> segments = [];
    private readonly HashSet<Segment> own = new(ReferenceEqualityComparer.Instance);
    private readonly Beside laying = new();
    private Batch batch = new();
    private Batch spare = new();
    private readonly DocumentPlaces places = new();
    private int[] seenAt = new int[256];
    private long tokens;
    private int filled;

    /// <summary>Without any documents.</summary>
    public InvertedIndexBuilder() : this(LongestBatch)
    {
    }

    // Tests come to the end of a batch sooner.
    internal InvertedIndexBuilder(int longestBatch) => (terms, lengths, words, wordEnds, mostPostings) = (new(), new(), new(), new(), longestBatch);

    private InvertedIndexBuilder(TermTable terms, Segment segment, int[] lengths, byte[] words, int[] wordEnds)
    {
        (this.terms, this.lengths, this.words, this.wordEnds, mostPostings) = (terms, new(lengths), new(words), new(wordEnds), LongestBatch);
        segments.Add(segment);
        foreach (int length in lengths)
        {
            tokens += length;
            filled += length > 0 ? 1 : 0;
        }
    }

    /// <summary>The number of documents so far, which is the number of the next one.</summary>
    public int Documents => lengths.Count;

    /// <summary>The length of a document; 0 if it was removed.</summary>
    public int Length(int document) => lengths[document];

    /// <summary>The different terms of a document, even if it was removed.</summary>
    public DocumentTerms TermsOf(int document) => new(words.Span[(document == 0 ? 0 : wordEnds[document - 1])..wordEnds[document]]);

    /// <summary>The terms of the documents so far, for another thread to read while more are added.</summary>
    public TermsOfDocuments Terms() => new(words.View(), wordEnds.View());

    internal int Segments
    {
        get
        {
            laying.Finish();
            return segments.Count;
        }
    }

    /// <summary>The number of terms.</summary>
    public int TermCount => terms.Count;

    /// <summary>Adds a document, each term counted <paramref name="weight"/> times, and returns its number.</summary>
    public int Add(ReadOnlySpan<char> text, int weight = 1)
    {
        if (batch.Postings >= mostPostings)
        {
            LayBeside();
        }

        int start = batch.Postings, length = 0;
        Tokenizer tokensOf = new(text, stackalloc char[Tokenizer.Longest]);
        for (; tokensOf.Next(); length += weight)
        {
            places.Add(Count(terms.Add(tokensOf.Current), start, weight) - start, tokensOf.Place);
        }

        Remember(start);
        batch.End(lengths.Count);
        lengths.Add(length);
        tokens += length;
        filled += length > 0 ? 1 : 0;
        return lengths.Count - 1;
    }

    /// <summary>Takes a document out; its number stays. What was not there, or was removed before, stays so.</summary>
    public void Remove(int document)
    {
        if (lengths[document] == 0)
        {
            return;
        }

        Flush();
        int at = segments.FindIndex(segment => document < segment.End);
        if (!own.Contains(segments[at]))
        {
            own.Add(segments[at] = segments[at] with { Frequencies = [.. segments[at].Frequencies] });
        }

        for (var held = TermsOf(document); held.Next();)
        {
            segments[at].Frequencies[segments[at].Place(held.Current)]--;
        }

        tokens -= lengths[document];
        filled--;
        lengths[document] = 0;
    }

    /// <summary>
    /// The index of all documents as of now. The builder can go on afterwards. Throws <see cref="OverflowException"/> beyond
    /// 2 GB of postings, some twenty million messages.
    /// </summary>
    public InvertedIndex Build()
    {
        Flush();
        own.Clear();
        return new(terms, [.. segments], lengths.View(), words.View(), wordEnds.View(), tokens, filled);
    }

    /// <summary>Reads what <see cref="InvertedIndex.Write"/> wrote; throws <see cref="InvalidDataException"/> for anything else.</summary>
    public static InvertedIndexBuilder Read(ref ArrayReader from)
    {
        if (from.Read<int>() is not [Format])
        {
            throw new InvalidDataException("The stored index has another format.");
        }

        TermTable known = TermTable.Read(ref from);
        int[] held = from.Read<int>(), starts = from.Read<int>();
        byte[] postings = from.Read<byte>();
        int[] frequencies = from.Read<int>(), measured = from.Read<int>();
        return new(known, new(0, measured.Length, held, starts, postings, frequencies), measured, from.Read<byte>(), from.Read<int>());
    }

    private void Flush()
    {
        laying.Finish();
        if (batch.Documents > 0)
        {
            Lay(batch, lengths.Span);
        }
    }

    // While the next documents are read, with the second core.
    private void LayBeside()
    {
        laying.Finish();
        (batch, spare) = (spare, batch);
        var (full, measured) = (spare, lengths.View());
        laying.Do(() => Lay(full, measured.Span));
    }

    private void Lay(Batch full, ReadOnlySpan<int> measured)
    {
        Segment fresh = full.Take();
        segments.Add(fresh);
        own.Add(fresh);
        Segment.Balance(segments, measured);
        if (!ReferenceEquals(segments[^1], fresh))
        {
            own.Add(segments[^1]);
        }
    }

    // seenAt[term] is where the term last stood in the batch; any other place belongs to an earlier document.
    private int Count(int term, int start, int weight)
    {
        if (term >= seenAt.Length)
        {
            Array.Resize(ref seenAt, Math.Max(term + 1, seenAt.Length * 2));
        }

        int at = seenAt[term];
        if (at >= start && at < batch.Postings && batch.Term(at) == term)
        {
            batch.More(at, weight);
            return at;
        }
        seenAt[term] = batch.Postings;
        batch.Add(term, weight);
        return batch.Postings - 1;
    }

    private void Remember(int start)
    {
        Span<byte> code = stackalloc byte[10];
        for (int at = start; at < batch.Postings; at++)
        {
            words.Add(code[..Postings.Put(code, batch.Term(at), batch.Count(at))]);
            places.Put(at - start, words);
        }

        places.Clear();
        wordEnds.Add(words.Count);
    }
}
