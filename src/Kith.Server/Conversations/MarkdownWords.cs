using Kith.People;
using Kith.Server.Shared;
using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace Kith.Server.Conversations;

/// <summary>
/// Markdown as HTML: no HTML of the writer's own, links only where <see cref="Links"/> lets them lead, pictures linked
/// instead of loaded, people named in it linked. One for a page; not for several threads.
/// </summary>
internal sealed class MarkdownWords
{
    private const string NamesKey = "names";

    private static readonly MarkdownPipeline Pipeline = Build();

    private readonly StringWriter writer = new();
    private readonly HtmlRenderer renderer;

    public MarkdownWords()
    {
        renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.ReplaceOrAdd<Markdig.Renderers.Html.Inlines.LinkInlineRenderer>(new LinkRenderer());
        renderer.ObjectRenderers.ReplaceOrAdd<Markdig.Renderers.Html.Inlines.AutolinkInlineRenderer>(new AutolinkRenderer());
        renderer.ObjectRenderers.Add(new MentionRenderer());
    }

    /// <summary>The HTML, or null if the text is nested too deeply to be read as Markdown.</summary>
    public string? Html(string body, Names names)
    {
        var context = new MarkdownParserContext();
        context.Properties[NamesKey] = names;
        try
        {
            renderer.Render(Markdown.Parse(body, Pipeline, context));
            return writer.ToString();
        }
        catch (ArgumentException)
        {
            return null;
        }
        finally
        {
            writer.GetStringBuilder().Clear();
        }
    }

    private static MarkdownPipeline Build()
    {
        var builder = new MarkdownPipelineBuilder().DisableHtml().UseSoftlineBreakAsHardlineBreak().UsePipeTables().UseAutoLinks().UseEmojiAndSmiley(enableSmileys: false)
            .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough);
        builder.InlineParsers.Insert(0, new MentionParser());
        return builder.Build();
    }

    private sealed class Mention(PersonId person, string name) : LeafInline
    {
        public PersonId Person => person;

        public string Name => name;
    }

    private sealed class MentionParser : InlineParser
    {
        public MentionParser() => OpeningCharacters = ['@'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var names = (Names?)processor.Context?.Properties[NamesKey];
            // "@Ann", and as Slack and Zulip write it, "@**Ann**".
            var text = slice.AsSpan()[1..];
            var mark = text.StartsWith("**") ? 2 : 0;
            var (person, name, length) = names?.At(text[mark..], escaped: true) ?? default;
            if (length == 0 || (mark > 0 && !text[(mark + length)..].StartsWith("**")))
            {
                return false;
            }
            processor.Inline = new Mention(person, name);
            slice.Start += 1 + mark + length + mark;
            return true;
        }
    }

    private sealed class MentionRenderer : HtmlObjectRenderer<Mention>
    {
        protected override void Write(HtmlRenderer renderer, Mention mention) =>
            renderer.Write("<a class=\"mention\" href=\"").Write(Address.Of(mention.Person)).Write("\">@").WriteEscape(mention.Name).Write("</a>");
    }

    private sealed class LinkRenderer : HtmlObjectRenderer<LinkInline>
    {
        protected override void Write(HtmlRenderer renderer, LinkInline link)
        {
            var url = Links.Safe(link.GetDynamicUrl?.Invoke() ?? link.Url);
            if (url is not null)
            {
                Open(renderer, url);
            }
            if (link.FirstChild is null)
            {
                renderer.WriteEscape(link.IsImage ? "picture" : url ?? "");
            }
            renderer.WriteChildren(link);
            if (url is not null)
            {
                renderer.Write("</a>");
            }
        }
    }

    private sealed class AutolinkRenderer : HtmlObjectRenderer<AutolinkInline>
    {
        protected override void Write(HtmlRenderer renderer, AutolinkInline link)
        {
            var url = Links.Safe(link.IsEmail ? "mailto:" + link.Url : link.Url);
            if (url is not null)
            {
                Open(renderer, url);
            }
            renderer.WriteEscape(link.Url);
            if (url is not null)
            {
                renderer.Write("</a>");
            }
        }
    }

    private static void Open(HtmlRenderer renderer, string url) =>
        renderer.Write("<a rel=\"nofollow noopener\" href=\"").WriteEscapeUrl(url).Write("\">");
}
