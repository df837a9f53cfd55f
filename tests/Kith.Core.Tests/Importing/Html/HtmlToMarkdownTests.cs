using Kith.Importing.Html;

namespace Kith.Tests.Importing.Html;

public sealed class HtmlToMarkdownTests
{
    [Theory]
    [InlineData("<p>Low tide at six.</p>", "Low tide at six.")]
    [InlineData("<p>one</p>\n<p>two</p>", "one\n\ntwo")]
    [InlineData("<p>one<br>\ntwo</p>", "one  \ntwo")]
    [InlineData("<div>one</div><div>two</div><div><br></div><div>three</div>", "one  \ntwo\n\nthree")]
    [InlineData("<h2>Tools &amp; brass</h2><p>polish</p><hr><p>wax</p>", "## Tools & brass\n\npolish\n\n---\n\nwax")]
    [InlineData("<blockquote>\n<p>one</p>\n<blockquote>\n<p>two</p>\n</blockquote>\n</blockquote>\n<p>three</p>", "> one\n>\n> > two\n\nthree")]
    [InlineData("<ul>\n<li>one</li>\n<li>two<ul>\n<li>deep</li>\n</ul>\n</li>\n<li>three</li>\n</ul>", "- one\n- two\n  - deep\n- three")]
    [InlineData("<ol start=\"9\"><li>nine<li>ten<p>more</p></ol>after", "9. nine\n10. ten\n\n    more\n\nafter")]
    [InlineData("<table><tr><td>laid<td>out</tr><tr><td>by hand</table>", "laid out  \nby hand")]
    public void Blocks_become_blocks(string html, string markdown) => Assert.Equal(markdown, Convert(html));

    [Theory]
    [InlineData("a <em>b</em> <strong>c</strong> <del>d</del> <code>e_*</code>", "a *b* **c** ~~d~~ `e_*`")]
    [InlineData("a<b> b </b>c", "a **b** c")]
    [InlineData("<b>a<p>b</p></b>c", "**a**\n\n**b**\n\nc")]
    [InlineData("<b></b>a<i> </i>b", "a b")]
    [InlineData("<b><i>a</b>b</i>", "***a****b*")]
    [InlineData("<code>a `b` c</code> <code>``</code>", "``a `b` c`` ``` `` ```")]
    [InlineData("fine <span class=\"emoji emoji-1f44d\">:+1:</span><span class=\"emoji emoji-1f1f3-1f1f4\">:norway:</span><span class=\"emoji emoji-zz\">:odd:</span>", "fine 👍🇳🇴:odd:")]
    [InlineData("<span class=\"tex-error\">$$\\Q$$</span>", "$$\\Q$$")]
    [InlineData("<img alt=\"the [pier]\" src=\"https://a.example/p.png\"><img src=\"https://a.example/track.gif\"><img alt=\"chart\" src=\"data:image/png;base64,AA\">", "![the \\[pier\\]](https://a.example/p.png)chart")]
    public void What_stands_in_a_line_stays_in_it(string html, string markdown) => Assert.Equal(markdown, Convert(html));

    [Theory]
    [InlineData("<a href=\"https://a.example/x\">a page</a>", "[a page](https://a.example/x)")]
    [InlineData("<a href=\"https://a.example/x\">https://a.example/x</a>", "<https://a.example/x>")]
    [InlineData("<a href='HTTPS://a.example/x y'>a [1]</a>", "[a \\[1\\]](HTTPS://a.example/x%20y)")]
    [InlineData("<a href=\"/user_uploads/1/a.png\">a.png</a> <a href=\"#narrow/near/5\">said</a>", "a.png said")]
    [InlineData("<a href=\"javascript:alert(1)\">click</a><a href=\" data:text/html,x\">me</a>", "clickme")]
    [InlineData("<a href=\"https://a.example\"></a>empty", "empty")]
    [InlineData("<a href=\"https://a.example\">over<p>blocks</p></a>", "[over](https://a.example)\n\nblocks")]
    public void Links_lead_somewhere_or_are_plain_words(string html, string markdown) => Assert.Equal(markdown, Convert(html));

