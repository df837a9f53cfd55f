namespace Kith.Interactions;

/// <summary>One message of a conversation, as far as it matters for who answers whom.</summary>
/// <param name="Seq">Number of the message in its conversation.</param>
/// <param name="Author">Any number that stands for whoever said it.</param>
/// <param name="Name">The name it was said under.</param>
/// <param name="AtMillis">When, in UTC milliseconds.</param>
/// <param name="Text">The words, without markup.</param>
public readonly record struct Said(long Seq, long Author, string Name, long AtMillis, string Text);

/// <summary>What a message is thought to answer, and whom it is for.</summary>
/// <param name="Seq">The message answered, which may be the speaker's own that this one carries on; none if it starts something.</param>
/// <param name="Author">The other person it is for; none if it is for nobody in particular.</param>
/// <param name="Confidence">Chance, 0 to 1, that <paramref name="Author"/> is right; without one, that it is for nobody.</param>
public readonly record struct Answer(long? Seq, long? Author, double Confidence);
