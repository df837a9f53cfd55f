// Windows of documents, in which all terms are added before the next: T. Strohman, W. B. Croft: Efficient document retrieval in main
// memory, SIGIR 2007, section 2. What is known of the documents of a window is read in a row, and stays in the nearest cache.
using System.Numerics;
using System.Runtime.Intrinsics;

namespace Kith.Kernels.Text;

/// <summary>BM25 scores of documents by question. Kept for the next question: an array of a million zeros costs more than most answers.</summary>
public sealed class DocumentScores
{
    private const int Window = 1 << 12;

    // With fewer than one occurrence for so many documents, windows hold too few to be worth reading in a row.
    private const int Sparse = 32;
    private const int Block = 256;

    private readonly Sums<float> sums = new();

    // By document of the window.
    private readonly float[] dampings = new float[Window];
    private readonly int[] groupsOf = new int[Window];

    private bool dense;

    /// <summary>The score of a document; 0 if it holds no term.</summary>
    public float this[int document] => sums[document];

    /// <summary>
    /// Scores all documents, each document's terms in the order of the question, and offers those above 0 that pass. Notes for each
    /// occurrence one more than the group of its document, so that 0 stands for none.
    /// </summary>
    /// <param name="question">The occurrences; their groups are written.</param>
    /// <param name="lengths">By document.</param>
    /// <param name="groupOf">By document: its group, or -1.</param>
    /// <param name="saturation">How much a count tells.</param>
    /// <param name="best">To whom documents are offered.</param>
    /// <param name="passes">Which documents may be among the best.</param>
    public void Add(Occurrences question, ReadOnlySpan<int> lengths, ReadOnlySpan<int> groupOf, Bm25.Saturation saturation, BestSoFar best, Predicate<int> passes)
    {
        Reset(lengths.Length, question.Count >= lengths.Length / Sparse);
        if (dense)
        {
            AddByWindow(question, lengths, groupOf, saturation, best, passes);
            return;
        }

        for (int term = 0; term < question.Terms; term++)
        {
            AddTerm(question, term, lengths, groupOf, saturation);
        }

        foreach (int document in sums.Touched)
        {
            if (sums[document] is var score && score >= best.Floor && passes(document))
            {
                best.Offer(document, score);
            }
        }
    }

    // A window is cleared before it is added to; then nothing remembers where something was added.
    private void Reset(int documents, bool byWindow)
    {
        if (dense && !byWindow)
        {
            sums.Within(0, sums.All.Length).Clear();
        }

        sums.Reset(documents);
        dense = byWindow;
    }

    private void AddTerm(Occurrences question, int term, ReadOnlySpan<int> lengths, ReadOnlySpan<int> groupOf, Bm25.Saturation saturation)
    {
        ReadOnlySpan<int> documents = question.Documents[question[term]], counts = question.Counts[question[term]];
        var groups = question.Groups[question[term]];
        float worth = question.Worth(term);
        Span<float> more = stackalloc float[Block];
        for (int from = 0; from < documents.Length; from += Block)
        {
            var some = documents.Slice(from, Math.Min(Block, documents.Length - from));
            for (int i = 0; i < some.Length; i++)
            {
                more[i] = worth * saturation.Of(counts[from + i], lengths[some[i]]);
                groups[from + i] = groupOf[some[i]] + 1;
            }

            sums.Add(some, more[..some.Length]);
        }
    }

    private void AddByWindow(Occurrences question, ReadOnlySpan<int> lengths, ReadOnlySpan<int> groupOf, Bm25.Saturation saturation, BestSoFar best, Predicate<int> passes)
    {
        Span<int> next = new int[question.Terms];
        for (int term = 0; term < next.Length; term++)
        {
            next[term] = question[term].Start.Value;
        }

        for (int first = 0; first < lengths.Length; first += Window)
        {
            int count = Math.Min(Window, lengths.Length - first);
            saturation.Dampings(lengths.Slice(first, count), dampings);
            groupOf.Slice(first, count).CopyTo(groupsOf);
            var scores = sums.Within(first, count);
            scores.Clear();
            for (int term = 0; term < next.Length; term++)
            {
                next[term] = AddWithin(question, term, next[term], first, scores, saturation);
            }

            Offer(first, scores, best, passes);
        }
    }

    // Returns where the term goes on in the next window.
    private int AddWithin(Occurrences question, int term, int at, int first, Span<float> scores, Bm25.Saturation saturation)
    {
        ReadOnlySpan<int> documents = question.Documents[..question[term].End], counts = question.Counts;
        var groups = question.Groups;
        (float[] dampingOf, int[] groupOf) = (dampings, groupsOf);
        float worth = question.Worth(term);
        for (; at < documents.Length; at++)
        {
            int document = documents[at] - first;
            if (document >= scores.Length)
            {
                break;
            }

            scores[document] += worth * saturation.Of(counts[at], dampingOf[document]);
            groups[at] = groupOf[document] + 1;
        }

        return at;
    }

    private static void Offer(int first, ReadOnlySpan<float> scores, BestSoFar best, Predicate<int> passes)
    {
        int at = 0;
        for (; at <= scores.Length - Vector256<float>.Count; at += Vector256<float>.Count)
        {
            var some = Vector256.GreaterThanOrEqual(Vector256.Create(scores[at..]), Vector256.Create(best.Floor));
            for (uint left = some.ExtractMostSignificantBits(); left != 0; left &= left - 1)
            {
                Offer(first, at + BitOperations.TrailingZeroCount(left), scores, best, passes);
            }
        }

        for (; at < scores.Length; at++)
        {
            Offer(first, at, scores, best, passes);
        }
    }

    private static void Offer(int first, int at, ReadOnlySpan<float> scores, BestSoFar best, Predicate<int> passes)
    {
        if (scores[at] >= best.Floor && passes(first + at))
        {
            best.Offer(first + at, scores[at]);
        }
    }
}
