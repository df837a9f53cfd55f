namespace Kith.Kernels.Text;

/// <summary>The documents that came last, term by term as they came, until they are laid out as a <see cref="Segment"/>.</summary>
internal sealed class Batch
{
    private readonly Growing<int> terms = new();
    private readonly Growing<ushort> counts = new();
    private readonly Growing<int> ends = new();
    private int first;

    // By term, as long as a segment is made; 0 before and after.
    private int[] frequency = [], last = [], place = [];

    public int Documents => ends.Count;

    public int Postings => terms.Count;

    public int Term(int at) => terms[at];

    public int Count(int at) => counts[at];

    public void Add(int term, int count)
    {
        terms.Add(term);
        counts.Add((ushort)count);
    }

    public void More(int at, int count) => counts[at] = (ushort)Math.Min(ushort.MaxValue, counts[at] + count);

    /// <summary>Ends a document.</summary>
    public void End(int document)
    {
        first = ends.Count == 0 ? document : first;
        ends.Add(terms.Count);
    }

    /// <summary>Lays out everything and starts anew.</summary>
    public Segment Take()
    {
        Growing<int> found = new();
        Measure(found);
        int[] held = found.ToArray();
        Array.Sort(held);
        int[] starts = new int[held.Length + 1], frequencies = new int[held.Length];
        for (int i = 0; i < held.Length; i++)
        {
            starts[i + 1] = starts[i] + place[held[i]];
            frequencies[i] = frequency[held[i]];
            (place[held[i]], frequency[held[i]]) = (starts[i], 0);
        }

        byte[] postings = new byte[starts[^1]];
        Fill(postings);
        foreach (int term in held)
        {
            place[term] = 0;
        }

        Segment segment = new(first, first + Documents, held, starts, postings, frequencies);
        terms.Clear();
        counts.Clear();
        ends.Clear();
        return segment;
    }

    // The terms, and the bytes that each needs.
    private void Measure(Growing<int> found)
    {
        for (int document = 0, at = 0; document < Documents; document++)
        {
            for (; at < ends[document]; at++)
            {
                int term = terms[at];
                if (term >= frequency.Length)
                {
                    Widen(term);
                }

                if (frequency[term]++ == 0)
                {
                    found.Add(term);
                    last[term] = -1;
                }

                place[term] += Text.Postings.Size(first + document - last[term], counts[at]);
                last[term] = first + document;
            }
        }

        for (int i = 0; i < found.Count; i++)
        {
            last[found[i]] = -1;
        }
    }

    private void Fill(byte[] postings)
    {
        for (int document = 0, at = 0; document < Documents; document++)
        {
            for (; at < ends[document]; at++)
            {
                int term = terms[at];
                place[term] += Text.Postings.Put(postings.AsSpan(place[term]), first + document - last[term], counts[at]);
                last[term] = first + document;
            }
        }
    }

    private void Widen(int term)
    {
        int size = Math.Max(term + 1, frequency.Length * 2);
        Array.Resize(ref frequency, size);
        Array.Resize(ref last, size);
        Array.Resize(ref place, size);
    }
}

/// <summary>An array that doubles when it is full.</summary>
internal sealed class Growing<T>
{
    private T[] values = new T[64];

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

    public void Clear() => Count = 0;

    public T[] ToArray() => values[..Count];
}
