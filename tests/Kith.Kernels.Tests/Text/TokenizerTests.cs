using CsCheck;
using Kith.Kernels.Text;

namespace Kith.Kernels.Tests.Text;

public class TokenizerTests
{
    [Theory]
    [InlineData("Measure Theory and the TOPOLOGY of measures", "measure theory topology measure")]
    [InlineData("den Größen der Wörter, où sont les élèves", "größen wörter élève")]
    [InlineData("l'eau de l’océan jusqu'au bord, dell'acqua e qu'elle", "eau océan bord acqua")]
    [InlineData("C's memory, don't d'accord", "c memory accord")]
    [InlineData("warum tropft nicht auch diese Pumpe", "tropft pumpe")]
    [InlineData("waarom werkt dit niet met de pomp", "werkt pomp")]
    [InlineData("por que não funciona a bomba para você", "funciona bomba")]
    [InlineData("Пишем тесты каждый день", "пишем тесты каждый день")]
    [InlineData("don't; isn't it?", "")]
    [InlineData("does it always; goes it", "")]
    public void Text_is_cut_into_lower_case_words_without_stop_words(string text, string terms) => Assert.Equal(terms, Terms(text));

    [Theory]
    [InlineData("call foo_bar now", "call foo_bar foo bar")]
    [InlineData("ContinuousMap", "continuousmap continuous map")]
    [InlineData("parseHTTPHeader __init__", "parsehttpheader parse http header init")]
    [InlineData("C# or C++? F#, 4K", "c# c++ f# 4k")]
    public void An_identifier_gives_itself_and_its_parts(string text, string terms) => Assert.Equal(terms, Terms(text));

    [Theory]
    [InlineData("see https://example.org/Some/Path?q=1&id=ab12 there", "")]
    [InlineData("(http://example.org/x) helps, www.example.org/y|label", "help label")]
    [InlineData("in /home/ann/data/run.sh, ~/notes/x and `C:\\Temp\\y`: input/output", "input output")]
    [InlineData("commit 3f2a9bc71d and 20240131120000 of 2024", "commit 2024")]
    [InlineData("decade facade 0xdeadbeef0", "decade facade 0xdeadbeef0")]
    public void Links_paths_digests_and_long_numbers_are_left_out(string text, string terms) => Assert.Equal(terms, Terms(text));

    [Theory]
    [InlineData("東京都に住む", "東京 京都 都に に住 住む")]
    [InlineData("用 Python 写", "用 python 写")]
    public void Scripts_without_spaces_give_overlapping_pairs(string text, string terms) => Assert.Equal(terms, Terms(text));

    [Theory]
    [InlineData("classes boxes matches theories queries buses", "class box match theory query buse")]
    [InlineData("analysis status class gas", "analysis status class gas")]
    public void Plurals_are_folded_and_nothing_else(string text, string terms) => Assert.Equal(terms, Terms(text));

    [Fact]
    public void A_letter_outside_the_basic_plane_is_a_letter() => Assert.Equal("𝕜 algebra 𝕜algebra", Terms("𝕜-algebra 𝕜algebra 🎉"));

    [Fact]
    public void An_overlong_word_is_left_out() => Assert.Equal("short", Terms(new string('x', Tokenizer.Longest + 1) + " short"));

    [Fact]
    public void Any_text_gives_lower_case_terms_of_bounded_length() => Gen.String.Sample(text =>
    {
        Tokenizer tokens = new(text, new char[Tokenizer.Longest]);
        while (tokens.Next())
        {
            var term = tokens.Current.ToString();
            Assert.InRange(term.Length, 1, Tokenizer.Longest);
            Assert.Equal(term.ToLowerInvariant(), term);
        }
    });

    [Fact]
    public void The_terms_of_two_texts_are_the_terms_of_both() =>
        Gen.Select(Words, Words).Sample((a, b) => Assert.Equal($"{Terms(a)} {Terms(b)}".Trim(), Terms($"{a} {b}")));

    private static readonly Gen<string> Words = Gen.OneOf(new[] { "tea", "fooBar", "a_b", "the", "Größe", "https://x.org/y", "東京", "C#", "boxes" }.Select(Gen.Const).ToArray()).Array[0, 6].Select(words => string.Join(' ', words));

    private static string Terms(string text)
    {
        List<string> terms = [];
        Tokenizer tokens = new(text, stackalloc char[Tokenizer.Longest]);
        while (tokens.Next())
        {
            terms.Add(tokens.Current.ToString());
        }

        return string.Join(' ', terms);
    }
}
