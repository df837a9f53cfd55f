using System.Text;
using System.Text.Json;
using Kith.Conversations;
using Kith.Importing;
using Kith.Importing.Slack;

namespace Kith.Tests.Importing.Slack;

public sealed class MrkdwnTests
{
    [Theory]
    [InlineData("*bold* _italic_ ~struck~ `code *x*`", "**bold** *italic* ~~struck~~ `code *x*`")]
    [InlineData("*bold with _italic_ in it*", "**bold with *italic* in it**")]
    [InlineData("2*3*4 snake_case_name a~b~c", "2\\*3\\*4 snake_case_name a~b~c")]
    [InlineData("* not bold* *nor this * and _nor this", "\\* not bold\\* \\*nor this * and \\_nor this")]
    [InlineData("*bold*, then (*more*).", "**bold**, then (**more**).")]
    [InlineData("*see `a*b` here*", "**see `a*b` here**")]
    [InlineData(":wave: :slightly_smiling_face::tea:", ":wave: :slightly_smiling_face::tea:")]
    public void Emphasis_is_what_Slack_takes_for_emphasis(string mrkdwn, string markdown) => Assert.Equal(markdown, Body(mrkdwn).Body);

    [Theory]
    [InlineData("&lt;b&gt; &amp; &amp;lt; R&amp;D", "\\<b> & \\&lt; R&D")]
    [InlineData("<https://a.example/x?a=1&amp;b=2>", "<https://a.example/x?a=1&b=2>")]
    [InlineData("<https://a.example/x|a [page]>", "[a \\[page\\]](https://a.example/x)")]
    [InlineData("<https://a.example/x|https://a.example/x>", "<https://a.example/x>")]
    [InlineData("<mailto:pier@a.example|pier@a.example> <tel:123|call>", "pier@a.example call")]
    [InlineData("<javascript:alert(1)|click>", "click")]
    [InlineData("<#C2|seeds> <#C1> <#C9>", "#seeds #general #C9")]
    [InlineData("<!here> <!channel|@channel> <!subteam^S1|@keepers> <!date^1^{date}|in May>", "@here @channel @keepers in May")]
    [InlineData("a < b, <not a token>, <", "a < b, \\<not a token>, \\<")]
    public void Tokens_and_entities_read_as_Slack_shows_them(string mrkdwn, string markdown) => Assert.Equal(markdown, Body(mrkdwn).Body);

    [Theory]
    [InlineData("one\ntwo\n\nthree", "one  \ntwo\n\nthree")]
    [InlineData("&gt; quoted\n&gt; more\nanswer", "> quoted  \n> more\n\nanswer")]
    [InlineData("list:\n• one\n• two\nafter", "list:\n- one\n- two\n\nafter")]
    [InlineData("3. three\n4. four", "3. three\n4. four")]
    [InlineData("words\n3. three", "words\n\n3. three")]
    [InlineData("# no heading\n---\n=== \n+ plus", "\\# no heading  \n\\---  \n\\===  \n\\+ plus")]
    [InlineData("before ```if a &lt; b:\n    <@U1> <https://a.example|x>``` after", "before\n\n```\nif a < b:\n    @Ada Lindqvist x\n```\n\nafter")]
    [InlineData("``` never closed", "\\`\\`\\` never closed")]
    [InlineData("```a``b```", "```\na``b\n```")]
    [InlineData("\n\n one \n\n", "one")]
    public void Lines_become_lines_and_blocks(string mrkdwn, string markdown) => Assert.Equal(markdown, Body(mrkdwn).Body);

    [Fact]
    public void Those_mentioned_are_addressed_once_but_not_oneself_nor_in_quotations_nor_in_code()
    {
        var message = Body("<@U1> and <@U2|bo>, <@U1>! Said <@U3>:\n&gt; <@U4>\n`<@U5>` <@UME>");

        Assert.Equal([(AddressKind.Mention, "U1"), (AddressKind.Mention, "U2"), (AddressKind.Mention, "U3")], message.Addressed);
        Assert.Equal("@**Ada Lindqvist** and @**bo**, @**Ada Lindqvist**! Said @**U3**:\n\n> @**U4**\n\n`@U5` @**UME**", message.Body);
    }

    [Fact]
    public void Hostile_lengths_and_nests_end_in_time()
    {
        foreach (var piece in (string[])["*a ", "_*~", "<@", "`", "```", "<a:", "&gt;", "*_~`<", "• ", "[](", "1. "])
        {
            Assert.NotNull(Body(string.Concat(Enumerable.Repeat(piece, 20_000))).Body);
        }
    }

    private static MessageEntry Body(string text)
    {
        var message = JsonSerializer.Serialize(new { type = "message", user = "UME", ts = "1709543000.000200", text });
        using var archive = Archive.Of("x",
        [
            Samples.File("users.json", """[{"id": "U1", "name": "ada", "profile": {"real_name": "Ada Lindqvist"}}]"""u8.ToArray()),
            Samples.File("channels.json", """[{"id": "C1", "name": "general"}]"""u8.ToArray()),
            Samples.File("general/2024-03-04.json", Encoding.UTF8.GetBytes($"[{message}]")),
        ]);
        return new SlackExport().Read(archive, new ImportOptions()).OfType<MessageEntry>().Single();
    }
}
