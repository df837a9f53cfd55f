namespace Kith.People;

/// <summary>Somebody, known by one or more identities.</summary>
/// <param name="Id">The smallest number of the identities.</param>
/// <param name="Name">The name to show.</param>
/// <param name="IsBot">A program that speaks; it has no ties and knows nothing.</param>
/// <param name="Identities">At least one, by number.</param>
public sealed record Person(PersonId Id, string Name, bool IsBot, IReadOnlyList<Identity> Identities);
