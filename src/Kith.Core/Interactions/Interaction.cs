namespace Kith.Interactions;

/// <summary>One directed act from one identity to another at a time, derived from a message.</summary>
/// <param name="Seq">Number of the message in its conversation; 0 if it comes from the conversation as a whole.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="From">Number of the identity that acted.</param>
/// <param name="To">Number of the identity acted towards; never the same.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Weight">Millionths, already divided by the size of the group.</param>
public readonly record struct Interaction(long Seq, long At, long From, long To, InteractionKind Kind, long Weight);
