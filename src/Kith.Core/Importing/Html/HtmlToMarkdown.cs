using System.Globalization;

namespace Kith.Importing.Html;

/// <summary>Somebody named in HTML by a mention.</summary>
/// <param name="Name">As shown, without the at sign.</param>
/// <param name="Quoted">Whether the mention stands in a quotation: then it is not the writer's.</param>
public readonly record struct HtmlMention(string Name, bool Quoted);

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

    /// <summary>One converter, to be used for many messages.</summary>
    public HtmlToMarkdown() => (lists, table) = (new HtmlLists(writer), new HtmlTable(writer));

    /// <summary>Who is mentioned in what was converted last, in order.</summary>
    public IReadOnlyList<HtmlMention> Mentions => mentions;

    /// <summary>The Markdown that looks like this HTML.</summary>
    public string Convert(ReadOnlySpan<char> html)
    {
        mentions.Clear();
        lists.Clear();
        table.Clear();
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
                Span(ref reader);
                break;
            case "div" or "section" or "article" or "header" or "footer" or "center" or "address" or "details" or "summary" or "figure" or "form":
                Division(ref reader);
                break;
            case "a":
                Link(ref reader);
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
                writer.Raw("---");
                writer.Break(Gap.Block);
                break;
            case "img":
                Image(ref reader);
                break;
            case "time":
                Time(ref reader);
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

    private void Span(ref HtmlReader reader)
    {
        var kind = reader.Attribute("class");
        if (kind.IsEmpty)
        {
            return;
        }
        if (kind.StartsWith("user-mention") || kind.StartsWith("user-group-mention") || kind.StartsWith("topic-mention"))
        {
            Mention(group: kind[5] == 'g', all: reader.Attribute("data-user-id") is "*", code.Inside(ref reader));
        }
        else if (kind.StartsWith("emoji"))
        {
            var sign = HtmlCode.Emoji(kind);
            var name = code.Inside(ref reader);
            writer.Raw(sign.Length > 0 ? sign : name);
        }
        else if (kind.StartsWith("katex"))
        {
            var display = kind.StartsWith("katex-display");
            Math(display, code.Tex(ref reader));
        }
        else if (kind is "tex-error")
        {
            writer.Raw(code.Inside(ref reader));
        }
    }

    private void Mention(bool group, bool all, ReadOnlySpan<char> shown)
    {
        var name = shown.Trim().TrimStart('@').ToString().Replace("*", "").ReplaceLineEndings(" ");
        if (name.Length == 0)
        {
            return;
        }
        writer.Raw(group ? $"@*{name}*" : $"@**{name}**");
        if (!group && !all && name is not ("all" or "everyone" or "channel" or "stream" or "topic"))
        {
            mentions.Add(new HtmlMention(name, writer.Quoting));
        }
    }

    private void Math(bool display, ReadOnlySpan<char> tex)
    {
        if (display && !writer.Flat)
        {
            writer.Fenced("math", tex);
        }
        else if (!tex.IsWhiteSpace())
        {
            writer.Raw($"$${tex.ToString().ReplaceLineEndings(" ")}$$");
        }
    }

    private void Division(ref HtmlReader reader)
    {
        var kind = reader.Attribute("class");
        if (kind.StartsWith("message_") || kind.StartsWith("youtube-video") || kind.StartsWith("inline-preview"))
        {
            Preview(ref reader);
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

    // A picture or a summary of what a link leads to; the link itself is only shown if the text did not show it.
    private void Preview(ref HtmlReader reader)
    {
        var inside = reader;
        reader.Skip();
        if (!inside.Next() || inside.Kind != HtmlToken.Open || inside.Text is not "a")
        {
            return;
        }
        var target = HtmlLink.Target(inside.Attribute("href"));
        var title = HtmlEntities.Decode(inside.Attribute("title"));
        var shown = title.Length > 0 ? title : target[(target.LastIndexOf('/') + 1)..];
        if (shown.Length > 0 && !writer.Holds(shown) && (target.Length == 0 || !writer.Holds(target)))
        {
            writer.Break(Gap.Block);
            Linked(target, shown);
            writer.Break(Gap.Block);
        }
    }

    private void Link(ref HtmlReader reader)
    {
        writer.Close(Inline.Link);
        var href = reader.Attribute("href");
        var target = HtmlLink.Target(href);
        var ahead = reader;
        if (target.Length > 0 && ahead.Next() && ahead.Kind == HtmlToken.Text && ahead.Text.SequenceEqual(href)
            && HtmlLink.Bare(href) is { } bare && ahead.Next() && ahead.Kind == HtmlToken.Close)
        {
            writer.Raw(bare);
            reader = ahead;
        }
        else if (target.Length > 0)
        {
            writer.Open(Inline.Link, target);
        }
    }

    private void Linked(string target, string text)
    {
        if (target.Length > 0)
        {
            writer.Open(Inline.Link, target);
        }
        writer.Text(text);
        writer.Close(Inline.Link);
    }

    private void Image(ref HtmlReader reader)
    {
        var alt = HtmlEntities.Decode(reader.Attribute("alt")).Trim();
        var source = HtmlLink.Target(reader.Attribute("src"));
        if (alt.Length == 0)
        {
            return;
        }
        if (reader.Attribute("class").StartsWith("emoji"))
        {
            writer.Raw(alt);
        }
        else if (source.Length == 0)
        {
            writer.Text(alt);
        }
        else
        {
            writer.Raw("!");
            Linked(source, alt);
        }
    }

    private void Time(ref HtmlReader reader)
    {
        if (SourceTime.FromIso(reader.Attribute("datetime").ToString()) is { } at)
        {
            reader.Skip();
            writer.Raw(DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
        }
    }
}
