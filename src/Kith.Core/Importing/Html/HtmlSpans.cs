using System.Globalization;
using Kith.Importing.Markdown;

namespace Kith.Importing.Html;

/// <summary>Somebody named in HTML by a mention.</summary>
/// <param name="Name">As shown, without the at sign.</param>
/// <param name="Quoted">Whether the mention stands in a quotation: then it is not the writer's.</param>
public readonly record struct HtmlMention(string Name, bool Quoted);

/// <summary>Elements that chat programs give a meaning of their own: mentions, signs, formulas, times.</summary>
internal sealed class HtmlSpans(MarkdownWriter writer, HtmlCode code, List<HtmlMention> mentions)
{
    /// <summary>A span, whatever it is for.</summary>
    public void Open(ref HtmlReader reader)
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

    /// <summary>A time, which reads in UTC.</summary>
    public void Time(ref HtmlReader reader)
    {
        if (SourceTime.FromIso(reader.Attribute("datetime").ToString()) is { } at)
        {
            reader.Skip();
            writer.Raw(DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture));
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
}
