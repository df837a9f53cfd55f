using Kith.Importing.Markdown;

namespace Kith.Importing.Html;

/// <summary>Links, pictures, and previews of what links lead to.</summary>
internal sealed class HtmlLinks(MarkdownWriter writer)
{
    /// <summary>A link; where it leads nowhere from here, its words.</summary>
    public void Open(ref HtmlReader reader)
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

    /// <summary>A picture; where it can't be shown, what it shows in words.</summary>
    public void Image(ref HtmlReader reader)
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

    /// <summary>A preview of what a link leads to: dropped, but for the link itself if the text did not show it.</summary>
    public void Preview(ref HtmlReader reader)
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

    private void Linked(string target, string text)
    {
        if (target.Length > 0)
        {
            writer.Open(Inline.Link, target);
        }
        writer.Text(text);
        writer.Close(Inline.Link);
    }
}
