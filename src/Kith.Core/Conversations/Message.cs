using Kith.People;

namespace Kith.Conversations;

/// <summary>How a body is written; stored by number.</summary>
public enum Markup
{
    /// <summary>As typed.</summary>
    Plain = 0,

    /// <summary>CommonMark; what sources write in HTML or mrkdwn is turned into it on the way in.</summary>
    Markdown = 1,
}

/// <summary>One entry of a conversation's log.</summary>
/// <param name="Conversation">Where.</param>
/// <param name="Seq">From 1, without gaps, in order of arrival (which is not always order of time).</param>
/// <param name="Key">The source's own id; what is posted here carries the id its sender chose.</param>
/// <param name="Author">Who.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Markup">How <paramref name="Body"/> is written.</param>
/// <param name="Body">The words.</param>
/// <param name="ReplyTo">Key of the message it answers, in the same conversation; null if nothing says so.</param>
/// <param name="Addressed">Whom it names.</param>
/// <param name="Reactions">Who reacted with what.</param>
/// <param name="Act">Of a row in a table of interactions: what was done; null for words.</param>
/// <param name="EditedAt">UTC milliseconds of the last edit; null if never.</param>
/// <param name="Question">The question of a gathering to which it belongs; null if to none.</param>
/// <param name="Entry">What it is, if not plain words.</param>
public sealed record Message(
    ConversationId Conversation, long Seq, string Key, IdentityId Author, long At, Markup Markup, string Body,
    string? ReplyTo, Addressed Addressed, Reactions Reactions, Act? Act, long? EditedAt, QuestionId? Question = null, EntryMark Entry = default);
