using CsCheck;
using Kith.Kernels.Text;

namespace Kith.Kernels.Tests.Text;

public class DocumentScoresTests
{
    // Three windows and a rest, of short texts.
    private const int Documents = 3 * (1 << 12) + 77;

    private static readonly string[] Words = ["ever", "often", "odd", "rare"];
    private static readonly InvertedIndex Index = Build();
    private static readonly DocumentScores Memory = new();

    private static readonly Gen<(string[] Words, int Most)> Questions = Gen.Select(Gen.Int[0, 3].Array[0, 4].Select(words => words.Distinct().Select(word => Words[word]).ToArray()), Gen.Int[0, 3].Select(most => new[] { 0, 1, 10, 700 }[most]));

    // Asked with the same memory, in turn by window and not, so that nothing is left of the question before.
    [Fact]
    public void Scores_the_best_and_the_groups_are_those_of_one_document_after_the_other() => Questions.Array[1, 4].Sample(questions =>
    {
        int[] groupOf = [.. Enumerable.Range(0, Documents).Select(document => document % 11 - 1)];
        foreach (var (words, most) in questions)
        {
            WeightedTerm[] terms = [.. words.Select((word, i) => new WeightedTerm(Index.Terms.Find(word), i + 1))];
            var expected = new float[Documents];
            Bm25.Documents(Index, terms, Bm25Parameters.Usual, expected);
            Occurrences question = Read(terms);
            BestSoFar best = new(most);
            Memory.Add(question, Index.Lengths, groupOf, new(Bm25Parameters.Usual, Index.Filled, Index.Tokens), best, document => document % 3 != 0);
            Assert.Equal(expected, Enumerable.Range(0, Documents).Select(document => Memory[document]));
            Assert.Equal(TopK.Of([.. expected.Select((score, document) => document % 3 == 0 ? 0 : score)], most), best.Places(Comparer<int>.Default));
            Assert.Equal(question.Documents.ToArray().Select(document => groupOf[document] + 1), question.Groups.ToArray());
        }
    }, iter: 40, threads: 1);

    [Fact]
    public void The_best_of_what_is_offered_are_the_best_of_all() => Gen.Select(Gen.Int[0, 60].Array[0, 900], Gen.Int[0, 40]).Sample((values, most) =>
    {
        float[] scores = [.. values.Select(value => value / 8f)];
        BestSoFar best = new(most);
        for (var place = 0; place < scores.Length; place++)
        {
            best.Offer(place, scores[place]);
            Assert.True(best.Floor > 0);
        }

        best.Offer(scores.Length, float.NaN);
        Assert.Equal(TopK.Of(scores, most), best.Places(Comparer<int>.Default));
    });

    private static Occurrences Read(WeightedTerm[] terms)
    {
        Occurrences question = new();
        foreach (var (term, weight) in terms)
        {
            question.Take(Index[term], weight * Bm25.Idf(Index.Frequency(term), Index.Filled));
        }

        return question;
    }

    private static InvertedIndex Build()
    {
        InvertedIndexBuilder builder = new();
        for (var document = 0; document < Documents; document++)
        {
            builder.Add(string.Join(' ', Enumerable.Repeat("ever", document % 7)) + (document % 3 == 1 ? " often often" : "") + (document % 40 == 5 ? " odd" : "") + (document % 2_000 == 9 ? " rare" : ""));
        }

        return builder.Build();
    }
}
