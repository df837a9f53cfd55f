namespace Kith.People;

/// <summary>
/// Who is who: identities grouped into people, from the identities and the decisions alone. Identities with the same
/// mail address are one person; then decisions count in their order. An immutable snapshot.
/// </summary>
public sealed class Everyone
{
    private readonly Dictionary<long, Person> byIdentity;

    private Everyone(IReadOnlyList<Person> people)
    {
        People = people;
        byIdentity = people.SelectMany(person => person.Identities.Select(identity => (identity.Id.Value, person)))
            .ToDictionary(pair => pair.Value, pair => pair.person);
    }

    /// <summary>Everybody, by number.</summary>
    public IReadOnlyList<Person> People { get; }

    /// <summary>Numbers of the identities of those who are bots.</summary>
    public HashSet<long> Bots() => [.. People.Where(person => person.IsBot).SelectMany(person => person.Identities).Select(identity => identity.Id.Value)];

    /// <summary>The person behind an identity, or null if there is no such identity.</summary>
    public Person? Of(IdentityId identity) => byIdentity.GetValueOrDefault(identity.Value);

    /// <summary>The person behind an identity; who came in after everybody was read has no name yet.</summary>
    public Person OrNew(IdentityId identity) => Of(identity) ?? new Person(new(identity.Value), "Somebody new", false, []);

    /// <summary>The person of that number, also by the number of a person who was merged into another; or null.</summary>
    public Person? Find(PersonId person) => byIdentity.GetValueOrDefault(person.Value);

    /// <summary>Groups <paramref name="identities"/> into people.</summary>
    public static Everyone From(IReadOnlyList<Identity> identities, IEnumerable<PersonDecision> decisions)
    {
        var groups = identities.ToDictionary(identity => identity.Id, identity => new List<Identity> { identity });
        foreach (var same in identities.Where(identity => identity is { Email: not null, IsBot: false }).GroupBy(identity => identity.Email))
        {
            foreach (var identity in same.Skip(1))
            {
                Join(groups, same.First().Id, identity.Id);
            }
        }
        var names = new Dictionary<IdentityId, PersonDecision>();
        var bots = new Dictionary<IdentityId, PersonDecision>();
        foreach (var decision in decisions.Where(decision => decision.UndoneAt is null && groups.ContainsKey(decision.Identity)).OrderBy(decision => decision.Id))
        {
            switch (decision.Kind)
            {
                case PersonDecisionKind.Merge when decision.Other is { } other && groups.ContainsKey(other): Join(groups, decision.Identity, other); break;
                case PersonDecisionKind.Split: Leave(groups, decision.Identity); break;
                case PersonDecisionKind.Name: names[decision.Identity] = decision; break;
                case PersonDecisionKind.Bot or PersonDecisionKind.Human: bots[decision.Identity] = decision; break;
            }
        }
        return new Everyone([.. groups.Values.Distinct().Select(group => PersonOf(group, names, bots)).OrderBy(person => person.Id.Value)]);
    }

    private static void Join(Dictionary<IdentityId, List<Identity>> groups, IdentityId one, IdentityId other)
    {
        var (large, small) = (groups[one], groups[other]);
        if (ReferenceEquals(large, small))
        {
            return;
        }
        if (large.Count < small.Count)
        {
            (large, small) = (small, large);
        }
        large.AddRange(small);
        small.ForEach(identity => groups[identity.Id] = large);
    }

    private static void Leave(Dictionary<IdentityId, List<Identity>> groups, IdentityId id)
    {
        var group = groups[id];
        var identity = group.Single(each => each.Id == id);
        if (group.Count > 1)
        {
            group.Remove(identity);
            groups[id] = [identity];
        }
    }

    private static Person PersonOf(List<Identity> group, Dictionary<IdentityId, PersonDecision> names, Dictionary<IdentityId, PersonDecision> bots)
    {
        var identities = group.OrderBy(identity => identity.Id.Value).ToList();
        var name = Last(identities, names)?.Text ?? PersonName.Best(identities.Select(identity => identity.Name));
        var isBot = !identities.Exists(identity => identity.IsOwn) && (Last(identities, bots) is { } said ? said.Kind == PersonDecisionKind.Bot : identities.TrueForAll(identity => identity.IsBot));
        return new Person(new PersonId(identities[0].Id.Value), name, isBot, identities);
    }

    // Of whatever was said of any of them, what was said last.
    private static PersonDecision? Last(List<Identity> identities, Dictionary<IdentityId, PersonDecision> said) =>
        identities.Select(identity => said.GetValueOrDefault(identity.Id)).MaxBy(decision => decision?.Id ?? 0);
}
