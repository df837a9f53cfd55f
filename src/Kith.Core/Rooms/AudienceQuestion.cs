using Kith.Conversations;
using Kith.People;

namespace Kith.Rooms;

/// <summary>What became of a question of the audience; stored by number.</summary>
public enum AudienceState
{
    /// <summary>In the queue.</summary>
    Waiting = 0,

    /// <summary>A question of the gathering was made of it.</summary>
    Asked = 1,

    /// <summary>It goes with another one of the queue.</summary>
    Merged = 2,

    /// <summary>The moderators set it aside, and said why.</summary>
    SetAside = 3,
}

/// <summary>A question that somebody in the room would like to have asked. Everybody sees what became of it.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Author">Who proposed it.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Text">The words, in Markdown.</param>
/// <param name="State">What became of it.</param>
/// <param name="Word">Why it was set aside; null otherwise.</param>
/// <param name="Question">As what it was asked; null otherwise.</param>
/// <param name="Into">With which it was merged; null otherwise.</param>
/// <param name="Backers">Who would like it asked too, the author left out; of one into which others were merged, their authors and backers too.</param>
public sealed record AudienceQuestion(
    long Id, IdentityId Author, long At, string Text, AudienceState State, string? Word, QuestionId? Question, long? Into, IReadOnlyList<IdentityId> Backers);
