using Kith.Conversations;
using Kith.People;
using Kith.Server.Conversations;

namespace Kith.Server.Tests.Conversations;

public sealed class WordsTests
{
    private static readonly Everyone All = Everyone.From([new Identity(new(7), "zulip", "7", "Ann_B (she)", null, false)], []);

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](data:text/html,hello)")]
    [InlineData("[x]( java\nscript:alert(1))")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("![x](https://example.org/spy.png)")]
    [InlineData("[x](/import)")]
    [InlineData("<div style=\"position:fixed\">")]
    public void Markdown_never_becomes_anything_that_runs_or_loads(string body)
    {
        foreach (var markup in Enum.GetValues<Markup>())
        {
            var html = Html(body, markup);
            Assert.DoesNotMatch("(?i)<(script|img|div style|iframe)|href=\"(?!https?://|mailto:|/people/)", html);
        }
    }

    [Fact]
    public void A_picture_is_linked_not_loaded() => Assert.Contains(
        "<a rel=\"nofollow noopener\" href=\"https://example.org/a.png\">lamp</a>", Html("![lamp](https://example.org/a.png)", Markup.Markdown));

    [Theory]
    [InlineData("thanks @Ann\\_B (she)!", Markup.Markdown)]
    [InlineData("thanks @**Ann\\_B (she)**!", Markup.Markdown)]
    [InlineData("thanks @Ann_B (she)!", Markup.Plain)]
    [InlineData("ann_b (she): thanks", Markup.Plain)]
    public void Whoever_is_named_is_linked(string body, Markup markup) => Assert.Contains("<a class=\"mention\" href=\"/people/7\">", Html(body, markup));

    [Theory]
    [InlineData("Ann_B (she) is here", Markup.Plain)]
    [InlineData("@Ann_Bx", Markup.Plain)]
    [InlineData("@Ann", Markup.Markdown)]
    public void Nobody_else_is(string body, Markup markup) => Assert.DoesNotContain("/people/", Html(body, markup));

    [Fact]
    public void Long_quotations_in_a_mail_are_folded_and_short_ones_stay()
    {
        var folded = Html("Yes.\n\n" + string.Concat(Enumerable.Range(0, 9).Select(i => $"> line {i}\n")), Markup.Plain, mail: true);
        Assert.Contains("<summary>9 quoted lines</summary>", folded);
        Assert.DoesNotContain("<details>", Html("> Is it?\nYes.", Markup.Plain, mail: true));
    }

    [Theory]
    [InlineData(">", 20_000)]
    [InlineData("[", 20_000)]
    [InlineData("- ", 5_000)]
    [InlineData("*a ", 20_000)]
    [InlineData("![", 10_000)]
    public void Text_nested_without_end_is_still_shown(string piece, int times) =>
        Assert.Contains("class=\"words", Html(string.Concat(Enumerable.Repeat(piece, times)), Markup.Markdown));

    [Fact]
    public void Addresses_in_plain_text_are_linked_without_the_full_stop_after_them() => Assert.Contains(
        "<a rel=\"nofollow noopener\" href=\"https://example.org/a?b=1&amp;c=2\">https://example.org/a?b=1&amp;c=2</a>.", Html("See https://example.org/a?b=1&c=2.", Markup.Plain));

    private static string Html(string body, Markup markup, bool mail = false) => new Words(All, mail).Of(new Message(
        new(1), 1, "1", new(7), 0, markup, body, null, new Addressed([(AddressKind.Mention, new IdentityId(7))]), Reactions.None, null, null)).Value;
}
