using CsCheck;
using Kith.Expertise;

namespace Kith.Tests.Expertise;

public sealed class TypedQueryTests
{
    private static readonly Said[] Talk =
    [
        new("ana", "Salt on the lamp glass makes the light dim.", 1, 390, "salt on the glass"),
        new("bo", "Wash it, then dry the glass.", 1, 390),
        new("cy", "The salt stands beside the glass.", 2, 391),
        new("dee", "Sourdough needs salt, a glass of water and rye.", 3, 392),
        new("eli", "Sourwood honey, anybody?", 4, 393),
    ];

    [Theory]
    [InlineData("\"lamp glass\"", "ana bo")]
    [InlineData("“lamp glass”", "ana bo")]
    [InlineData("«lamp glass»", "ana bo")]
    [InlineData("\"glass lamp\"", "")]
    [InlineData("\"lamp glass\" sourdough", "ana bo")]
    [InlineData("\"lamp glass\" \"makes the light\"", "ana bo")]
    [InlineData("\"lamp glass\" \"glass of water\"", "")]
    [InlineData("\"the\" honey", "eli")]
    [InlineData("sour*", "dee eli")]
    [InlineData("sourd* ", "dee")]
    [InlineData("x* honey", "eli")]
    [InlineData("*honey*", "eli")]
    [InlineData("hon\"ey", "")]
    public void Quoted_words_stand_together_and_a_star_ends_a_beginning(string typed, string named) => Assert.Equal(named,
        string.Join(' ', WhoKnows.Ask(Said.Index(Talk), Query.Typed(typed, Said.Now), Said.Everyone()).Select(knows => Said.Names[knows.Person.Value - 1]).Order()));

    [Fact]
    public void What_was_said_word_for_word_is_shown_first()
    {
        var answer = WhoKnows.Ask(Said.Index([.. Talk, new("ana", "glass glass lamp lamp salt", 1, 391)]), Query.Typed("\"lamp glass\"", Said.Now), Said.Everyone());
        Assert.Equal(1, answer.Single(knows => knows.Person == Said.Id("ana")).Evidence[0].Seq);
    }

    [Fact]
    public void Looked_for_in_a_text_are_the_words_that_tell_something_and_the_beginnings() => Assert.Equal(["Lamp", "salt", "win"], TypedQuery.Of("of the Lamp and salt win*").Words);

    [Fact]
    public void Without_its_quotation_marks_the_question_is_the_same() => Assert.Equal("lamp glass in win*", TypedQuery.Loose("\"lamp glass\" in win*"));

    // Slow twin: the phrase is looked for in the words of each message.
    [Fact]
    public void Only_exchanges_that_hold_the_phrase_count() => Gen.Select(Said.Any, Gen.Int[1, 3]).Sample((talk, length) =>
    {
        var phrase = string.Join(' ', talk[0].Text.Split(' ').Take(length));
        var index = Said.Index(talk);
        var named = WhoKnows.Ask(index, Query.Typed($"\"{phrase}\"", Said.Now) with { Top = 99, Evidence = 99 }, Said.Everyone());
        var holding = Enumerable.Range(0, index.ExchangeEnd).Where(exchange => index.RowsOf(exchange).ToArray().Any(row => Text(index, row, talk) is var text && $" {text} ".Contains($" {phrase} "))).ToHashSet();
        var people = holding.SelectMany(exchange => index.RowsOf(exchange).ToArray()).Where(row => index.AuthorOf[row] >= 0).Select(row => index.Identity(index.AuthorOf[row]).Value);
        Assert.Equal(people.Distinct().Order(), named.Select(knows => knows.Person.Value).Order());
        Assert.Subset(holding.Select(exchange => index.Conversation(exchange)).ToHashSet(), named.SelectMany(knows => knows.Evidence).Select(evidence => evidence.Conversation).ToHashSet());
    });

    private static string Text(ExpertiseIndex index, int row, Said[] talk) =>
        index.AuthorOf[row] < 0 ? $"w{index.Conversation(index.ExchangeOf[row]).Value}q" : talk[index.Seq(row) - 1].Text;

    // Slow twin: a talk in which all words with that beginning are one word.
    [Fact]
    public void Words_that_begin_alike_count_as_one_word() => Said.Any.Sample(talk =>
    {
        var one = Array.ConvertAll(talk, said => said with { Text = AsOne(said.Text), Title = AsOne(said.Title) });
        Assert.Equal(
            Said.Show(WhoKnows.Ask(Said.Index(one), new Query("zebra", Said.Now) { Top = 99, Evidence = 0 }, Said.Everyone())),
            Said.Show(WhoKnows.Ask(Said.Index(talk), Query.Typed("w1*", Said.Now) with { Top = 99, Evidence = 0 }, Said.Everyone())));
    });

    private static string AsOne(string text) => string.Join(' ', text.Split(' ').Select(word => word.StartsWith("w1") ? "zebra" : word));
}
