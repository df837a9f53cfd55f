using Kith.Conversations;
using Kith.People;

namespace Kith.Server.Conversations;

/// <summary>A message where it stands in a transcript.</summary>
/// <param name="Message">It.</param>
/// <param name="Author">Whose it is.</param>
/// <param name="Follows">Whether it goes on right where the same author left off: no need to name them again.</param>
/// <param name="Answers">The message it answers, where that does not stand right before it or over it.</param>
/// <param name="Thread">Of what began a thread: the answers to it.</param>
public sealed record Line(Message Message, Person Author, bool Follows, Message? Answers, IReadOnlyList<Line> Thread);

/// <summary>The messages of a page as they are read: by day, threads under what began them.</summary>
public static class Transcript
{
    private const long Pause = 5 * 60_000;

    /// <summary>Lines by UTC day.</summary>
    /// <param name="messages">Of one conversation, in order of time.</param>
    /// <param name="answered">Messages of other pages that these answer.</param>
    /// <param name="threaded">Whether the source shows answers under what they answer, rather than where they came in time.</param>
    /// <param name="everyone">Who is who.</param>
    public static IReadOnlyList<IGrouping<DateOnly, Line>> Of(
        IReadOnlyList<Message> messages, IReadOnlyList<Message> answered, bool threaded, Everyone everyone)
    {
        var here = messages.ToDictionary(message => message.Key);
        var threads = messages.Where(message => threaded && message.ReplyTo is { } root && here.ContainsKey(root)).ToLookup(message => message.ReplyTo!);
        var known = answered.Concat(messages).DistinctBy(message => message.Key).ToDictionary(message => message.Key);
        var main = messages.Where(message => !threaded || message.ReplyTo is null || !here.ContainsKey(message.ReplyTo));
        return [.. Lines(main, known, threads, everyone).GroupBy(line => DayOf(line.Message))];
    }

    /// <summary>Whether a source keeps threads under the message that began them.</summary>
    public static bool IsThreaded(Conversation conversation) => conversation is { Kind: ConversationKind.Channel, Source: "slack" or "mattermost" };

    private static List<Line> Lines(IEnumerable<Message> messages, Dictionary<string, Message> known, ILookup<string, Message> threads, Everyone everyone)
    {
        var lines = new List<Line>();
        foreach (var message in messages)
        {
            var before = lines.Count == 0 ? null : lines[^1];
            var answers = message.ReplyTo is { } key && known.TryGetValue(key, out var parent) && parent.Key != before?.Message.Key ? parent : null;
            var follows = before is { Thread.Count: 0 } && answers is null && before.Message.Author == message.Author
                && message.At - before.Message.At < Pause && DayOf(before.Message) == DayOf(message);
            var thread = InThread(threads[message.Key], message, everyone);
            lines.Add(new Line(message, everyone.OrNew(message.Author), follows && thread.Count == 0, answers, thread));
        }
        return lines;
    }

    // Everything in a thread answers what began it; only who goes on has to be seen.
    private static List<Line> InThread(IEnumerable<Message> replies, Message root, Everyone everyone)
    {
        var lines = new List<Line>();
        var before = root;
        foreach (var reply in replies)
        {
            var follows = lines.Count > 0 && before.Author == reply.Author && reply.At - before.At < Pause;
            lines.Add(new Line(reply, everyone.OrNew(reply.Author), follows, null, []));
            before = reply;
        }
        return lines;
    }

    private static DateOnly DayOf(Message message) => DateOnly.FromDateTime(DateTimeOffset.FromUnixTimeMilliseconds(message.At).UtcDateTime);
}