    [Theory]
    [InlineData("<div class=\"codehilite\" data-code-language=\"C++\"><pre><span></span><code><span class=\"k\">if</span> (a &lt; b)\n    c;\n</code></pre></div>", "```C++\nif (a < b)\n    c;\n```")]
    [InlineData("<pre><code class=\"language-js\">a\n\nb</code></pre><p>after</p>", "```js\na\n\nb\n```\n\nafter")]
    [InlineData("<ul><li><pre>```\nx\n```</pre></li></ul>", "- ````\n  ```\n  x\n  ```\n  ````")]
    [InlineData("<pre class=\"language-x`y\">never closed", "```x\nnever closed\n```")]
    [InlineData("<blockquote><pre>a\n\nb</pre></blockquote>", "> ```\n> a\n>\n> b\n> ```")]
    public void Code_is_kept_as_it_is(string html, string markdown) => Assert.Equal(markdown, Convert(html));

    [Theory]
    [InlineData("1. not a list", "1\\. not a list")]
    [InlineData("# not a heading", "\\# not a heading")]
    [InlineData("#7 is a number", "#7 is a number")]
    [InlineData("- dash", "\\- dash")]
    [InlineData("2 * 3 * 4, a*b*c", "2 * 3 * 4, a\\*b\\*c")]
    [InlineData("snake_case and __init__", "snake_case and \\_\\_init\\_\\_")]
    [InlineData("&lt;b&gt; 3 &lt; 4 &amp;amp; R&amp;D", "\\<b> 3 < 4 \\&amp; R&D")]
    [InlineData("[x](y) [1] C:\\dir \\*", "[x]\\(y) [1] C:\\dir \\\\\\*")]
    [InlineData("it costs $5", "it costs $5")]
    [InlineData("it costs $5, or $$6", "it costs \\$5, or \\$\\$6")]
    [InlineData("a &amp &unknown; &#8364; &#x1F600; &#0; &#xD800;", "a &amp \\&unknown; € 😀 \uFFFD \uFFFD")]
    public void Text_is_escaped_only_where_it_would_be_markup(string html, string markdown) => Assert.Equal(markdown, Convert(html));

    [Fact]
    public void Mentions_are_told_and_those_in_quotations_are_marked()
    {
        var converter = new HtmlToMarkdown();

        var markdown = converter.Convert(
            "<p><span class=\"user-mention\" data-user-id=\"3\">@Ada Lindqvist</span> <span class=\"user-mention silent\" data-user-id=\"4\">Bo*</span> "
            + "<span class=\"user-mention\" data-user-id=\"*\">@all</span> <span class=\"user-group-mention\">@keepers</span></p>"
            + "<blockquote><span class=\"user-mention\">@Chidi Okafor</span></blockquote>");

        Assert.Equal("@**Ada Lindqvist** @**Bo** @**all** @*keepers*\n\n> @**Chidi Okafor**", markdown);
        Assert.Equal([new("Ada Lindqvist", false), new("Bo", false), new("Chidi Okafor", true)], converter.Mentions);
    }

    [Fact]
    public void A_preview_is_dropped_unless_it_is_all_there_is()
    {
        const string preview = "<div class=\"message_inline_image\"><a href=\"https://a.example/pier.jpg\" title=\"pier.jpg\"><img src=\"x\"></a></div>";

        Assert.Equal("[pier.jpg](https://a.example/pier.jpg)", Convert(preview));
        Assert.Equal("see <https://a.example/pier.jpg>", Convert($"<p>see <a href=\"https://a.example/pier.jpg\">https://a.example/pier.jpg</a></p>{preview}"));
    }

    [Theory]
    [InlineData("<script>alert(1)</script><style>p{}</style><head><title>t</title></head><!-- note -->kept<!doctype x>", "kept")]
    [InlineData("<div style=\"display:none\">preheader</div>kept", "kept")]
    [InlineData("a < b > c <3 <", "a < b > c <3 \\<")]
    [InlineData("<p class='a>b' id=\"c>d\">x</p>", "x")]
    [InlineData("<p title=\"never closed>x", "x")]
    [InlineData("</p></div></ul></li></blockquote></table></td></b></a>x", "x")]
    public void Broken_and_foreign_html_gives_its_words(string html, string markdown) => Assert.Equal(markdown, Convert(html));

    private static string Convert(string html) => new HtmlToMarkdown().Convert(html);
}
