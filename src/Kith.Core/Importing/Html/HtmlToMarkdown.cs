using Kith.Importing.Markdown;

namespace Kith.Importing.Html;

/// <summary>
/// Turns the HTML of a message into CommonMark with the usual extensions (tables, strikethrough, <c>$$tex$$</c>). One pass over
/// the text with one buffer kept between messages: see <see cref="HtmlReader"/> for why it is our own. Takes anything, and
/// never throws. Not for several threads at once.
/// </summary>
public sealed class HtmlToMarkdown
{
    private readonly MarkdownWriter writer = new();
    private readonly List<HtmlMention> mentions = [];
    private readonly HtmlCode code = new();
    private readonly HtmlLists lists;
    private readonly HtmlTable table;
    private readonly HtmlSpans spans;
    private readonly HtmlLinks links;

    /// <summary>One converter, to be used for many messages.</summary>
    public HtmlToMarkdown()
    {
        lists = new HtmlLists(writer);
        table = new HtmlTable(writer);
        links = new HtmlLinks(writer);
        spans = new HtmlSpans(writer, code, mentions);
    }

    /// <summary>Who is mentioned in what was converted last, in order.</summary>
    public IReadOnlyList<HtmlMention> Mentions => mentions;

    /// <summary>The Markdown that looks like this HTML.</summary>
    public string Convert(ReadOnlySpan<char> html)
    {
        mentions.Clear();
        lists.Clear();
        table.Clear();
        writer.MayHoldFormulas = html.Count('$') > 1;
        var reader = new HtmlReader(html);
        while (reader.Next())
        {
            switch (reader.Kind)
            {
                case HtmlToken.Text:
                    writer.Text(reader.Text);
                    break;
                case HtmlToken.Open:
                    Open(ref reader, Tag(reader.Text));
                    break;
                default:
                    Close(Tag(reader.Text));
                    break;
            }
        }
        return writer.Finish();
    }

    private static ReadOnlySpan<char> Tag(ReadOnlySpan<char> name) =>
        name.IndexOfAnyInRange('A', 'Z') < 0 ? name : name.ToString().ToLowerInvariant();

    private void Open(ref HtmlReader reader, ReadOnlySpan<char> tag)
    {
        switch (tag)
        {
            case "p":
                writer.Break(Gap.Block);
                break;
            case "br":
                writer.LineBreak();
                break;
            case "span":
                spans.Open(ref reader);
                break;
            case "div" or "section" or "article" or "header" or "footer" or "center" or "address" or "details" or "summary" or "figure" or "form":
                Division(ref reader);
                break;
            case "a":
                links.Open(ref reader);
                break;
            case "code" or "tt" or "kbd" or "samp":
                writer.Code(code.Inside(ref reader));
                break;
            case "pre" or "textarea" or "listing":
                var block = code.Block(ref reader);
                writer.Fenced(code.Language, block);
                break;
            case "em" or "i" or "cite":
                writer.Open(Inline.Emphasis);
                break;
            case "strong" or "b":
                writer.Open(Inline.Strong);
                break;
            case "del" or "s" or "strike":
                writer.Open(Inline.Strike);
                break;
            case "blockquote":
                writer.Break(Gap.Block);
                writer.Enter(Block.Quote, "> ", "> ");
                break;
            case "ul" or "ol" or "menu" or "dir":
                lists.Open(tag is "ol" ? reader.Attribute("start") : "*");
                break;
            case "li":
                lists.Item();
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                writer.Break(Gap.Block);
                writer.Enter(Block.Heading, new string('#', tag[1] - '0') + " ", "");
                break;
            case "hr":
                writer.Break(Gap.Block);
                writer.Start("---");
                writer.Break(Gap.Block);
                break;
            case "img":
                links.Image(ref reader);
                break;
            case "time":
                spans.Time(ref reader);
                break;
            case "table" or "thead" or "tbody" or "tfoot" or "tr" or "td" or "th" or "caption":
                table.Open(ref reader, tag);
                break;
            case "script" or "style" or "head" or "title" or "template" or "svg" or "object" or "iframe" or "select" or "video" or "audio":
                reader.Skip();
                break;
        }
    }

    private void Close(ReadOnlySpan<char> tag)
    {
        switch (tag)
        {
            case "p":
                writer.Break(Gap.Block);
                break;
            case "div" or "section" or "article" or "header" or "footer" or "center" or "address" or "details" or "summary" or "figure" or "form" or "dt" or "dd":
                writer.Break(Gap.Line);
                break;
            case "a":
                writer.Close(Inline.Link);
                break;
            case "em" or "i" or "cite":
                writer.Close(Inline.Emphasis);
                break;
            case "strong" or "b":
                writer.Close(Inline.Strong);
                break;
            case "del" or "s" or "strike":
                writer.Close(Inline.Strike);
                break;
            case "blockquote":
                writer.Leave(Block.Quote);
                writer.Break(Gap.Block);
                break;
            case "ul" or "ol" or "menu" or "dir":
                lists.Close();
                break;
            case "li":
                lists.EndItem();
                break;
            case "h1" or "h2" or "h3" or "h4" or "h5" or "h6":
                writer.Leave(Block.Heading);
                writer.Break(Gap.Block);
                break;
            case "table" or "tr" or "td" or "th":
                table.Close(tag);
                break;
        }
    }

    private void Division(ref HtmlReader reader)
    {
        var kind = reader.Attribute("class");
        if (kind.StartsWith("message_") || kind.StartsWith("youtube-video") || kind.StartsWith("inline-preview"))
        {
            links.Preview(ref reader);
            return;
        }
        if (kind.StartsWith("codehilite"))
        {
            code.Note(reader.Attribute("data-code-language"));
        }
        writer.Break(kind.IsEmpty ? Gap.Line : Gap.Block);
        if (kind is "spoiler-header")
        {
            writer.Raw("**Spoiler**");
            writer.Break(Gap.Block);
        }
        else if (reader.Attributes.Contains("display:none", StringComparison.OrdinalIgnoreCase))
        {
            reader.Skip();
        }
    }
}
