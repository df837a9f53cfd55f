using Kith.Conversations;
using Kith.Importing.Html;
using Kith.Importing.Text;
using MimeKit;

namespace Kith.Importing.Mail;

/// <summary>The words of a mail: its plain text, with patches and texts that are shown in it; else its HTML as Markdown. Attachments are left out.</summary>
internal sealed class MailText
{
    private readonly HtmlToMarkdown html = new();

    /// <summary>The words; empty if it has none.</summary>
    public (string Body, Markup Markup) Of(MimeMessage mail)
    {
        var texts = new List<string>();
        TextPart? rich = null;
        Collect(mail.Body, texts, ref rich);
        return texts.Count > 0 ? (string.Join("\n\n", texts), Markup.Plain)
            : rich is not null ? (html.Convert(TextEncoding.Clean(Text(rich))).Trim(), Markup.Markdown) : ("", Markup.Plain);
    }

    private static void Collect(MimeEntity? part, List<string> texts, ref TextPart? rich)
    {
        switch (part)
        {
            case Multipart { ContentType.MediaSubtype: "alternative" } alternative when alternative.OfType<TextPart>().FirstOrDefault(text => text.IsPlain) is { } plain:
                Add(plain, texts);
                break;
            case Multipart several:
                foreach (var one in several)
                {
                    Collect(one, texts, ref rich);
                }
                break;
            case TextPart { IsAttachment: false } text when text.IsHtml:
                rich ??= text;
                break;
            case TextPart { IsAttachment: false } text when text.IsPlain || text.IsFlowed || text.ContentType.MediaSubtype is "x-patch" or "x-diff" or "markdown":
                Add(text, texts);
                break;
        }
    }

    private static void Add(TextPart part, List<string> texts)
    {
        var text = TextEncoding.Clean(Text(part).ReplaceLineEndings("\n")).Trim('\n').TrimEnd();
        if (text.Length > 0)
        {
            texts.Add(text);
        }
    }

    // An unknown charset is what it says to MimeKit: it then tries UTF-8 and Latin-1.
    private static string Text(TextPart part) => part.Content is null ? "" : part.Text;
}
