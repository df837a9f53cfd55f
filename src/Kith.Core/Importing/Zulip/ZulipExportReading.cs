using System.Text.Json;
using Kith.Conversations;
using Kith.Importing.Json;

namespace Kith.Importing.Zulip;

/// <summary>Reads the messages of one Zulip export, which come in no order.</summary>
internal sealed class ZulipExportReading
{
    private const long ToPerson = 1, ToStream = 2, ToGroup = 3;

    private readonly ZulipRealm realm;
    private readonly ImportOptions options;
    private readonly long asOf;
    private readonly ZulipInline inline;
    private readonly HashSet<string> described = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> firsts = new(StringComparer.Ordinal);

    public ZulipExportReading(ZulipRealm realm, ImportOptions options, long asOf)
    {
        (this.realm, this.options, this.asOf) = (realm, options, asOf);
        inline = new ZulipInline(realm.NameOf);
    }

    /// <summary>All messages that may be read, each conversation before its first.</summary>
    public IEnumerable<Entry> Read(IEnumerable<ArchiveFile> files)
    {
        var whole = true;
        foreach (var file in files)
        {
            foreach (var row in JsonRows.Read(file, "zerver_message"))
            {
                foreach (var entry in Read(row, file))
                {
                    whole &= entry is not ImportIssue;
                    yield return entry;
                }
            }
        }
        foreach (var (conversation, first) in whole ? firsts : [])
        {
            yield return new CoverageEntry(conversation, first, asOf);
        }
    }

    private IEnumerable<Entry> Read(JsonRow row, ArchiveFile file)
    {
        if (row.Issue is not null)
        {
            return [row.Issue];
        }
        var message = row.Value;
        if (message.Id("id") is not { } id || message.Id("sender") is not { } sender || message.Text("content") is not { } content
            || SourceTime.FromSeconds(message.Number("date_sent") ?? message.Number("pub_date")) is not { } at)
        {
            return [new ImportIssue(file.Path, row.Line, "Left out: a message needs id, sender, content and a date_sent in seconds between 1970 and 2100.")];
        }
        if (message.Id("recipient") is not { } recipient || Conversations(recipient, sender, message) is not { } conversations)
        {
            return [new ImportIssue(file.Path, row.Line, "Left out: no table has this message's recipient, so it is not known who may read it.")];
        }
        if (conversations[^1].Visibility == Visibility.Participants && !options.IncludePrivate)
        {
            return [];
        }
        // Topics before their streams: what a stream lost can only be told when all of it came.
        foreach (var conversation in Enumerable.Reverse(conversations))
        {
            firsts[conversation.Key] = Math.Min(at, firsts.GetValueOrDefault(conversation.Key, at));
        }
        var key = conversations[^1].Key;
        return [.. conversations.Where(entry => described.Add(entry.Key)), Message(message, key, id, sender, at, content)];
    }

    // The stream and the topic, or the direct conversation.
    private List<ConversationEntry>? Conversations(long recipient, long sender, JsonElement message) => realm.Recipient(recipient) switch
    {
        { Type: ToStream, Target: var stream } when realm.Stream(stream) is { } known => InStream(stream, recipient, known.Name, known.Visibility, message),
        { Type: ToPerson, Target: var person } => [Direct(new[] { sender, person }.Distinct().Order().Select(ZulipRealm.KeyOf), "dm")],
        { Type: ToGroup } => [Direct(realm.Subscribers(recipient), $"group {recipient}")],
        _ => null,
    };

    private List<ConversationEntry> InStream(long stream, long recipient, string name, Visibility visibility, JsonElement message)
    {
        var members = visibility == Visibility.Participants ? realm.Subscribers(recipient).ToList() : null;
        var topic = (message.Text("subject") ?? message.Text("topic") ?? "").Trim();
        var key = ZulipRealm.KeyOf(stream);
        return
        [
            new ConversationEntry(key, name, ConversationKind.Channel, visibility, Members: members, AsOf: asOf),
            new ConversationEntry($"{key}/{ZulipNames.Unresolved(topic)}", topic.Length > 0 ? topic : ZulipNames.NoTopic, ConversationKind.Topic, visibility, key, members, asOf),
        ];
    }

    private ConversationEntry Direct(IEnumerable<string> people, string kind)
    {
        List<string> members = [.. people];
        var title = string.Join(", ", members.Select(member => realm.NameOf(member) ?? member));
        return new ConversationEntry(kind == "dm" ? $"dm {string.Join(',', members)}" : kind, title.Length > 0 ? title : kind, ConversationKind.Direct, Visibility.Participants, Members: members, AsOf: asOf);
    }

    private MessageEntry Message(JsonElement message, string conversation, long id, long sender, long at, string content)
    {
        inline.Clear();
        var body = ZulipMarkdown.Convert(content, inline);
        var author = ZulipRealm.KeyOf(sender);
        return new MessageEntry(conversation, ZulipRealm.KeyOf(id), author, at, body, Markup.Markdown,
            ReplyTo: ZulipQuote.Answered(content, conversation), EditedAt: SourceTime.FromSeconds(message.Number("last_edit_time")))
        {
            Addressed =
            [
                .. inline.Mentions.Where(mention => !mention.Quoted).Select(mention => mention.Id ?? realm.ByName(mention.Name)).OfType<string>()
                    .Where(person => person != author).Distinct().Select(person => (AddressKind.Mention, person)),
            ],
            Reactions = realm.Reactions(id),
        };
    }
}
