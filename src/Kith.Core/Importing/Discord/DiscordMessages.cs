using System.Text.Json;
using Kith.Conversations;
using Kith.Importing.Json;

namespace Kith.Importing.Discord;

/// <summary>Reads the messages of DiscordChatExporter's files, one channel after the other.</summary>
internal sealed class DiscordMessages(IReadOnlyDictionary<string, string> channels)
{
    // Everything else is the server speaking: joins, pins, calls, boosts.
    private static readonly HashSet<string> Said =
        ["Default", "Reply", "ChatInputCommand", "ContextMenuCommand", "ThreadStarterMessage", "0", "19", "20", "21", "23"];

    // Discord gives this account all that was said by those who left: nobody in particular, so it is taken for no person.
    private const string Gone = "456226577798135808";

    private readonly DiscordMarkdown markdown = new(channels.GetValueOrDefault);
    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>The messages of one file, and what is wrong with it.</summary>
    public IEnumerable<Entry> Read(DiscordChannel channel)
    {
        var (read, counted, broken) = (0L, (double?)null, false);
        var present = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in JsonRows.Read(channel.File, "messages", "messageCount"))
        {
            counted ??= row.Name == "messageCount" ? AsNumber(row.Value) : null;
            read += row.Name == "messages" ? 1 : 0;
            foreach (var entry in row.Issue is not null ? [row.Issue] : row.Name == "messages" ? Message(row, channel) : [])
            {
                broken |= entry is ImportIssue;
                if (channel.IsPrivate && entry is MessageEntry message && present.Add(message.Author))
                {
                    yield return new AttendanceEntry(channel.Id, message.Author);
                }
                yield return entry;
            }
        }
        if (!broken && counted != read)
        {
            yield return new ImportIssue(channel.File.Path, 0, counted is null
                ? "The export was cut off: it does not end with the number of its messages."
                : $"The export says that it holds {counted} messages, but {read} are there.");
        }
    }

    private static double? AsNumber(JsonElement value) => double.TryParse(value.AsText(), out var number) ? number : null;

    private IEnumerable<Entry> Message(JsonRow row, DiscordChannel channel)
    {
        var message = row.Value;
        var author = message.Field("author");
        if (message.Named("id") is not { } id || author.Named("id") is not { } by || SourceTime.FromIso(message.Text("timestamp")) is not { } at)
        {
            return [new ImportIssue(channel.File.Path, row.Line, "Left out: a message needs id, author.id and a timestamp (ISO 8601, between 1970 and 2100).")];
        }
        if (message.Named("type") is { } type && !Said.Contains(type))
        {
            return [];
        }
        var people = People(message, author);
        var body = Body(message, [.. people.Select(person => (person.Key, person.Name!)).OrderByDescending(person => person.Item2.Length)]);
        if (body.Length == 0)
        {
            // Nothing but what can't be shown.
            return [];
        }
        var entry = new MessageEntry(channel.Id, id, by, at, body, Markup.Markdown, Answered(message, channel.Id), SourceTime.FromIso(message.Text("timestampEdited")))
        {
            Addressed = [.. markdown.Mentioned.Where(person => person != by).Select(person => (AddressKind.Mention, person))],
            Reactions = Reactions(message, people),
        };
        return [.. people.Where(IsNews), entry];
    }

    // Everybody whom the message describes: its author first.
    private static List<PersonEntry> People(JsonElement message, JsonElement author)
    {
        var described = new List<PersonEntry>();
        foreach (var person in message.Items("mentions").Prepend(author).Concat(message.Items("reactions").SelectMany(reaction => reaction.Items("users"))))
        {
            if (person.Named("id") is { } id && (person.Named("nickname") ?? person.Named("name")) is var name && !described.Exists(one => one.Key == id))
            {
                described.Add(new PersonEntry(id, name ?? id, IsBot: person.Flag("isBot") || id == Gone));
            }
        }
        return described;
    }

    private bool IsNews(PersonEntry person)
    {
        if (names.TryGetValue(person.Key, out var name) && (name == person.Name || person.Name == person.Key))
        {
            return false;
        }
        names[person.Key] = person.Name!;
        return true;
    }

    private string Body(JsonElement message, IReadOnlyList<(string Id, string Name)> people)
    {
        var content = message.Text("content") ?? "";
        if (message.Field("forwardedMessage").Named("content") is { } forwarded)
        {
            content = $"{content}\n\n>>> {forwarded}".TrimStart('\n');
        }
        if (string.IsNullOrWhiteSpace(content))
        {
            content = string.Join("\n\n", message.Items("embeds").Select(Embed).Where(text => text.Length > 0));
        }
        var attached = message.Items("attachments").Select(file => (Name: file.Named("fileName"), Url: file.Named("url")))
            .Where(file => file.Name is not null)
            .Select(file => Html.HtmlLink.Target(file.Url) is { Length: > 0 } target ? $"[{file.Name!.Replace("[", "\\[").Replace("]", "\\]")}]({target})" : file.Name!);
        var stickers = message.Items("stickers").Select(sticker => sticker.Named("name")).OfType<string>().Select(name => $":{name}:");
        return string.Join("\n\n", new[] { markdown.Convert(content, people), string.Join("  \n", attached.Concat(stickers)) }.Where(part => part.Length > 0));
    }

    private static string Embed(JsonElement embed)
    {
        var title = embed.Named("title");
        string?[] parts =
        [
            title is null ? null : Html.HtmlLink.Target(embed.Named("url")) is { Length: > 0 } target ? $"[{title}]({target})" : $"**{title}**",
            embed.Named("description"),
            .. embed.Items("fields").Select(field => $"{field.Text("name")}: {field.Text("value")}"),
        ];
        return string.Join("\n", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
    }

    private static string? Answered(JsonElement message, string channel)
    {
        var reference = message.Field("reference");
        var here = reference.Named("channelId") is not { } where || where == channel;
        return here && reference.Named("type") is null or "Default" or "0" && message.Named("type") is not ("ThreadStarterMessage" or "21") ? reference.Named("messageId") : null;
    }

    private static List<(string, IReadOnlyList<string>)> Reactions(JsonElement message, List<PersonEntry> people) =>
    [
        .. message.Items("reactions")
            .Select(reaction => (Sign: reaction.Field("emoji").Named("code") ?? reaction.Field("emoji").Named("name"), By: By(reaction, people)))
            .Where(one => one.Sign is not null && one.By.Count > 0)
            .GroupBy(one => one.Sign!)
            .Select(same => (same.Key, (IReadOnlyList<string>)[.. same.SelectMany(one => one.By).Distinct()])),
    ];

    private static List<string> By(JsonElement reaction, List<PersonEntry> people) =>
        [.. reaction.Items("users").Select(user => user.Named("id")).OfType<string>().Where(id => people.Exists(person => person.Key == id))];
}
