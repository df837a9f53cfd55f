using Kith.Conversations;
using Kith.People;
using Microsoft.AspNetCore.Components;

namespace Kith.Server.Conversations;

/// <summary>The words of messages as HTML that is safe to show. One for a page.</summary>
public sealed class Words(Everyone everyone, bool mail)
{
    private readonly MarkdownWords markdown = new();

    /// <summary>The HTML of Markdown that is no message.</summary>
    public MarkupString Of(string text) => markdown.Html(text, Names.Nobody) is { } html
        ? new($"<div class=\"words\">{html}</div>")
        : new($"<div class=\"words plain\">{PlainWords.Html(text, Names.Nobody, mail: false)}</div>");

    /// <summary>The HTML of a message's body.</summary>
    public MarkupString Of(Message message)
    {
        var names = Names.In(message, everyone);
        return message.Markup == Markup.Markdown && markdown.Html(message.Body, names) is { } html
            ? new($"<div class=\"words\">{html}</div>")
            : new($"<div class=\"words plain\">{PlainWords.Html(message.Body, names, mail)}</div>");
    }
}
