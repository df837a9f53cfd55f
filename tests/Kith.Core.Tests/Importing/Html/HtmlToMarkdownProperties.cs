using System.Net;
using System.Text.RegularExpressions;
using CsCheck;
using Kith.Importing.Html;
using Markdig;

namespace Kith.Tests.Importing.Html;

public sealed partial class HtmlToMarkdownProperties
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables().UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough).UseMathematics().Build();

    private static readonly Gen<string> Word = Gen.OneOf(
        "tide", "buoy", "é", "2", "10.", "1)", "#", "##", "-", "+", "*", "_", "**", "a_b", "_a", "a*", "`", "``", "~~", "~", "[", "]", "](", "](x)", "]:", "!", "<", "<b>", "&", "&amp;",
        "\\", "\\*", "|", "$", "$$", "===", "---", ">", "😀", ":", "(", ")", "https", "\"", "'", ".", "=");

    private static readonly Gen<string> PlainText = Gen.Select(Word, Gen.OneOf("", "", " ", "\n"), (word, gap) => word + gap).Array[1, 12].Select(string.Concat);

    // A typed table is taken for one; that is all right.
    private static readonly Gen<string> Encoded = PlainText.Select(text => WebUtility.HtmlEncode(text.Replace('|', '!')));

    // Well-formed HTML of the elements that chat programs write.
    private static readonly Gen<string> Document = Gen.Recursive<string>((depth, inner) =>
        depth > 3
            ? Encoded
            : Gen.OneOf(
                Encoded,
                Gen.Select(Gen.OneOf("p", "div", "blockquote", "li", "ul", "ol", "h3", "em", "strong", "del", "span", "tr", "td", "table"), inner, (tag, text) => $"<{tag}>{text}</{tag}>"),
                inner.Select(text => $"<a href=\"https://a.example/{text.Length}\">{text}</a>"),
                Encoded.Select(text => $"<code>{text}</code>"),
                Encoded.Select(text => $"<pre>{text}</pre>"),
                Gen.Select(inner, inner, (a, b) => $"{a}<br>{b}"),
                Gen.Select(inner, inner, (a, b) => $"{a} {b}")));

    private static readonly Gen<string> Anything = Gen.OneOf(
        Gen.String,
        Document,
        Gen.OneOf("<", "</", ">", "<p", "<a href=", "<a href=\"", "'", "\"", "<!--", "-->", "<td>", "<th>", "<table>", "<tr", "</table>", "<pre>", "<code>", "&#", "&#x110000;", "&;",
            "<span class=\"katex\">", "<span class=\"katex-display\"><annotation>", "</span>", "<span class=\"user-mention\">", "<span class=emoji-1f600-", "<time datetime=\"2024-01-01T00:00Z\">",
            "<div class=\"message_inline_image\"><a", "<ol start=99999999999>", "<li>", "<h1>", "</h1>", "<blockquote>", "\0", "\ud800", "<div class=spoiler-header>")).Array[0, 12].Select(string.Concat);

    [Fact]
    public void Plain_text_reads_the_same_after_rendering() =>
        PlainText.Sample(text => Assert.Equal(Blanked(text), Rendered($"<p>{WebUtility.HtmlEncode(text)}</p>")), iter: 5_000);

    [Fact]
    public void The_words_of_a_document_survive_in_order() =>
        Document.Sample(html => Assert.Equal(Squeezed(WebUtility.HtmlDecode(Tags().Replace(html, " "))), Squeezed(Rendered(html))), iter: 5_000);

    [Fact]
    public void Nothing_makes_it_throw_or_swell_and_no_message_colours_the_next() =>
        Anything.Sample(html =>
        {
            var used = new HtmlToMarkdown();
            used.Convert("<ul><li><b><table><tr><th>left open");
            var markdown = used.Convert(html);
            Assert.Equal(new HtmlToMarkdown().Convert(html), markdown);
            Assert.True(markdown.Length <= html.Length * 30 + 100);
        }, iter: 5_000);

    private static string Rendered(string html) =>
        Blanked(WebUtility.HtmlDecode(Tags().Replace(Markdown.ToHtml(new HtmlToMarkdown().Convert(html), Pipeline), " ")));

    private static string Blanked(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Squeezed(string text) => string.Concat(text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
