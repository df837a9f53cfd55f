using System.Globalization;
using Kith.Conversations;
using Kith.Importing.Html;
using Kith.Importing.Json;

namespace Kith.Importing.Zulip;

/// <summary>Reads the streams of one Zulip archive, one after the other.</summary>
/// <param name="asOf">Time of the archive's newest message, UTC milliseconds.</param>
internal sealed class ZulipReading(long asOf)
{
    private readonly HtmlToMarkdown markdown = new();
    private readonly HashSet<string> bots = [];

    /// <summary>A stream and all its topics.</summary>
    public IEnumerable<Entry> Stream(ZulipStream stream)
    {
        var (known, first, whole) = (false, long.MaxValue, stream.IsWhole);
        foreach (var topic in stream.Topics)
        {
            foreach (var entry in Topic(topic, stream))
            {
                whole &= entry is not ImportIssue;
                first = Math.Min(first, (entry as MessageEntry)?.At ?? long.MaxValue);
                if (!known && entry is ConversationEntry)
                {
                    known = true;
                    yield return new ConversationEntry(stream.Key, stream.Title, ConversationKind.Channel, Visibility.Public, AsOf: asOf);
                }
                yield return entry;
            }
        }
        if (known && whole)
        {
            yield return new CoverageEntry(stream.Key, first, asOf);
        }
    }

    private IEnumerable<Entry> Topic(ZulipTopic topic, ZulipStream stream)
    {
        var seen = new HashSet<long>();
        var (first, whole) = (long.MaxValue, true);
        foreach (var file in topic.Files)
        {
            foreach (var row in JsonRows.Read(file))
            {
                var entry = row.Issue ?? Message(row, file, topic, seen);
                whole &= entry is MessageEntry;
                if (entry is MessageEntry message)
                {
                    if (first == long.MaxValue)
                    {
                        yield return new ConversationEntry(topic.Key, topic.Title, ConversationKind.Topic, Visibility.Public, stream.Key, AsOf: asOf);
                    }
                    if (ZulipNames.IsBot(message.Author) && bots.Add(message.Author))
                    {
                        yield return new PersonEntry(message.Author, message.Author, IsBot: true);
                    }
                    first = Math.Min(first, message.At);
                }
                yield return entry;
            }
        }
        if (whole && first <= asOf)
        {
            yield return new CoverageEntry(topic.Key, first, asOf);
        }
    }

    private Entry Message(JsonRow row, ArchiveFile file, ZulipTopic topic, HashSet<long> seen)
    {
        if (row.Value.Id("id") is not { } id || row.Value.Named("sender_full_name") is not { } author
            || row.Value.Text("content") is not { } content || SourceTime.FromSeconds(row.Value.Number("timestamp")) is not { } at)
        {
            return new ImportIssue(file.Path, row.Line, "Left out: a message needs id, sender_full_name, content and a timestamp in seconds between 1970 and 2100.");
        }
        if (!seen.Add(id))
        {
            return new ImportIssue(file.Path, row.Line, $"Left out: a second message with id {id}; ids must differ.");
        }
        var body = markdown.Convert(content);
        return new MessageEntry(topic.Key, Key(id), author, at, body, Markup.Markdown, ReplyTo(content, seen))
        {
            Addressed = Addressed(),
        };
    }

    // Quoting somebody writes "[said](…/near/ID):" above the quotation: a link to the message that is answered.
    private static string? ReplyTo(string content, HashSet<long> seen)
    {
        var quote = content.IndexOf("<blockquote>", StringComparison.Ordinal);
        if (quote < 0)
        {
            return null;
        }
        var before = content.AsSpan(0, quote).TrimEnd();
        const string end = "</a>:</p>";
        var near = before.EndsWith(end) ? before.LastIndexOf("/near/") : -1;
        if (near < 0)
        {
            return null;
        }
        var digits = before[(near + 6)..];
        var length = digits.IndexOfAnyExceptInRange('0', '9');
        return length > 0 && digits[length] == '"' && long.TryParse(digits[..length], out var id) && seen.Contains(id) ? Key(id) : null;
    }

    private (AddressKind, string)[] Addressed() => markdown.Mentions.Count == 0
        ? []
        : [.. markdown.Mentions.Where(mention => !mention.Quoted).Select(mention => mention.Name).Distinct().Select(name => (AddressKind.Mention, name))];

    private static string Key(long id) => id.ToString(CultureInfo.InvariantCulture);
}
