using Kith.Conversations;
using Kith.Importing;
using Kith.People;

namespace Kith.Evaluation;

/// <summary>
/// Reads an archive as threads, without a database: topics and mail threads as they are, in all-day talk the threads in
/// it. Open talk is one long thread; it is knowledge, and hardly ever a question. Programs are left out.
/// </summary>
public sealed class ArchivedThreads
{
    private readonly Dictionary<string, ConversationEntry> conversations = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Dictionary<string, MessageEntry>> messages = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> authors = new(StringComparer.Ordinal);
    private readonly HashSet<string> bots = new(StringComparer.Ordinal);

    private ArchivedThreads(IEnumerable<Entry> entries)
    {
        foreach (var entry in entries)
        {
            Take(entry);
        }
    }

    /// <summary>The threads of an importer's entries; of a message told twice the later telling counts.</summary>
    public static IReadOnlyList<AnsweredThread> Of(IEnumerable<Entry> entries)
    {
        var read = new ArchivedThreads(entries);
        return [.. read.messages.Where(talk => read.conversations.ContainsKey(talk.Key)).SelectMany(talk => read.Threads(read.conversations[talk.Key], talk.Value))];
    }

    private void Take(Entry entry)
    {
        switch (entry)
        {
            case PersonEntry person when person.IsBot || BotName.Is(person.Name ?? person.Key):
                bots.Add(person.Key);
                break;
            case ConversationEntry conversation when conversation.Kind != ConversationKind.Record:
                conversations[conversation.Key] = conversation;
                break;
            case MessageEntry message:
                Talk(message.Conversation)[message.Key] = message;
                break;
            case RemovalEntry removal:
                Talk(removal.Conversation).Remove(removal.Key);
                break;
        }
    }

    private Dictionary<string, MessageEntry> Talk(string conversation)
    {
        if (!messages.TryGetValue(conversation, out var talk))
        {
            messages[conversation] = talk = new(StringComparer.Ordinal);
        }
        return talk;
    }

    private IEnumerable<AnsweredThread> Threads(ConversationEntry place, Dictionary<string, MessageEntry> talk)
    {
        var channel = place.Parent is not null && conversations.TryGetValue(place.Parent, out var parent) ? parent.Title : place.Title;
        var apart = place.Kind is ConversationKind.Channel or ConversationKind.Chat or ConversationKind.Direct;
        var answered = talk.Values.Select(message => message.ReplyTo).OfType<string>().ToHashSet(StringComparer.Ordinal);
        return talk.Values.Where(message => !bots.Contains(message.Author) && !BotName.Is(message.Author))
            .OrderBy(message => message.At).ThenBy(message => message.Key.Length).ThenBy(message => message.Key, StringComparer.Ordinal)
            .GroupBy(message => apart && (message.ReplyTo is not null || answered.Contains(message.Key)) ? Root(message, talk) : "")
            .Select(thread => new AnsweredThread(apart ? "" : place.Title, channel, [.. thread.Select(message => new Post(Author(message.Author), message.At, message.Body))]));
    }

    // The steps are counted because a hostile archive may answer in a circle.
    private static string Root(MessageEntry message, Dictionary<string, MessageEntry> talk)
    {
        var root = message;
        for (var step = 0; step < talk.Count && root.ReplyTo is { } to && talk.TryGetValue(to, out var above); step++)
        {
            root = above;
        }
        return root.ReplyTo ?? root.Key;
    }

    private int Author(string key)
    {
        if (!authors.TryGetValue(key, out var number))
        {
            number = authors[key] = authors.Count;
        }
        return number;
    }
}
