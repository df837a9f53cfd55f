// S. Robertson, H. Zaragoza: The Probabilistic Relevance Framework: BM25 and Beyond. Foundations and Trends in IR 3(4), 2009.
using System.Numerics;

namespace Kith.Kernels.Text;

/// <summary>How fast repeated words saturate (<paramref name="K1"/>) and how much length counts (<paramref name="B"/>, 0 to 1).</summary>
public readonly record struct Bm25Parameters(float K1, float B)
{
    /// <summary>The constants chosen on chat archives.</summary>
    public static Bm25Parameters Usual { get; } = new(1.2f, .5f);
}

/// <summary>A term of a query and how much it counts.</summary>
public readonly record struct WeightedTerm(int Term, float Weight);

/// <summary>Scores documents, or groups of documents as if each group were one long document, against a query.</summary>
public static class Bm25
{
    /// <summary>What a term found in <paramref name="frequency"/> of <paramref name="total"/> documents tells; never negative.</summary>
    public static float Idf(int frequency, int total) => MathF.Log(1 + (total - frequency + .5f) / (frequency + .5f));

    /// <summary>Adds the score of each document to <paramref name="scores"/> (one place a document).</summary>
    public static void Documents(InvertedIndex index, ReadOnlySpan<WeightedTerm> query, Bm25Parameters with, Span<float> scores)
    {
        var lengths = index.Lengths;
        Saturation saturation = new(with, index.Filled, index.Tokens);
        foreach (var term in query)
        {
            float worth = term.Weight * Idf(index.Frequency(term.Term), saturation.Groups);
            for (var postings = index[term.Term]; postings.Next();)
            {
                if (lengths[postings.Document] is var length and > 0)
                {
                    scores[postings.Document] += worth * saturation.Of(postings.Count, length);
                }
            }
        }
    }

    /// <summary>
    /// Adds the score of each group to <paramref name="scores"/> (one place a group). <paramref name="groupOf"/> gives the
    /// group of each document, -1 to leave it out; lengths come from <see cref="GroupLengths"/>.
    /// </summary>
    public static void Groups(InvertedIndex index, ReadOnlySpan<int> groupOf, ReadOnlySpan<int> groupLengths,
        ReadOnlySpan<WeightedTerm> query, Bm25Parameters with, Span<float> scores)
    {
        var saturation = Saturation.Of(with, groupLengths);
        int[] counts = new int[groupLengths.Length], touched = new int[groupLengths.Length];
        foreach (var term in query)
        {
            int found = Sum(index[term.Term], groupOf, counts, touched);
            float worth = term.Weight * Idf(found, saturation.Groups);
            foreach (int group in touched.AsSpan(0, found))
            {
                scores[group] += worth * saturation.Of(counts[group], groupLengths[group]);
                counts[group] = 0;
            }
        }
    }

    /// <summary>The summed length of the documents of each group.</summary>
    public static int[] GroupLengths(InvertedIndex index, ReadOnlySpan<int> groupOf, int groups)
    {
        int[] lengths = new int[groups];
        for (int document = 0; document < groupOf.Length; document++)
        {
            if (groupOf[document] >= 0)
            {
                lengths[groupOf[document]] += index.Lengths[document];
            }
        }

        return lengths;
    }

    private static int Sum(Postings postings, ReadOnlySpan<int> groupOf, int[] counts, int[] touched)
    {
        int found = 0;
        while (postings.Next())
        {
            int group = groupOf[postings.Document];
            if (group < 0)
            {
                continue;
            }

            if (counts[group] == 0)
            {
                touched[found++] = group;
            }

            counts[group] += postings.Count;
        }
        return found;
    }

    /// <summary>How much a count tells in a text of a length: 1 + k1 at most.</summary>
    public readonly struct Saturation
    {
        private readonly float k1, fixedPart, perLength;

        /// <summary>For texts of so many terms altogether.</summary>
        public Saturation(Bm25Parameters with, int groups, long tokens)
        {
            Groups = groups;
            k1 = with.K1;
            fixedPart = k1 * (1 - with.B);
            perLength = tokens == 0 ? 0 : k1 * with.B * groups / tokens;
        }

        /// <summary>For texts of these lengths; empty ones do not count.</summary>
        public static Saturation Of(Bm25Parameters with, ReadOnlySpan<int> lengths)
        {
            long tokens = 0;
            int groups = 0;
            foreach (int length in lengths)
            {
                tokens += length;
                groups += length > 0 ? 1 : 0;
            }

            return new(with, groups, tokens);
        }

        /// <summary>The number of groups that hold any term.</summary>
        public int Groups { get; }

        /// <summary>What a count tells.</summary>
        public float Of(int count, int length) => Of(count, Damping(length));

        /// <summary>The same, with what the length does.</summary>
        public float Of(int count, float damping) => count * (k1 + 1) / (count + damping);

        /// <summary>What a length does: the count that reaches half of the most.</summary>
        public float Damping(int length) => fixedPart + perLength * length;

        /// <summary>The same of many lengths.</summary>
        public void Dampings(ReadOnlySpan<int> lengths, Span<float> dampings)
        {
            int at = 0;
            for (; at <= lengths.Length - Vector<int>.Count; at += Vector<int>.Count)
            {
                (new Vector<float>(fixedPart) + new Vector<float>(perLength) * Vector.ConvertToSingle(new Vector<int>(lengths[at..]))).CopyTo(dampings[at..]);
            }

            for (; at < lengths.Length; at++)
            {
                dampings[at] = Damping(lengths[at]);
            }
        }
    }
}
