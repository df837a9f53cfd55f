using Kith.Conversations;

namespace Kith.Interactions;

/// <summary>A message as the rules see it.</summary>
/// <param name="Seq">Number in its conversation.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Author">Number of the author's identity.</param>
/// <param name="Body">The words.</param>
/// <param name="Linked">Whether the source links it to a message that it answers: then it is not part of the open talk.</param>
/// <param name="AnsweredSeq">Number of the message it answers; 0 if nothing says so or that message is unknown.</param>
/// <param name="AnsweredAuthor">Author of that message; 0 if there is none.</param>
/// <param name="Addressed">Whom it names.</param>
/// <param name="Reactions">Who reacted.</param>
/// <param name="Act">Of a row in a table of interactions.</param>
public readonly record struct Spoken(
    long Seq, long At, long Author, string Body, bool Linked, long AnsweredSeq, long AnsweredAuthor, Addressed Addressed, Reactions Reactions, Act? Act = null);
