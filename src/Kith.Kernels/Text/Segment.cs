// N. Lester, A. Moffat, J. Zobel: Efficient online index construction for text databases. ACM TODS 33(3), 2008: partitions that grow geometrically.
namespace Kith.Kernels.Text;

/// <summary>
/// The postings of consecutive documents. Terms rise; the postings of a term are gaps from the document before, from -1 at the
/// beginning. Frequencies count only documents that were not removed; their postings stay until segments are merged.
/// </summary>
internal sealed record Segment(int First, int End, int[] Terms, int[] Starts, byte[] Postings, int[] Frequencies)
{
    /// <summary>Merging what is smaller than this many times the segments behind it keeps their number logarithmic.</summary>
    private const int Ratio = 2;

    public long Size => Postings.LongLength + sizeof(long) * (long)Terms.Length;

    /// <summary>The place of a term, or -1. The first segment nearly always holds all terms up to some number.</summary>
    public int Place(int term)
    {
        if ((uint)term < (uint)Terms.Length && Terms[term] == term)
        {
            return term;
        }

        int place = Array.BinarySearch(Terms, term);
        return place < 0 ? -1 : place;
    }

    public ReadOnlySpan<byte> Bytes(int place) => Postings.AsSpan(Starts[place]..Starts[place + 1]);

    /// <summary>Merges the last segments as far as the balance of sizes asks for it.</summary>
    public static void Balance(List<Segment> segments, ReadOnlySpan<int> lengths)
    {
        int from = segments.Count - 1;
        for (long size = from < 0 ? 0 : segments[from].Size; from > 0 && segments[from - 1].Size <= Ratio * size; from--)
        {
            size += segments[from - 1].Size;
        }

        if (from >= 0 && from < segments.Count - 1)
        {
            Segment merged = Merge([.. segments[from..]], lengths);
            segments.RemoveRange(from, segments.Count - from);
            segments.Add(merged);
        }
    }

    /// <summary>One segment of several consecutive ones, without the postings of documents whose length is 0.</summary>
    public static Segment Merge(ReadOnlySpan<Segment> parts, ReadOnlySpan<int> lengths)
    {
        if (parts.Length == 0)
        {
            return new(0, 0, [], [0], [], []);
        }

        int[] terms = Union(parts);
        int[] starts = new int[terms.Length + 1], frequencies = new int[terms.Length];
        // Gaps that join never need more bytes than before.
        byte[] postings = new byte[Total(parts)];
        int[] next = new int[parts.Length];
        int end = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            int last = -1;
            for (int part = 0; part < parts.Length; part++)
            {
                if (next[part] < parts[part].Terms.Length && parts[part].Terms[next[part]] == terms[i])
                {
                    frequencies[i] += Copy(new Postings(parts[part].Bytes(next[part]++)), lengths, postings, ref end, ref last);
                }
            }

            starts[i + 1] = end;
        }
        Array.Resize(ref postings, end);
        return new(parts[0].First, parts[^1].End, terms, starts, postings, frequencies);
    }

    private static int Copy(Postings from, ReadOnlySpan<int> lengths, byte[] to, ref int end, ref int last)
    {
        int copied = 0;
        while (from.Next())
        {
            if (lengths[from.Document] > 0)
            {
                end += Text.Postings.Put(to.AsSpan(end), from.Document - last, from.Count);
                last = from.Document;
                copied++;
            }
        }
        return copied;
    }

    private static int Total(ReadOnlySpan<Segment> parts)
    {
        int total = 0;
        foreach (var part in parts)
        {
            total = checked(total + part.Postings.Length);
        }

        return total;
    }

    private static int[] Union(ReadOnlySpan<Segment> parts)
    {
        int[] all = parts[0].Terms;
        foreach (var part in parts[1..])
        {
            all = Union(all, part.Terms);
        }

        return all;
    }

    private static int[] Union(int[] a, int[] b)
    {
        int[] both = new int[a.Length + b.Length];
        int count = 0;
        for (int i = 0, j = 0; i < a.Length || j < b.Length;)
        {
            int term = j == b.Length || (i < a.Length && a[i] < b[j]) ? a[i] : b[j];
            i += i < a.Length && a[i] == term ? 1 : 0;
            j += j < b.Length && b[j] == term ? 1 : 0;
            both[count++] = term;
        }
        Array.Resize(ref both, count);
        return both;
    }
}
