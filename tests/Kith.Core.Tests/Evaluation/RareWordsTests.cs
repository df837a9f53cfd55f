using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class RareWordsTests
{
    private const long Day = 24 * 3_600_000L;

    // Authors 1 to 3 each wrote "zeppelin" once, not long before the last cut; 5 and 6 speak of lamps every day, and 4 of other things. Only titles ask for both words.
    private static AnsweredThread[] Community(string title, string last = "good night") =>
    [
        .. Enumerable.Range(0, 300).Select(day => Thread("lamp day", new(5, day * Day, "the lamp is bright"), new(6, day * Day + 1, "a bright lamp"), new(4, day * Day + 2, "good morning"))),
        .. Enumerable.Range(1, 3).Select(writer => Thread("sky", new Post(writer, (220 + writer) * Day, "what a zeppelin"))),
        Thread(title, new(7, 250 * Day, "who knows?"), new(6, 250 * Day + 1, last)),
    ];

    [Fact]
    public void Right_is_whoever_wrote_the_rare_word_before_the_cut()
    {
        var table = RareWords.Evaluate("community", Community("a zeppelin on the lamp"));
        Assert.Equal(("rare words", "community"), (table.Capability, table.Data));
        Assert.Equal(["(0 questions)", "(0 questions)", "(1 questions)"], table.Cuts.Select(cut => cut[(cut.IndexOf('(', StringComparison.Ordinal))..]));
        Assert.Equal((0, 1), (Of(table, "decayed activity").Precision, Of(table, "kith").Precision));
        Assert.Null(Of(table, "kith, three words").Precision);
    }

    // Two of the three words are said by enough people; the rarest is only in the title, or said by too few.
    [Theory]
    [InlineData("zeppelin lamp", 1)]
    [InlineData("unsaid zeppelin lamp", 1)]
    [InlineData("zeppelin sky", 0)]
    [InlineData("bright lamp", 0)]
    [InlineData("zeppelin", 0)]
    public void A_title_asks_if_it_holds_a_word_that_three_wrote_and_another_twenty_times_as_common(string title, int questions) =>
        Assert.EndsWith($"({questions} questions)", RareWords.Evaluate("", Community(title)).Cuts[2], StringComparison.Ordinal);

    [Fact]
    public void What_is_written_after_the_cut_makes_nobody_right() => Assert.Equal(
        RareWords.Evaluate("", Community("a zeppelin on the lamp")).Methods, RareWords.Evaluate("", Community("a zeppelin on the lamp", "I have a zeppelin")).Methods);

    [Fact]
    public void With_a_third_word_the_rare_one_is_still_asked_for() =>
        Assert.Equal(1, Of(RareWords.Evaluate("", Community("bright zeppelin lamp")), "kith, three words").Precision);

    // 1 to 3 each wrote "tether" as well; 8 wrote nothing else.
    [Theory]
    [InlineData("zeppelin tether lamp", 1d)]
    [InlineData("zeppelin bright lamp", null)]
    public void Of_two_rare_words_right_is_whoever_wrote_both(string title, double? precision) => Assert.Equal(precision, Of(RareWords.Evaluate("",
        [.. Community(title), .. new[] { 8, 1, 2, 3 }.Select(writer => Thread("rope", new Post(writer, (210 + writer % 8) * Day, "what a tether")))]), "kith, two rare words").Precision);

    [Fact]
    public void An_empty_archive_has_no_scores() => Assert.All(RareWords.Evaluate("", []).Methods, method => Assert.Null(method.Precision));

    private static AnsweredThread Thread(string title, params Post[] posts) => new(title, "garden", posts);

    private static MethodScore Of(Kith.Evaluation.Evaluation table, string method) => table.Methods.Single(each => each.Method == method);
}
