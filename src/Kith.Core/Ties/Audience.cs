using Kith.Interactions;
using Kith.People;

namespace Kith.Ties;

/// <summary>
/// The people one message went to. Who keeps getting the same messages is in one circle, though no word went from one to the other.
/// </summary>
/// <param name="Date">A UTC day since 1970.</param>
/// <param name="To">Each once, without the sender.</param>
public readonly record struct Audience(int Date, IReadOnlyList<PersonId> To)
{
    /// <summary>Above this many a message says nothing about two of them.</summary>
    public const int Largest = CoPresence.Largest;

    /// <summary>Whether it says anything about two people.</summary>
    public bool Counts => To.Count is > 1 and <= Largest;
}
