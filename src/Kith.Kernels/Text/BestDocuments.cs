// The rarest terms first, until what is left can't lift any other document among the best: H. Turtle, J. Flood: Query evaluation:
// strategies and optimizations, IPM 31(6), 1995 ("max-score", term at a time). The rest is read from the documents themselves.
namespace Kith.Kernels.Text;

/// <summary>The documents that fit a query best by BM25, without looking at all occurrences of its terms.</summary>
public static class BestDocuments
{
    private const int Block = 256;

    // To read a document costs as much as to walk over so many occurrences: where there are many candidates and few occurrences, the
    // next term is walked over after all.
    private const int ReadingOne = 50;

    // Sums of floats are not exact.
    private const double Slack = 1.0001;

    /// <summary>The best, best first; of equals the earlier. Those that <see cref="Bm25.Documents"/> scores highest.</summary>
    /// <param name="index">The documents.</param>
    /// <param name="query">Each term once.</param>
    /// <param name="with">The constants.</param>
    /// <param name="count">At most how many.</param>
    /// <param name="scores">Memory that is used again for each query; afterwards it holds the scores of the documents returned.</param>
    public static int[] Of(InvertedIndex index, ReadOnlySpan<WeightedTerm> query, Bm25Parameters with, int count, Sums<float> scores)
    {
        Bm25.Saturation saturation = new(with, index.Filled, index.Tokens);
        WeightedTerm[] terms = Worth(index, query, saturation.Groups);
        double left = terms.Sum(term => (double)term.Weight * (with.K1 + 1));
        scores.Reset(index.Documents);
        for (int at = 0; at < terms.Length; at++)
        {
            if (at > 0 && Last(scores, count) is var bar && bar > left * Slack
                && Candidates(scores, bar - left * Slack) is var candidates && candidates.Length * (long)ReadingOne < Occurrences(index, terms.AsSpan(at)))
            {
                Complete(index, terms.AsSpan(at), saturation, scores, candidates);
                break;
            }

            Walk(index, terms[at], saturation, scores);
            left -= (double)terms[at].Weight * (with.K1 + 1);
        }

        return TopK.Of(scores.All, scores.Touched, count, Comparer<int>.Default);
    }

    /// <summary>The terms with what they are worth, most first.</summary>
    private static WeightedTerm[] Worth(InvertedIndex index, ReadOnlySpan<WeightedTerm> query, int documents)
    {
        var terms = new WeightedTerm[query.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            terms[i] = query[i] with { Weight = query[i].Weight * Bm25.Idf(index.Frequency(query[i].Term), documents) };
        }

        return [.. terms.OrderByDescending(term => term.Weight).ThenBy(term => term.Term)];
    }

    // The score of the last of the best; 0 if there are fewer.
    private static float Last(Sums<float> scores, int count) =>
        TopK.Of(scores.All, scores.Touched, count, Comparer<int>.Default) is var best && best.Length == count && count > 0 ? scores[best[^1]] : 0;

    private static void Walk(InvertedIndex index, WeightedTerm term, Bm25.Saturation saturation, Sums<float> scores)
    {
        var lengths = index.Lengths;
        Span<int> documents = stackalloc int[Block], counts = stackalloc int[Block];
        Span<float> more = stackalloc float[Block];
        var postings = index[term.Term];
        for (int read; (read = postings.Read(documents, counts)) > 0;)
        {
            int there = 0;
            for (int i = 0; i < read; i++)
            {
                int document = documents[i], length = lengths[document];
                documents[there] = document;
                more[there] = term.Weight * saturation.Of(counts[i], length);
                there += length > 0 ? 1 : 0;
            }

            scores.Add(documents[..there], more[..there]);
        }
    }

    // Documents below the floor can't be among the best.
    private static ReadOnlySpan<int> Candidates(Sums<float> scores, double floor)
    {
        int[] found = new int[scores.Touched.Length];
        int there = 0;
        foreach (int document in scores.Touched)
        {
            found[there] = document;
            there += scores[document] >= floor ? 1 : 0;
        }

        return found.AsSpan(0, there);
    }

    private static long Occurrences(InvertedIndex index, ReadOnlySpan<WeightedTerm> terms)
    {
        long all = 0;
        foreach (var term in terms)
        {
            all += index.Frequency(term.Term);
        }

        return all;
    }

    // Added in the order of terms, so that sums are the same to the last bit.
    private static void Complete(InvertedIndex index, ReadOnlySpan<WeightedTerm> terms, Bm25.Saturation saturation, Sums<float> scores, ReadOnlySpan<int> candidates)
    {
        Span<int> counts = stackalloc int[terms.Length];
        foreach (int document in candidates)
        {
            counts.Clear();
            for (var held = index.TermsOf(document); held.Next();)
            {
                for (int i = 0; i < terms.Length; i++)
                {
                    counts[i] = terms[i].Term == held.Current ? held.Count : counts[i];
                }
            }

            for (int i = 0; i < terms.Length; i++)
            {
                if (counts[i] > 0)
                {
                    scores.Add(document, terms[i].Weight * saturation.Of(counts[i], index.Lengths[document]));
                }
            }
        }
    }
}
