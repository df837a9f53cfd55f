// J. Zobel, A. Moffat: Inverted files for text search engines. ACM Computing Surveys 38(2), 2006: gaps and counts in variable-length bytes.
namespace Kith.Kernels.Text;

/// <summary>
/// Which documents hold a term, and how often. Documents are numbered in the order in which they were added; what they
/// belong to (a thread, an author) is given when asking, so one index answers for messages, threads and people.
/// Built by <see cref="InvertedIndexBuilder"/>; never changes.
/// </summary>
public sealed class InvertedIndex
{
    // Grows whenever the bytes, or the terms that a text gives, change: then stored indexes are made again.
    private const int Format = 2;

    private readonly int[] starts;
    private readonly byte[] postings;
    private readonly int[] frequencies;
    private readonly int[] lengths;

    internal InvertedIndex(TermTable terms, int[] starts, byte[] postings, int[] frequencies, int[] lengths) =>
        (Terms, this.starts, this.postings, this.frequencies, this.lengths) = (terms, starts, postings, frequencies, lengths);

    /// <summary>The numbers of the terms.</summary>
    public TermTable Terms { get; }

    /// <summary>The number of documents.</summary>
    public int Documents => lengths.Length;

    /// <summary>The number of terms of each document, each counted as often as it weighs.</summary>
    public ReadOnlySpan<int> Lengths => lengths;

    /// <summary>The number of documents that hold a term.</summary>
    public int Frequency(int term) => frequencies[term];

    /// <summary>The documents that hold a term, rising, with the count of the term in each.</summary>
    public Postings this[int term] => new(Bytes(term));

    internal ReadOnlySpan<byte> Bytes(int term) => postings.AsSpan(starts[term]..starts[term + 1]);

    /// <summary>The whole index as bytes, to be stored beside the log position at which it was built.</summary>
    public void Write(ArrayWriter to)
    {
        to.Write<int>([Format]);
        Terms.Write(to);
        to.Write<int>(starts);
        to.Write<byte>(postings);
        to.Write<int>(frequencies);
        to.Write<int>(lengths);
    }

    /// <summary>Reads what <see cref="Write"/> wrote; throws <see cref="InvalidDataException"/> for anything else.</summary>
    public static InvertedIndex Read(ref ArrayReader from)
    {
        if (from.Read<int>() is not [Format])
        {
            throw new InvalidDataException("The stored index has another format.");
        }

        return new(TermTable.Read(ref from), from.Read<int>(), from.Read<byte>(), from.Read<int>(), from.Read<int>());
    }
}

/// <summary>Walks the documents of a term.</summary>
public ref struct Postings(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> bytes = bytes;
    private int at;

    /// <summary>The document found last; -1 before the first.</summary>
    public int Document { get; private set; } = -1;

    /// <summary>How often the document holds the term.</summary>
    public int Count { get; private set; }

    /// <summary>Goes to the next document; false at the end.</summary>
    public bool Next()
    {
        if (at == bytes.Length)
        {
            return false;
        }

        int code = Varint.Read(bytes, ref at);
        Document += code >> 1;
        Count = (code & 1) != 0 ? 1 : Varint.Read(bytes, ref at);
        return true;
    }

    /// <summary>Bytes of the posting of a document <paramref name="gap"/> after the one before.</summary>
    internal static int Size(int gap, int count) => Varint.Size(Code(gap, count)) + (count == 1 ? 0 : Varint.Size(count));

    internal static int Put(Span<byte> to, int gap, int count)
    {
        int n = Varint.Write(to, Code(gap, count));
        return count == 1 ? n : n + Varint.Write(to[n..], count);
    }

    private static int Code(int gap, int count) => gap << 1 | (count == 1 ? 1 : 0);
}

/// <summary>Seven bits a byte, low bits first; the high bit says that more follow.</summary>
internal static class Varint
{
    public static int Size(int value)
    {
        int size = 1;
        for (uint rest = (uint)value >> 7; rest != 0; rest >>= 7)
        {
            size++;
        }

        return size;
    }

    public static int Write(Span<byte> to, int value)
    {
        int n = 0;
        uint rest = (uint)value;
        for (; rest >= 0x80; rest >>= 7)
        {
            to[n++] = (byte)(rest | 0x80);
        }

        to[n++] = (byte)rest;
        return n;
    }

    public static int Read(ReadOnlySpan<byte> from, ref int at)
    {
        int b = from[at++];
        if (b < 0x80)
        {
            return b;
        }

        int value = b & 0x7f;
        for (int shift = 7; ; shift += 7)
        {
            b = from[at++];
            value |= (b & 0x7f) << shift;
            if (b < 0x80)
            {
                return value;
            }
        }
    }
}
