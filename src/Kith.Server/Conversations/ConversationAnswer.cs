using Kith.Conversations;
using Kith.People;
using Kith.Server.Shared;

namespace Kith.Server.Conversations;

/// <summary>Who reacted with what.</summary>
/// <param name="Sign">Its name, such as <c>tada</c>.</param>
/// <param name="By">Names.</param>
public sealed record ReactionAnswer(string Sign, IReadOnlyList<string> By);

/// <summary>A message as an answer.</summary>
/// <param name="Seq">Its number in the conversation.</param>
/// <param name="Url">Its permanent address.</param>
/// <param name="Person">Name of its author.</param>
/// <param name="Id">Number of its author.</param>
/// <param name="At">When.</param>
/// <param name="Markup">How the text is written.</param>
/// <param name="Text">The words.</param>
/// <param name="ReplyTo">Number of the message it answers, if that is known; null otherwise.</param>
/// <param name="Edited">Last edit; null if never.</param>
/// <param name="Reactions">Who reacted with what.</param>
public sealed record MessageAnswer(
    long Seq, string Url, string Person, long Id, DateTimeOffset At, Markup Markup, string Text, long? ReplyTo, DateTimeOffset? Edited, IReadOnlyList<ReactionAnswer> Reactions)
{
    /// <summary>One message, or null if it was removed or the reader may not see it.</summary>
    public static MessageAnswer? Of(Present present, Reader reader, ConversationId id, long seq)
    {
        using var connection = present.Database.Connect();
        return ConversationStore.Find(connection, reader, id, seq) is { } message
            ? Of(message, message.ReplyTo is { } key ? ConversationStore.WithKeys(connection, reader, id, [key]) : [], present.Network.Everyone)
            : null;
    }

    /// <summary>A message as an answer.</summary>
    /// <param name="message">It.</param>
    /// <param name="answered">Messages among which is the one it answers.</param>
    /// <param name="everyone">Who is who.</param>
    public static MessageAnswer Of(Message message, IEnumerable<Message> answered, Everyone everyone)
    {
        var author = everyone.Of(message.Author);
        return new MessageAnswer(
            message.Seq, Address.Of(message.Conversation, message.Seq), author?.Name ?? "", author?.Id.Value ?? message.Author.Value, Times.Of(message.At), message.Markup,
            message.Body, answered.FirstOrDefault(each => each.Key == message.ReplyTo)?.Seq, message.EditedAt is { } edited ? Times.Of(edited) : null,
            [.. message.Reactions.All.Select(one => new ReactionAnswer(one.Sign, [.. one.By.Select(everyone.Of).OfType<Person>().Select(person => person.Name)]))]);
    }
}

/// <summary>Somebody who spoke.</summary>
/// <param name="Person">The name.</param>
/// <param name="Id">The number.</param>
/// <param name="Messages">How often.</param>
public sealed record VoiceAnswer(string Person, long Id, long Messages);

/// <summary>A page of a conversation; see docs/json.md.</summary>
/// <param name="Conversation">Which.</param>
/// <param name="Voices">Who spoke, most first.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="Pages">How many pages there are.</param>
/// <param name="Messages">Those of the page, in order of time.</param>
public sealed record ConversationAnswer(
    ConversationRow Conversation, IReadOnlyList<VoiceAnswer> Voices, int Page, int Pages, IReadOnlyList<MessageAnswer> Messages)
{
    /// <summary>From what was read.</summary>
    public static ConversationAnswer Of(ConversationView view)
    {
        var known = view.Messages.Concat(view.Answered).ToLookup(message => message.Key);
        return new(ConversationRow.Of(view.Conversation), view.Voices, view.Page, view.Pages,
            [.. view.Messages.Select(message => MessageAnswer.Of(message, known[message.ReplyTo ?? ""], view.Everyone))]);
    }
}
