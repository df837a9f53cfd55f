using Kith.Conversations;

namespace Kith.Tests.Conversations;

public sealed class ExcerptTests
{
    private static readonly string Long = string.Concat(Enumerable.Repeat("nothing to see here ", 40));

    [Theory]
    [InlineData("use `lens` and **vinegar**, [as said](https://example.org)", "use lens and vinegar, as said")]
    [InlineData("# Lamps\n\n* one\n* two", "Lamps one two")]
    [InlineData("> quoted\n\nmine", "mine")]
    [InlineData("look:\n```\nvar x = 1;\n```\nthere", "look: there")]
    [InlineData("```\nvar x = 1;\n```", "var x = 1;")]
    [InlineData("C# is fine, \\*so is this\\*", "C# is fine, *so is this*")]
    [InlineData("a[0] = [b]; see ![pic](https://example.org/a.png)", "a[0] = [b]; see pic")]
    [InlineData("> only a quotation", "> only a quotation")]
    public void It_is_the_words_without_the_marks(string body, string expected) => Assert.Equal(expected, Excerpt.Of(body, Markup.Markdown));

    [Fact]
    public void It_shows_the_place_that_it_is_about()
    {
        var found = Excerpt.Of(Long + "the Fresnel lens wants vinegar " + Long, Markup.Plain, 120, "vinegar for a lens?");
        Assert.StartsWith("…", found);
        Assert.Contains("Fresnel lens wants vinegar", found);
        Assert.InRange(found.Length, 60, 121);
    }

    [Fact]
    public void It_shows_code_only_where_that_is_what_it_is_about()
    {
        const string body = "Try this:\n```\nlens.Polish(vinegar)\n```";
        Assert.Equal("Try this:", Excerpt.Of(body, Markup.Markdown, about: "frost"));
        Assert.Equal("Try this: lens.Polish(vinegar)", Excerpt.Of(body, Markup.Markdown, about: "polish"));
    }

    [Fact]
    public void It_never_cuts_a_character_in_two() =>
        Assert.DoesNotContain('\uFFFD', System.Text.Encoding.UTF8.GetString(System.Text.Encoding.UTF8.GetBytes(Excerpt.Of(string.Concat(Enumerable.Repeat("🌊", 200)), Markup.Plain, 99))));
}
