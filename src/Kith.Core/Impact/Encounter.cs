using Kith.Interactions;
using Kith.People;
using Kith.Ties;

namespace Kith.Impact;

/// <summary>Two people, the smaller number first.</summary>
public readonly record struct Pair(PersonId One, PersonId Other)
{
    /// <summary>In whatever order they come.</summary>
    public static Pair Of(PersonId a, PersonId b) => a.Value < b.Value ? new(a, b) : new(b, a);

    /// <summary>The pair behind two identities; null if it is one person, a program or nobody.</summary>
    public static Pair? Of(Everyone everyone, long from, long to) =>
        everyone.Of(new(from)) is { IsBot: false } a && everyone.Of(new(to)) is { IsBot: false } b && a.Id != b.Id ? Of(a.Id, b.Id) : null;
}

/// <summary>
/// What two people said to each other in one gathering. Being in the same room is not part of it, nor is a reaction:
/// neither is talking.
/// </summary>
/// <param name="Pair">Who.</param>
/// <param name="Weight">Both ways together, in millionths.</param>
/// <param name="Entries">Numbers of the entries it rests on, ascending.</param>
public sealed record Encounter(Pair Pair, long Weight, IReadOnlyList<long> Entries)
{
    /// <summary>Whether they talked with each other: the least is one entry for one person alone, as for <see cref="Contact.LeastMicros"/>.</summary>
    public bool IsTalk => Weight >= Contact.LeastMicros;

    /// <summary>Whether an interaction is talking.</summary>
    public static bool Counts(InteractionKind kind) => kind is not (InteractionKind.CoPresence or InteractionKind.Reaction);

    /// <summary>Every encounter of a gathering, by pair.</summary>
    public static IReadOnlyList<Encounter> In(IEnumerable<Interaction> here, Everyone everyone) => [.. here
        .Where(each => Counts(each.Kind))
        .Select(each => (Pair: Pair.Of(everyone, each.From, each.To), each.Weight, each.Seq)).Where(each => each.Pair is not null)
        .GroupBy(each => each.Pair!.Value)
        .Select(both => new Encounter(both.Key, both.Sum(each => each.Weight), [.. both.Select(each => each.Seq).Where(seq => seq > 0).Distinct().Order()]))
        .OrderBy(encounter => encounter.Pair.One.Value).ThenBy(encounter => encounter.Pair.Other.Value)];
}
