using Kith.Store;

namespace Kith.Tests.Store;

public sealed class TypedTests
{
    private const string Joiner = "\u200D", NonJoiner = "\u200C", Nothing = "\u200B", Override = "\u202E", Isolate = "\u2067";

    [Theory]
    [InlineData("Ada" + Nothing + " Lind\u00ADqvist\uFEFF", "Ada Lindqvist")]
    [InlineData(Override + "Ada" + Isolate + " Lindqvist", "Ada Lindqvist")]
    [InlineData("Ada" + Joiner + " Lindqvist" + "\u200F", "Ada Lindqvist")]
    [InlineData("\u3164\u2800", "")]
    [InlineData("می" + NonJoiner + "خواهم", "می" + NonJoiner + "خواهم")]
    [InlineData("👩" + Joiner + "🚀 of 🏴", "👩" + Joiner + "🚀 of 🏴")]
    [InlineData("line\r\none\u0000two\u00A0 three", "line one two three")]
    public void A_name_is_what_people_see_of_it(string typed, string seen) => Assert.Equal(seen, Typed.Visible(typed));

    [Theory]
    [InlineData("One\r\ntwo\tthree\u0000\u0007", "One\ntwo\tthree")]
    [InlineData("It said " + Override + "drow" + ".", "It said drow.")]
    [InlineData(Nothing + "\n" + Joiner, "")]
    [InlineData("a" + Nothing + "b", "a" + Nothing + "b")]
    public void A_text_keeps_its_lines_and_turns_nothing_around(string typed, string kept) => Assert.Equal(kept, Typed.Text(typed, 100, "text"));

    [Fact]
    public void Half_of_a_surrogate_pair_is_kept_as_a_mark_that_something_was_there() => Assert.Equal("half \uFFFD of a pair", Typed.Text("half \uD83D of a pair", 100, "text"));

    [Theory]
    [InlineData("ab", 2, "ab")]
    [InlineData("abc", 2, "ab")]
    [InlineData("a👩c", 2, "a")]
    [InlineData("a👩c", 3, "a👩")]
    public void What_is_cut_ends_with_a_whole_character(string text, int most, string cut) => Assert.Equal(cut, Typed.Cut(text, most));

    [Fact]
    public void What_is_too_long_or_only_seems_to_be_there_is_refused_in_a_sentence()
    {
        Assert.Equal("The title is empty.", Assert.Throws<InvalidInputException>(() => Typed.Line(Nothing + " " + Override, 10, "title")).Message);
        Assert.Equal("The title has 11 characters.", Assert.Throws<InvalidInputException>(() => Typed.Line("a long line", 10, "title")).Message);
        Assert.Equal("The text has 1,001 characters.", Assert.Throws<InvalidInputException>(() => Typed.Text(new string('a', 1_001), 10, "text")).Message);
    }
}
