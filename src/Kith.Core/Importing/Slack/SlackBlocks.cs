using System.Text;
using System.Text.Json;
using Kith.Importing.Json;

namespace Kith.Importing.Slack;

/// <summary>Turns Slack's blocks back into mrkdwn, for messages that have no text of their own.</summary>
internal static class SlackBlocks
{
    private const int MaxNesting = 16;

    /// <summary>The words of the blocks, one block a paragraph; empty if they have none.</summary>
    public static string Text(JsonElement message)
    {
        var text = new StringBuilder();
        foreach (var block in message.Items("blocks"))
        {
            var one = Block(block).Trim('\n');
            text.Append(text.Length > 0 && one.Length > 0 ? "\n\n" : "").Append(one);
        }
        return text.ToString();
    }

    private static string Block(JsonElement block) => block.Text("type") switch
    {
        "rich_text" => Joined(block, "elements", "\n", 0),
        "header" => $"*{Words(block.Field("text")).Trim()}*",
        "section" => string.Join("\n", [Words(block.Field("text")), .. block.Items("fields").Select(Words)]),
        "context" => string.Join(" ", block.Items("elements").Select(Words)),
        "image" => block.Named("title") ?? block.Field("title").Named("text") ?? block.Named("alt_text") ?? "",
        "markdown" => block.Text("text") ?? "",
        _ => "",
    };

    // A text object: mrkdwn, or plain text that is escaped like it.
    private static string Words(JsonElement text) => text.Text("text") ?? text.Named("alt_text") ?? "";

    private static string Joined(JsonElement parent, string name, string gap, int depth) =>
        depth > MaxNesting ? "" : string.Join(gap, parent.Items(name).Select(element => Rich(element, depth + 1)));

    private static string Rich(JsonElement element, int depth) => element.Text("type") switch
    {
        "rich_text_section" => Joined(element, "elements", "", depth),
        "rich_text_list" => List(element, depth),
        "rich_text_preformatted" => $"```\n{Joined(element, "elements", "", depth)}\n```",
        "rich_text_quote" => string.Join("\n", Joined(element, "elements", "", depth).Split('\n').Select(line => $"&gt; {line}")),
        "text" => Styled(element, Escape(element.Text("text") ?? "")),
        "link" => Linked(element),
        "user" => $"<@{element.Text("user_id")}>",
        "usergroup" => $"<!subteam^{element.Text("usergroup_id")}|@{element.Text("usergroup_id")}>",
        "channel" => $"<#{element.Text("channel_id")}>",
        "broadcast" => $"<!{element.Text("range")}>",
        "emoji" => $":{element.Text("name")}:",
        "date" => Escape(element.Text("fallback") ?? ""),
        _ => "",
    };

    private static string List(JsonElement list, int depth)
    {
        var ordered = list.Text("style") == "ordered";
        var number = 1;
        return string.Join("\n", list.Items("elements").Select(item => $"{(ordered ? $"{number++}." : "•")} {Rich(item, depth + 1)}"));
    }

    private static string Linked(JsonElement link)
    {
        var address = Escape(link.Text("url") ?? "");
        return link.Named("text") is { } label ? $"<{address}|{Escape(label)}>" : $"<{address}>";
    }

    private static string Styled(JsonElement element, string text)
    {
        var style = element.Field("style");
        var mark = style.Flag("code") ? "`" : style.Flag("bold") ? "*" : style.Flag("italic") ? "_" : style.Flag("strike") ? "~" : "";
        return mark.Length == 0 || text.Trim() != text || text.Length == 0 ? text : $"{mark}{text}{mark}";
    }

    private static string Escape(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
