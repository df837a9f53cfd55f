namespace Kith.Rooms;

/// <summary>Why something can't be done in a room.</summary>
public enum RefusalKind
{
    /// <summary>There is no such message, question or person.</summary>
    Unknown,

    /// <summary>Others may do it.</summary>
    NotYours,

    /// <summary>The moderators have muted whoever asks.</summary>
    Muted,

    /// <summary>It is too early or too late for it.</summary>
    Closed,

    /// <summary>The room is in slow mode.</summary>
    TooFast,
}

/// <summary>What was asked of a room was not done, and nothing changed.</summary>
/// <param name="Kind">Why.</param>
/// <param name="What">What is in the way, in a sentence.</param>
/// <param name="Hint">What would be right, in a sentence.</param>
/// <param name="Wait">Seconds after which it would be done; 0 where waiting does not help.</param>
public sealed record Refusal(RefusalKind Kind, string What, string Hint, int Wait = 0)
{
    internal static Refusal NoSuch(string what) => new(RefusalKind.Unknown, $"There is no such {what} here.", "Load the page again: it may have been removed.");

    internal static Refusal NotLive { get; } = new(RefusalKind.Closed, "The gathering is not live.", "This can be done while its room is open.");
}
