using System.Text.Json;
using Kith.Conversations;
using Kith.Importing.Json;

namespace Kith.Importing.Slack;

/// <summary>Reads the messages of a Slack export's channels.</summary>
internal sealed class SlackMessages
{
    private static readonly HashSet<string> Service =
    [
        "pinned_item", "unpinned_item", "bot_add", "bot_remove", "bot_enable", "bot_disable", "reminder_add", "reminder_delete", "huddle_thread", "sh_room_created",
        "app_conversation_join", "assistant_app_thread", "joiner_notification", "joiner_notification_for_inviter", "message_replied", "reply_broadcast", "ekm_access_denied",
    ];

    private readonly SlackWorkspace workspace;
    private readonly Mrkdwn mrkdwn;

    public SlackMessages(SlackWorkspace workspace)
    {
        this.workspace = workspace;
        mrkdwn = new Mrkdwn(workspace.NameOf, workspace.ChannelName);
    }

    /// <summary>Whether a row is a message of Slack.</summary>
    public static bool IsMessage(JsonRow row) => row.Name.Length == 0 && row.Value.Text("type") == "message" && Time(row.Value.Text("ts")) is not null;

    /// <summary>The messages of one file, in its order.</summary>
    public IEnumerable<Entry> Read(ArchiveFile file, string channel)
    {
        foreach (var row in JsonRows.Read(file))
        {
            if (row.Issue is not null)
            {
                yield return row.Issue;
                continue;
            }
            foreach (var entry in Read(row, file, channel))
            {
                yield return entry;
            }
        }
    }

    private IEnumerable<Entry> Read(JsonRow row, ArchiveFile file, string channel)
    {
        var message = row.Value;
        var subtype = message.Text("subtype") ?? "";
        if (subtype.StartsWith("channel_", StringComparison.Ordinal) || subtype.StartsWith("group_", StringComparison.Ordinal) || Service.Contains(subtype))
        {
            return [];
        }
        if (subtype is "message_deleted" or "tombstone")
        {
            var key = message.Text(subtype == "tombstone" ? "ts" : "deleted_ts");
            return Time(key) is null ? [] : [new RemovalEntry(channel, key!)];
        }
        return Message(subtype == "message_changed" ? message.Field("message") : message, channel)
            ?? [new ImportIssue(file.Path, row.Line, "Left out: a message needs a ts (seconds between 1970 and 2100, in quotes) and a user or bot.")];
    }

    private List<Entry>? Message(JsonElement message, string channel)
    {
        if (message.Text("ts") is not { } key || Time(key) is not { } at || Author(message) is not { } author)
        {
            return null;
        }
        var words = SlackWords.Of(message);
        if (string.IsNullOrWhiteSpace(words))
        {
            // Nothing but what can't be shown, such as a deleted file.
            return [];
        }
        var thread = message.Text("thread_ts");
        var body = mrkdwn.Convert(words);
        var entry = new MessageEntry(channel, key, author.Key, at, body, Markup.Markdown,
            ReplyTo: thread != key && Time(thread) is not null ? thread : null,
            EditedAt: Time(message.Field("edited").Text("ts")))
        {
            Addressed = [.. mrkdwn.Mentioned.Where(id => id != author.Key).Select(id => (AddressKind.Mention, id))],
            Reactions = Reactions(message),
        };
        return workspace.TryAdd(author) ? [author, entry] : [entry];
    }

    private PersonEntry? Author(JsonElement message)
    {
        var user = message.Named("user") ?? message.Field("comment").Named("user");
        if (user is not null)
        {
            return SlackWorkspace.Person(user, message.Field("user_profile"), isBot: user == "USLACKBOT");
        }
        if (message.Named("bot_id") is { } bot)
        {
            var name = message.Named("username") ?? message.Field("bot_profile").Named("name") ?? bot;
            return new PersonEntry(workspace.UserOfBot(bot) ?? bot, name, IsBot: true);
        }
        return message.Named("username") is { } only ? new PersonEntry(only, only, IsBot: message.Text("subtype") == "bot_message") : null;
    }

    // Skin tones are the same sign.
    private static List<(string, IReadOnlyList<string>)> Reactions(JsonElement message)
    {
        var signs = new List<(string Sign, IReadOnlyList<string> By)>();
        foreach (var reaction in message.Items("reactions"))
        {
            var sign = reaction.Named("name")?.Split("::")[0];
            var by = reaction.Items("users").Select(user => user.AsText()?.Trim()).Where(user => !string.IsNullOrEmpty(user)).OfType<string>();
            var known = signs.FindIndex(one => one.Sign == sign);
            List<string> all = [.. (known < 0 ? [] : signs[known].By).Concat(by).Distinct()];
            if (string.IsNullOrWhiteSpace(sign) || all.Count == 0)
            {
                continue;
            }
            if (known < 0)
            {
                signs.Add((sign, all));
            }
            else
            {
                signs[known] = (sign, all);
            }
        }
        return signs;
    }

    /// <summary>UTC milliseconds of a ts: seconds, a dot, and digits that tell messages of one second apart.</summary>
    public static long? Time(string? ts)
    {
        if (ts is null || ts.Length > 20 || ts.AsSpan().ContainsAnyExcept("0123456789.") || !decimal.TryParse(ts, out var seconds))
        {
            return null;
        }
        return SourceTime.FromMilliseconds((double)decimal.Floor(seconds * 1000));
    }
}
