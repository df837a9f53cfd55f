namespace Kith.Interactions;

/// <summary>Being at the same meeting: everybody towards everybody, discounted by the size of the group.</summary>
public static class CoPresence
{
    /// <summary>Above this many attendees presence says nothing about two of them.</summary>
    public const int Largest = 60;

    /// <summary>The interactions of a meeting.</summary>
    /// <param name="attendees">Numbers of the identities that were there.</param>
    /// <param name="at">UTC milliseconds of its beginning.</param>
    public static IEnumerable<Interaction> Of(IReadOnlyCollection<long> attendees, long at)
    {
        if (attendees.Count > Largest)
        {
            yield break;
        }
        var weight = Weights.Of(InteractionKind.CoPresence, attendees.Count - 1);
        foreach (var from in attendees)
        {
            foreach (var to in attendees.Where(to => to != from))
            {
                yield return new Interaction(0, at, from, to, InteractionKind.CoPresence, weight);
            }
        }
    }
}
