using System.Text.Json;
using Kith.Importing.Json;

namespace Kith.Importing.Slack;

/// <summary>Where the words of a Slack message are: in its text, its blocks, its attachments, or the comment on a file.</summary>
internal static class SlackWords
{
    /// <summary>The message in mrkdwn, with the names of its files; empty if it says nothing.</summary>
    public static string Of(JsonElement message)
    {
        var text = message.Text("text") ?? "";
        if (message.Text("subtype") is "file_share" or "file_comment" && message.Field("file").ValueKind == JsonValueKind.Object)
        {
            // What Slack wrote here until 2018: "<@U1> uploaded a file: <…> and commented: …".
            text = message.Field("comment").Text("comment") ?? message.Field("file").Field("initial_comment").Text("comment") ?? "";
        }
        if (string.IsNullOrWhiteSpace(text))
        {
            text = SlackBlocks.Text(message);
        }
        if (string.IsNullOrWhiteSpace(text))
        {
            text = string.Join("\n\n", message.Items("attachments").Select(Attachment).Where(one => one.Length > 0));
        }
        return string.Join("\n\n", new[] { text.Trim('\n'), Files(message) }.Where(one => one.Length > 0));
    }

    private static string Attachment(JsonElement attachment)
    {
        var title = attachment.Named("title");
        var link = attachment.Named("title_link");
        string?[] parts =
        [
            attachment.Named("pretext"),
            title is null ? null : link is null ? title : $"<{link}|{title}>",
            attachment.Named("text"),
            .. attachment.Items("fields").Select(field => $"{field.Text("title")}: {field.Text("value")}"),
        ];
        var text = string.Join("\n", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
        if (text.Length == 0)
        {
            text = SlackBlocks.Text(attachment) is { Length: > 0 } blocks ? blocks : attachment.Named("fallback") ?? "";
        }
        // A message handed on is somebody else's: it is quoted.
        return attachment.Flag("is_msg_unfurl") || attachment.Flag("is_share") ? Quoted(attachment.Named("author_name"), text) : text;
    }

    private static string Quoted(string? author, string text) =>
        string.Join("\n", new[] { author is null ? null : $"&gt; *{author}*" }.Concat(text.Split('\n').Select(line => $"&gt; {line}")).OfType<string>());

    private static string Files(JsonElement message)
    {
        var names = message.Items("files").Append(message.Field("file"))
            .Where(file => file.Text("mode") != "tombstone")
            .Select(file => (Name: file.Named("title") ?? file.Named("name"), Link: file.Named("permalink")))
            .Where(file => file.Name is not null)
            .Select(file => file.Link is null ? file.Name! : $"<{file.Link}|{file.Name}>");
        return string.Join("\n", names);
    }
}
