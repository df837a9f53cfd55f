using CsCheck;
using Kith.Kernels.Text;

namespace Kith.Kernels.Tests.Text;

public class Bm25Tests
{
    private static readonly Bm25Parameters With = Bm25Parameters.Usual;

    [Fact]
    public void Scores_of_documents_equal_the_formula() => Gen.Select(InvertedIndexTests.Corpus, Query).Sample((corpus, query) =>
    {
        InvertedIndex index = InvertedIndexTests.Build(corpus);
        var scores = new float[corpus.Length];
        Bm25.Documents(index, Weighted(index, query), With, scores);
        Same(Slow([.. corpus.Select(Split)], query), scores);
    });

    [Fact]
    public void A_group_scores_as_one_long_document() => Gen.Select(InvertedIndexTests.Corpus, Query, Gen.Int[1, 5]).Sample((corpus, query, groups) =>
    {
        InvertedIndex index = InvertedIndexTests.Build(corpus);
        // Every seventh document is left out; the others are dealt out in turn.
        int[] groupOf = [.. corpus.Select((_, document) => document % 7 == 6 ? -1 : document % groups)];
        var scores = new float[groups];
        Bm25.Groups(index, groupOf, Bm25.GroupLengths(index, groupOf, groups), Weighted(index, query), With, scores);
        Same(Slow([.. Enumerable.Range(0, groups).Select(g => corpus.Where((_, d) => groupOf[d] == g).SelectMany(Split).ToArray())], query), scores);
    });

    // Few documents are wanted of many, so that most queries end early; sums in the same order, so that they are the same.
    [Fact]
    public void The_best_found_early_are_the_best_of_all() => Gen.Select(InvertedIndexTests.Corpus.Array[1, 8], Query, Gen.Int[0, 6]).Sample((corpora, query, count) =>
    {
        InvertedIndexBuilder builder = new();
        foreach (var text in corpora.SelectMany(corpus => corpus))
        {
            builder.Add(text);
        }

        builder.Add("gone");
        builder.Remove(builder.Documents - 1);
        InvertedIndex index = builder.Build();
        WeightedTerm[] terms = [.. Weighted(index, query).DistinctBy(term => term.Term)
            .OrderByDescending(term => term.Weight * Bm25.Idf(index.Frequency(term.Term), index.Filled)).ThenBy(term => term.Term)];
        var all = new float[index.Documents];
        Bm25.Documents(index, terms, With, all);
        Sums<float> scores = new();
        var best = BestDocuments.Of(index, [.. terms.Reverse()], With, count, scores);
        Assert.Equal(TopK.Of(all, count), best);
        Assert.All(best, document => Assert.Equal(all[document], scores[document]));
    });

    // One in so many documents holds the rare word, every one the common word, more or less often: a few are read, many walked over.
    [Theory]
    [InlineData(500, true)]
    [InlineData(3, false)]
    public void Few_candidates_are_read_and_many_walked_over(int oneIn, bool areRead)
    {
        InvertedIndexBuilder builder = new();
        for (var document = 0; document < 6_000; document++)
        {
            builder.Add(string.Concat(Enumerable.Repeat("often ", 1 + (document % 4))) + (document % oneIn == 0 ? "seldom" : "other"));
        }

        InvertedIndex index = builder.Build();
        WeightedTerm[] terms = [new(index.Terms.Find("seldom"), 1), new(index.Terms.Find("often"), 1)];
        var all = new float[index.Documents];
        Bm25.Documents(index, terms, With, all);
        Sums<float> scores = new();

        Assert.Equal(TopK.Of(all, 5), BestDocuments.Of(index, terms, With, 5, scores));
        Assert.Equal(areRead ? 6_000 / oneIn : 6_000, scores.Touched.Length);
    }

    [Fact]
    public void A_rare_word_tells_more_than_a_common_one() => Assert.True(Bm25.Idf(1, 100) > Bm25.Idf(99, 100) && Bm25.Idf(100, 100) > 0);

    private static readonly Gen<string[]> Query = Gen.Int[0, 45].Select(word => $"w{word}q").Array[0, 6];

    private static string[] Split(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    private static WeightedTerm[] Weighted(InvertedIndex index, string[] query) =>
        [.. query.Select((word, i) => new WeightedTerm(index.Terms.Find(word), i + 1)).Where(term => term.Term >= 0)];

    private static double[] Slow(string[][] documents, string[] query)
    {
        var filled = documents.Where(words => words.Length > 0).ToArray();
        var mean = filled.Length == 0 ? 0 : filled.Average(words => words.Length);
        return [.. documents.Select(words => query.Select((word, i) => (i + 1) * Part(words, word)).Sum())];

        double Part(string[] words, string word)
        {
            int count = words.Count(word.Equals), holding = filled.Count(other => other.Contains(word));
            var idf = Math.Log(1 + (filled.Length - holding + .5) / (holding + .5));
            return count == 0 ? 0 : idf * count * (With.K1 + 1) / (count + With.K1 * (1 - With.B + With.B * words.Length / mean));
        }
    }

    private static void Same(double[] expected, float[] scores)
    {
        Assert.Equal(expected.Length, scores.Length);
        for (var i = 0; i < scores.Length; i++)
        {
            Assert.Equal(expected[i], scores[i], 1e-3 * (1 + expected[i]));
        }
    }
}
