using CsCheck;
using Kith.Kernels.Text;

namespace Kith.Kernels.Tests.Text;

public class PhraseTests
{
    private static readonly Gen<string> Text = Gen.OneOf(new[] { "salt", "glass", "glasses", "the", "fooBar", "foo", "bar", "foo_bar", "東京都", "京都", "https://x.org/y", "C#", "a." }
        .Select(Gen.Const).ToArray()).Array[0, 12].Select(words => string.Join(' ', words));

    [Fact]
    public void A_phrase_is_found_where_its_words_stand_in_this_order() => Gen.Select(Text.Array[1, 30], Text, Gen.Int[0, 3]).Sample((texts, phrase, removed) =>
    {
        InvertedIndexBuilder builder = new();
        Array.ForEach(texts, text => builder.Add(text, 1 + text.Length % 3));
        var early = builder.Build();
        builder.Remove(removed % texts.Length);
        var index = builder.Build();
        Assert.Equal(Slow(texts, phrase, -1), new Phrase(early, phrase).Documents());
        Assert.Equal(Slow(texts, phrase, removed % texts.Length), new Phrase(index, phrase).Documents());
    });

    [Fact]
    public void An_index_that_was_stored_finds_phrases_too() => Gen.Select(Text.Array[1, 30], Text).Sample((texts, phrase) =>
    {
        InvertedIndexBuilder builder = new();
        Array.ForEach(texts, text => builder.Add(text));
        ArrayWriter writer = new();
        builder.Build().Write(writer);
        ArrayReader reader = new(writer.ToArray());
        Assert.Equal(Slow(texts, phrase, -1), new Phrase(InvertedIndexBuilder.Read(ref reader).Build(), phrase).Documents());
    });

    [Theory]
    [InlineData("salt on the glass", true)]
    [InlineData("Salt of a glass.", true)]
    [InlineData("salt glass", false)]
    [InlineData("the glass, and salt", false)]
    [InlineData("salt salt on that glass", true)]
    public void A_word_that_is_left_out_stands_for_any_such_word(string text, bool found) => Assert.Equal(found, Finds(text, "salt on the glass"));

    [Theory]
    [InlineData("parse the fooBar now", "foo bar", true)]
    [InlineData("parse foo_bar now", "bar now", true)]
    [InlineData("parse foo bar now", "fooBar", false)]
    [InlineData("東京タワー", "東京 タワー", true)]
    public void Identifiers_and_scripts_without_spaces_keep_their_order(string text, string phrase, bool found) => Assert.Equal(found, Finds(text, phrase));

    [Fact]
    public void Of_words_that_are_left_out_nothing_can_be_said()
    {
        InvertedIndexBuilder builder = new();
        builder.Add("to be or not");
        Assert.True(new Phrase(builder.Build(), "to be").IsEmpty);
    }

    private static bool Finds(string text, string phrase)
    {
        InvertedIndexBuilder builder = new();
        builder.Add(text);
        return new Phrase(builder.Build(), phrase).Documents().Length == 1;
    }

    // From each place where the first word stands, whether every word stands as far behind it as in the phrase.
    private static int[] Slow(string[] texts, string phrase, int removed)
    {
        var wanted = Read(phrase);
        return wanted.Count == 0 ? [] : [.. Enumerable.Range(0, texts.Length).Where(document => document != removed && Read(texts[document]) is var held
            && held.Exists(first => first.Term == wanted[0].Term && wanted.TrueForAll(word => held.Contains((word.Term, word.Place - wanted[0].Place + first.Place)))))];
    }

    private static List<(string Term, int Place)> Read(string text)
    {
        List<(string, int)> read = [];
        Tokenizer tokens = new(text, stackalloc char[Tokenizer.Longest]);
        while (tokens.Next())
        {
            read.Add((tokens.Current.ToString(), tokens.Place));
        }

        return read;
    }
}
