namespace Kith.Kernels.Text;

/// <summary>The occurrences of the terms of one question, read once. Kept for the next question, with its memory.</summary>
public sealed class Occurrences
{
    private readonly List<(float Worth, int End)> terms = [];
    private int[] documents = new int[1024];
    private int[] counts = new int[1024];
    private int[] groups = new int[1024];

    /// <summary>The number of occurrences: of documents that hold a term, as often as they hold another.</summary>
    public int Count { get; private set; }

    /// <summary>The number of terms.</summary>
    public int Terms => terms.Count;

    /// <summary>By occurrence, term by term: the document. Those of a term rise.</summary>
    public ReadOnlySpan<int> Documents => documents.AsSpan(0, Count);

    /// <summary>By occurrence: how often the document holds the term.</summary>
    public ReadOnlySpan<int> Counts => counts.AsSpan(0, Count);

    /// <summary>By occurrence: room for one more than the group of its document; see <see cref="DocumentScores.Add"/>.</summary>
    public Span<int> Groups => groups.AsSpan(0, Count);

    /// <summary>Where the occurrences of a term stand.</summary>
    public Range this[int term] => (term == 0 ? 0 : terms[term - 1].End)..terms[term].End;

    /// <summary>What an occurrence that nothing dampens adds to a document's score.</summary>
    public float Worth(int term) => terms[term].Worth;

    /// <summary>Begins anew.</summary>
    public void Clear()
    {
        terms.Clear();
        Count = 0;
    }

    /// <summary>Takes all occurrences of the next term.</summary>
    public void Take(Postings postings, float worth)
    {
        for (int read = -1; read != 0; Count += read)
        {
            Reserve(1);
            read = postings.Read(documents.AsSpan(Count), counts.AsSpan(Count));
        }

        terms.Add((worth, Count));
    }

    /// <summary>The same where they are known already; documents rise.</summary>
    public void Take(ReadOnlySpan<int> held, ReadOnlySpan<int> howOften, float worth)
    {
        Reserve(held.Length);
        held.CopyTo(documents.AsSpan(Count));
        howOften.CopyTo(counts.AsSpan(Count));
        Count += held.Length;
        terms.Add((worth, Count));
    }

    private void Reserve(int more)
    {
        if (Count + more > documents.Length)
        {
            int room = Math.Max(Count + more, documents.Length * 2);
            Array.Resize(ref documents, room);
            Array.Resize(ref counts, room);
            Array.Resize(ref groups, room);
        }
    }
}
