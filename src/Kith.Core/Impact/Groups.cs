using Kith.Kernels.Graphs;
using Kith.Network;
using Kith.People;
using Kith.Ties;

namespace Kith.Impact;

/// <summary>A group of people as it was before a gathering.</summary>
/// <param name="Around">The person in it with the strongest ties.</param>
/// <param name="People">How many they were.</param>
public sealed record GroupBefore(PersonId Around, int People);

/// <summary>
/// The groups of the network at the end of a day, by the same rule as the map: people who keep to each other more than to
/// others. From the ties that every member may know of; whoever had none belongs to no group.
/// </summary>
public sealed class Groups
{
    /// <summary>People from which on it is a group; two are a pair.</summary>
    public const int Least = 3;

    // As on the map: a tie long gone quiet still holds two people together a little.
    private const double LeastWeight = .02;

    private readonly Dictionary<PersonId, int> groupOf = [];
    private readonly Dictionary<Pair, double> shown = [];

    private Groups(IReadOnlyList<GroupBefore> all) => All = all;

    /// <summary>The largest first.</summary>
    public IReadOnlyList<GroupBefore> All { get; private set; }

    /// <summary>Number of a person's group in <see cref="All"/>, or null.</summary>
    public int? Of(PersonId person) => groupOf.TryGetValue(person, out var group) ? group : null;

    /// <summary>The strength that a tie showed, 0 to below 1; 0 if there was none.</summary>
    public double Shown(Pair pair) => shown.GetValueOrDefault(pair);

    /// <summary>As the ties stood at the end of a UTC day.</summary>
    /// <param name="ties">Each pair once.</param>
    /// <param name="day">Since 1970; later days do not count.</param>
    public static Groups At(IEnumerable<Tie> ties, int day)
    {
        var then = ties.Select(tie => (Pair: Pair.Of(tie.Person, tie.Other), There: Strength.Directed(tie.There, day), Back: Strength.Directed(tie.Back, day)))
            .Where(tie => tie.There + tie.Back > 0).ToList();
        var kappa = Strength.Kappa(then.Select(tie => (tie.There, tie.Back)));
        var groups = new Groups([]);
        foreach (var (pair, there, back) in then)
        {
            groups.shown[pair] = Strength.Shown(Strength.Of(there, back), kappa);
        }
        groups.Part();
        return groups;
    }

    private void Part()
    {
        var people = shown.Keys.SelectMany(pair => (PersonId[])[pair.One, pair.Other]).Distinct().OrderBy(person => person.Value).ToArray();
        if (people.Length < Least)
        {
            return;
        }
        var at = people.Select((person, index) => (person, index)).ToDictionary(each => each.person, each => each.index);
        var ties = shown.OrderBy(tie => tie.Key.One.Value).ThenBy(tie => tie.Key.Other.Value).ToList();
        var graph = Csr.Undirected(people.Length,
            [.. ties.Select(tie => at[tie.Key.One])], [.. ties.Select(tie => at[tie.Key.Other])], [.. ties.Select(tie => Math.Max(LeastWeight, tie.Value))], Cores.All);
        var parts = Grouping.Of(graph).Of;
        var large = Enumerable.Range(0, people.Length).GroupBy(person => parts[person]).Where(group => group.Count() >= Least)
            .OrderByDescending(group => group.Count()).ThenBy(group => group.Min()).ToList();
        All = [.. large.Select(group => new GroupBefore(people[group.MaxBy(person => graph.Strength(person))], group.Count()))];
        for (var number = 0; number < large.Count; number++)
        {
            foreach (var person in large[number])
            {
                groupOf[people[person]] = number;
            }
        }
    }
}
