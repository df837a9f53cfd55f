namespace Kith.Kernels.Text;

/// <summary>Walks the documents of a term.</summary>
public ref struct Postings
{
    private readonly Segment[] segments = [];
    private readonly int term;
    private ReadOnlySpan<byte> bytes;
    private int at;
    private int segment;

    internal Postings(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    internal Postings(Segment[] segments, int term) => (this.segments, this.term) = (segments, term);

    /// <summary>The document found last; -1 before the first.</summary>
    public int Document { get; private set; } = -1;

    /// <summary>How often the document holds the term.</summary>
    public int Count { get; private set; }

    /// <summary>Goes to the next document; false at the end.</summary>
    public bool Next()
    {
        if (at == bytes.Length && !NextSegment())
        {
            return false;
        }

        int code = Varint.Read(bytes, ref at);
        Document += code >> 1;
        Count = (code & 1) != 0 ? 1 : Varint.Read(bytes, ref at);
        return true;
    }

    /// <summary>Reads the next documents and counts, as many as there is room for; returns how many, 0 at the end.</summary>
    public int Read(scoped Span<int> documents, scoped Span<int> counts)
    {
        int read = 0;
        while (read < documents.Length && (at < bytes.Length || NextSegment()))
        {
            int from = at, document = Document;
            for (; read < documents.Length && from < bytes.Length; read++)
            {
                int code = Varint.Read(bytes, ref from);
                documents[read] = document += code >> 1;
                counts[read] = (code & 1) != 0 ? 1 : Varint.Read(bytes, ref from);
            }
            (at, Document) = (from, document);
        }

        return read;
    }

    /// <summary>Bytes of the posting of a document <paramref name="gap"/> after the one before.</summary>
    internal static int Size(int gap, int count) => Varint.Size(Code(gap, count)) + (count == 1 ? 0 : Varint.Size(count));

    internal static int Put(Span<byte> to, int gap, int count)
    {
        int n = Varint.Write(to, Code(gap, count));
        return count == 1 ? n : n + Varint.Write(to[n..], count);
    }

    private static int Code(int gap, int count) => gap << 1 | (count == 1 ? 1 : 0);

    private bool NextSegment()
    {
        while (segment < segments.Length)
        {
            var next = segments[segment++];
            if (next.Place(term) is var place and >= 0 && next.Bytes(place) is { Length: > 0 } found)
            {
                bytes = found;
                (at, Document) = (0, -1);
                return true;
            }
        }

        return false;
    }
}

/// <summary>Walks the different terms of a document, in the order in which they first stand there.</summary>
public ref struct DocumentTerms
{
    private readonly ReadOnlySpan<byte> bytes;
    private int at;
    private int first;
    private int more;

    internal DocumentTerms(ReadOnlySpan<byte> bytes) => this.bytes = bytes;

    /// <summary>The term found last.</summary>
    public int Current { get; private set; }

    /// <summary>How often the document holds it.</summary>
    public int Count { get; private set; }

    /// <summary>Where it stands there; see <see cref="Tokenizer.Place"/>.</summary>
    public readonly Places Places => new(bytes, first, more);

    /// <summary>Goes to the next term; false at the end.</summary>
    public bool Next()
    {
        if (at == bytes.Length)
        {
            return false;
        }

        int code = Varint.Read(bytes, ref at);
        Current = code >> 1;
        Count = (code & 1) != 0 ? 1 : Varint.Read(bytes, ref at);
        int place = Varint.Read(bytes, ref at);
        first += place >> 1;
        more = (place & 1) != 0 ? at : -1;
        while ((place & 1) != 0)
        {
            place = Varint.Read(bytes, ref at);
        }

        return true;
    }
}

/// <summary>The different terms of each of some documents, as they were when this was taken.</summary>
public readonly struct TermsOfDocuments(View<byte> words, View<int> ends)
{
    /// <summary>Those of one document, even if it was removed.</summary>
    public DocumentTerms this[int document] => new(words.Span[(document == 0 ? 0 : ends[document - 1])..ends[document]]);
}

/// <summary>Walks the places of a term in a document, rising.</summary>
public ref struct Places
{
    private readonly ReadOnlySpan<byte> bytes;
    private int at;
    private bool begun;

    internal Places(ReadOnlySpan<byte> bytes, int first, int at)
    {
        this.bytes = bytes;
        (Current, this.at) = (first, at);
    }

    /// <summary>The place found last.</summary>
    public int Current { get; private set; }

    /// <summary>Goes to the next place; false at the end.</summary>
    public bool Next()
    {
        if (!begun)
        {
            return begun = true;
        }

        if (at < 0)
        {
            return false;
        }

        int code = Varint.Read(bytes, ref at);
        Current += code >> 1;
        at = (code & 1) != 0 ? at : -1;
        return true;
    }
}
