namespace Kith.Interactions;

/// <summary>How one person turned to another. The numbers are stored: never renumber, only append.</summary>
public enum InteractionKind
{
    /// <summary>Answered a message of theirs.</summary>
    Reply = 0,
    /// <summary>Named them in a message.</summary>
    Mention = 1,
    /// <summary>Wrote a mail with them among its recipients.</summary>
    MailTo = 2,
    /// <summary>Wrote a mail of which they got a copy.</summary>
    MailCc = 3,
    /// <summary>Thanked them.</summary>
    Thanks = 4,
    /// <summary>Reacted to a message of theirs.</summary>
    Reaction = 5,
    /// <summary>Spoke right after them in the same exchange.</summary>
    Turn = 6,
    /// <summary>Was at the same gathering.</summary>
    CoPresence = 7,
    /// <summary>Was brought together with them by somebody.</summary>
    Introduction = 8,
    /// <summary>Confirmed having met them.</summary>
    Met = 9,
}
