using Kith.Conversations;
using Kith.People;

namespace Kith.Recaps;

/// <summary>Number of a <see cref="Correction"/>.</summary>
public readonly record struct CorrectionId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>What became of a correction; stored by number.</summary>
public enum CorrectionState
{
    /// <summary>The other one concerned has not said anything yet.</summary>
    Waiting = 0,

    /// <summary>It counts.</summary>
    Accepted = 1,

    /// <summary>It was refused.</summary>
    Declined = 2,

    /// <summary>It counted, and was taken back.</summary>
    Undone = 3,
}

/// <summary>"That was not me": somebody says that a message is another's.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Conversation">Where.</param>
/// <param name="Seq">The message.</param>
/// <param name="From">Under whose name it stood when this was asked.</param>
/// <param name="To">Whose it is to be; null: nobody knows whose.</param>
/// <param name="AskedBy">One of the two.</param>
/// <param name="AskedAt">UTC milliseconds.</param>
/// <param name="State">What became of it.</param>
/// <param name="DecidedBy">Who said so, or null.</param>
public sealed record Correction(
    CorrectionId Id, ConversationId Conversation, long Seq, IdentityId From, IdentityId? To, IdentityId AskedBy, long AskedAt, CorrectionState State, IdentityId? DecidedBy)
{
    /// <summary>The other one concerned: who has to say yes. Null where nobody is known: then whoever leads the conversation says it.</summary>
    /// <param name="everyone">Who is who.</param>
    public IdentityId? Other(Everyone everyone) => everyone.Of(AskedBy)?.Id == everyone.Of(From)?.Id ? To : From;

    /// <summary>Whether somebody may accept or decline it: the other one concerned, or who leads the conversation.</summary>
    public bool MayDecide(PersonId person, bool leads, Everyone everyone) =>
        State == CorrectionState.Waiting && (leads || Is(person, Other(everyone), everyone));

    /// <summary>Whether somebody may take it back: before it is decided who asked, after it was accepted any of the two, and who leads the conversation.</summary>
    public bool MayUndo(PersonId person, bool leads, Everyone everyone) => State switch
    {
        CorrectionState.Waiting => Is(person, AskedBy, everyone),
        CorrectionState.Accepted => leads || Is(person, From, everyone) || Is(person, To, everyone),
        _ => false,
    };

    private static bool Is(PersonId person, IdentityId? identity, Everyone everyone) => identity is { } known && everyone.Of(known)?.Id == person;
}
