using Kith.Conversations;
using Kith.People;

namespace Kith.Rooms;

/// <summary>A message to be said in a room.</summary>
/// <param name="Key">Chosen by the sender, unique in the room: sent twice, it is said once.</param>
/// <param name="Author">Who.</param>
/// <param name="Body">The words, in Markdown.</param>
/// <param name="Question">The question it answers, or null.</param>
/// <param name="ReplyTo">Key of the message it replies to, or null.</param>
/// <param name="Addressed">Whom it names.</param>
/// <param name="Entry">What it is, if not plain words.</param>
public sealed record Post(
    string Key, IdentityId Author, string Body, QuestionId? Question = null, string? ReplyTo = null, Addressed? Addressed = null, EntryMark Entry = default);

/// <summary>What became of a <see cref="Post"/>.</summary>
/// <param name="Seq">The number it has for ever.</param>
/// <param name="At">UTC milliseconds at which it was said.</param>
/// <param name="Again">Whether it had been said before: nothing was added.</param>
public readonly record struct Posted(long Seq, long At, bool Again);
