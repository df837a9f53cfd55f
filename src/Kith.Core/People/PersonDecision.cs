namespace Kith.People;

/// <summary>What people can decide about people.</summary>
public enum PersonDecisionKind
{
    /// <summary>The two identities, and all that goes with each, are one person.</summary>
    Merge,

    /// <summary>The identity is somebody else than the rest of its person.</summary>
    Split,

    /// <summary>The identity is a bot, whatever the source says.</summary>
    Bot,

    /// <summary>The identity is a human, whatever the source says.</summary>
    Human,

    /// <summary>The person is to be called by this name.</summary>
    Name,

    /// <summary>The two identities are not one person: do not suggest it again.</summary>
    Distinct,
}

/// <summary>A fact that somebody stated about people; undone, it counts no more but stays on record.</summary>
/// <param name="Id">Its number; decisions count in this order.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Kind">What was decided.</param>
/// <param name="Identity">About whom.</param>
/// <param name="Other">The other one, of a merge or of a distinction.</param>
/// <param name="Text">Why; for a name, the name.</param>
/// <param name="UndoneAt">UTC milliseconds, or null while it counts.</param>
public sealed record PersonDecision(
    long Id, long At, PersonDecisionKind Kind, IdentityId Identity, IdentityId? Other, string? Text, long? UndoneAt)
{
    /// <summary>Whether it says that somebody is a bot, or is none.</summary>
    public bool IsMark => Kind is PersonDecisionKind.Bot or PersonDecisionKind.Human;
}
