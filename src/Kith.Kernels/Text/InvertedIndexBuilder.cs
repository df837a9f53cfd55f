namespace Kith.Kernels.Text;

/// <summary>
/// Takes documents in order and makes an <see cref="InvertedIndex"/>. Until then it keeps the terms of each document as
/// plain arrays (about six bytes a posting); the postings are laid out in two passes at the end.
/// </summary>
public sealed class InvertedIndexBuilder
{
    private readonly TermTable terms = new();
    private readonly Growing<int> postingTerms = new();
    private readonly Growing<ushort> postingCounts = new();
    private readonly Growing<int> documentEnds = new();
    private readonly Growing<int> lengths = new();
    private int[] seenAt = new int[256];

    /// <summary>The number of documents so far, which is the number of the next one.</summary>
    public int Documents => lengths.Count;

    /// <summary>Adds a document, each term counted <paramref name="weight"/> times, and returns its number.</summary>
    public int Add(ReadOnlySpan<char> text, int weight = 1)
    {
        int start = postingTerms.Count, length = 0;
        Tokenizer tokens = new(text, stackalloc char[Tokenizer.Longest]);
        for (; tokens.Next(); length += weight)
        {
            Count(terms.Add(tokens.Current), start, weight);
        }

        lengths.Add(length);
        documentEnds.Add(postingTerms.Count);
        return lengths.Count - 1;
    }

    /// <summary>
    /// The index of all documents added so far. The builder can go on afterwards. Throws <see cref="OverflowException"/> beyond
    /// 2 GB of postings, some twenty million messages.
    /// </summary>
    public InvertedIndex Build()
    {
        int[] frequencies = new int[terms.Count];
        int[] starts = Starts(frequencies);
        byte[] postings = new byte[starts[^1]];
        Fill(postings, starts);
        return new(terms.Copy(), starts, postings, frequencies, lengths.ToArray());
    }

    // seenAt[term] is where the term last stood; a place before the start belongs to an earlier document.
    private void Count(int term, int start, int weight)
    {
        if (term >= seenAt.Length)
        {
            Array.Resize(ref seenAt, seenAt.Length * 2);
        }

        int at = seenAt[term];
        if (at >= start && at < postingTerms.Count && postingTerms[at] == term)
        {
            postingCounts[at] = (ushort)Math.Min(ushort.MaxValue, postingCounts[at] + weight);
            return;
        }
        seenAt[term] = postingTerms.Count;
        postingTerms.Add(term);
        postingCounts.Add((ushort)weight);
    }

    private int[] Starts(int[] frequencies)
    {
        int[] starts = new int[terms.Count + 1];
        int[] last = Before(terms.Count);
        for (int document = 0, at = 0; document < Documents; document++)
        {
            for (; at < documentEnds[document]; at++)
            {
                int term = postingTerms[at];
                starts[term + 1] += Postings.Size(document - last[term], postingCounts[at]);
                last[term] = document;
                frequencies[term]++;
            }
        }

        for (int term = 0; term < terms.Count; term++)
        {
            starts[term + 1] = checked(starts[term + 1] + starts[term]);
        }

        return starts;
    }

    private void Fill(byte[] postings, int[] starts)
    {
        int[] ends = starts[..^1];
        int[] last = Before(terms.Count);
        for (int document = 0, at = 0; document < Documents; document++)
        {
            for (; at < documentEnds[document]; at++)
            {
                int term = postingTerms[at];
                ends[term] += Postings.Put(postings.AsSpan(ends[term]), document - last[term], postingCounts[at]);
                last[term] = document;
            }
        }
    }

    private static int[] Before(int count)
    {
        int[] last = new int[count];
        Array.Fill(last, -1);
        return last;
    }
}

/// <summary>An array that doubles when it is full.</summary>
internal sealed class Growing<T>
{
    private T[] values = new T[1024];

    public int Count { get; private set; }

    public ref T this[int at] => ref values[at];

    public void Add(T value)
    {
        if (Count == values.Length)
        {
            Array.Resize(ref values, Count * 2);
        }

        values[Count++] = value;
    }

    public T[] ToArray() => values[..Count];
}
