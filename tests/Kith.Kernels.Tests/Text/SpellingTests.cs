using CsCheck;
using Kith.Kernels.Text;

namespace Kith.Kernels.Tests.Text;

public class SpellingTests
{
    private static readonly InvertedIndex Index = InvertedIndexTests.Build(["sourdough sourdough bread", "bread oven", "broad beans", "sourwood honey", "beehive"]);

    [Theory]
    [InlineData("sourdogh", "sourdough")]
    [InlineData("suordough", "sourdough")]
    [InlineData("sourdoughh", "sourdough")]
    [InlineData("bred", "bread")]
    [InlineData("brea", "bread")]
    public void A_word_misspelt_is_found(string written, string meant) => Assert.Equal(meant, Near(written)[0]);

    [Fact]
    public void Of_words_as_close_the_more_frequent_comes_first() => Assert.Equal(["bread", "broad"], Near("brxad"));

    [Fact]
    public void Of_words_as_close_one_of_the_same_first_letter_comes_first()
    {
        var index = InvertedIndexTests.Build(["tread", "tread", "tread", "broad"]);
        Assert.Equal(["broad", "tread"], Spelling.Near(index, "bread", 5, index.Frequency).Select(term => index.Terms[term].ToString()));
    }

    [Theory]
    [InlineData("fourdough", "sourdough")]
    [InlineData("fourdaugh", "")]
    [InlineData("ourdaugh", "")]
    [InlineData("sourdaugt", "")]
    [InlineData("saurdaugh", "sourdough")]
    [InlineData("surdought", "sourdough")]
    [InlineData("sourdouhg", "sourdough")]
    public void Of_two_edits_none_is_of_the_first_letter_and_none_of_two_replaced_of_the_last(string written, string meant) =>
        Assert.Equal(meant, Near(written).FirstOrDefault(""));

    [Fact]
    public void What_is_far_from_everything_is_left_alone() => Assert.Empty(Near("quantum"));

    [Fact]
    public void A_term_that_does_not_count_is_not_named() =>
        Assert.Empty(Spelling.Near(Index, "sourdogh", 5, _ => 0));

    [Fact]
    public void The_beginning_of_a_word_is_completed() =>
        Assert.Equal(["sourdough", "sourwood"], Names(Spelling.Beginning(Index, "sour", 5, Index.Frequency)));

    [Fact]
    public void The_distance_equals_that_of_the_definition() => Gen.Select(Word, Word).Sample((a, b) =>
        Assert.Equal(Slow(a, b), Spelling.Distance(a, b)));

    [Fact]
    public void Nothing_near_is_missed_and_nothing_far_is_named() => Gen.Select(Term.Array[1, 30], Term).Sample((terms, word) =>
    {
        var index = InvertedIndexTests.Build([string.Join(' ', terms)]);
        var all = Enumerable.Range(0, index.TermCount).ToArray();
        var edits = word.Length >= Spelling.LongWord ? 2 : 1;
        Assert.Equal(
            all.Where(term => index.Terms[term].ToString() is var other && Slow(other, word) is var distance && distance <= edits
                && !(distance == 2 && (other[0] != word[0] || (other.Length == word.Length && other[^1] != word[^1] && other.Zip(word).Count(pair => pair.First != pair.Second) == 2)))).Order(),
            Spelling.Near(index, word, all.Length, index.Frequency).Order());
        Assert.Equal(
            all.Where(term => index.Terms[term].StartsWith(word.AsSpan(0, 2))).Order(),
            Spelling.Beginning(index, word.AsSpan(0, 2), all.Length, index.Frequency).Order());
    }, iter: 50);

    // Short enough for the slow distance, without an s that would be taken for a plural.
    private static readonly Gen<string> Term = Gen.Char['x', 'z'].Array[3, 7].Select(letters => new string(letters));

    private static readonly Gen<string> Word = Gen.Char['a', 'c'].Array[0, 6].Select(letters => new string(letters));

    private static string[] Near(string word) => Names(Spelling.Near(Index, word, 5, Index.Frequency));

    private static string[] Names(int[] terms) => [.. terms.Select(term => Index.Terms[term].ToString())];

    private static int Slow(string a, string b)
    {
        if (a.Length == 0 || b.Length == 0)
        {
            return a.Length + b.Length;
        }

        var best = Math.Min(Math.Min(Slow(a[..^1], b), Slow(a, b[..^1])) + 1, Slow(a[..^1], b[..^1]) + (a[^1] == b[^1] ? 0 : 1));
        return a.Length > 1 && b.Length > 1 && a[^1] == b[^2] && a[^2] == b[^1] ? Math.Min(best, Slow(a[..^2], b[..^2]) + 1) : best;
    }
}
