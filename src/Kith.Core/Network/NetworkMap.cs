using Kith.Kernels.Graphs;
using Kith.People;

namespace Kith.Network;

/// <summary>A person's place on the map.</summary>
/// <param name="Id">Who.</param>
/// <param name="Name">The name to show.</param>
/// <param name="X">From −1 at the left to 1.</param>
/// <param name="Y">From −1 at the bottom to 1.</param>
/// <param name="Group">Number of the group; 0 is the largest.</param>
/// <param name="Strength">Sum of the shown strengths of their ties.</param>
/// <param name="Ties">How many people they know.</param>
public sealed record MapPerson(PersonId Id, string Name, float X, float Y, int Group, double Strength, int Ties);

/// <summary>A line on the map, between two places in the list of people.</summary>
public readonly record struct MapTie(int From, int To, double Strength);

/// <summary>People who keep to each other more than to others.</summary>
/// <param name="Around">The person in it with the strongest ties.</param>
/// <param name="People">How many they are.</param>
public sealed record MapGroup(string Around, int People);

/// <summary>
/// Everybody who knows somebody, placed so that those who know each other are near; from the ties that all members may
/// know of. The same ties always give the same map.
/// </summary>
/// <param name="People">Who has the strongest ties first.</param>
/// <param name="Ties">Weakest first, so that strong lines lie on top.</param>
/// <param name="Groups">By number.</param>
public sealed record NetworkMap(IReadOnlyList<MapPerson> People, IReadOnlyList<MapTie> Ties, IReadOnlyList<MapGroup> Groups)
{
    // A tie long gone quiet still holds two people together a little.
    private const double Least = .02;

    /// <summary>Draws the map of a snapshot.</summary>
    public static NetworkMap Of(Snapshot snapshot)
    {
        if (snapshot.All.Count == 0)
        {
            return new NetworkMap([], [], []);
        }
        var ids = snapshot.All.SelectMany(tie => (PersonId[])[tie.Person, tie.Other]).Distinct().OrderBy(id => id.Value).ToArray();
        var at = ids.Select((id, index) => (id, index)).ToDictionary(pair => pair.id, pair => pair.index);
        var ties = snapshot.All.Select(tie => new MapTie(at[tie.Person], at[tie.Other], snapshot.Shown(tie))).OrderBy(tie => tie.Strength).ToList();
        var graph = Csr.Undirected(ids.Length, [.. ties.Select(tie => tie.From)], [.. ties.Select(tie => tie.To)], [.. ties.Select(tie => Math.Max(Least, tie.Strength))]);
        var (places, groups) = (Layout.Place(graph), BySize(Leiden.ByModularity(graph)));
        var people = ids.Select((id, i) => new MapPerson(
            id, snapshot.Everyone.Find(id)!.Name, places.X[i], places.Y[i], groups[i], Sum(graph.RowWeights(i)), graph.Degree(i))).ToList();
        return Sorted(people, ties);
    }

    // Number 0 for the largest group, and so on; of two of a size the one that begins first.
    private static int[] BySize(Partition groups)
    {
        var sizes = groups.Sizes();
        var order = Enumerable.Range(0, sizes.Length).OrderByDescending(group => sizes[group]).ToArray();
        var rank = new int[sizes.Length];
        for (var i = 0; i < order.Length; i++)
        {
            rank[order[i]] = i;
        }
        return Array.ConvertAll(groups.Of, group => rank[group]);
    }

    private static NetworkMap Sorted(List<MapPerson> people, List<MapTie> ties)
    {
        var order = Enumerable.Range(0, people.Count).OrderByDescending(i => people[i].Strength).ThenBy(i => people[i].Id.Value).ToArray();
        var place = new int[order.Length];
        for (var i = 0; i < order.Length; i++)
        {
            place[order[i]] = i;
        }
        var sorted = order.Select(i => people[i]).ToList();
        return new NetworkMap(
            sorted, [.. ties.Select(tie => new MapTie(place[tie.From], place[tie.To], tie.Strength))],
            [.. sorted.GroupBy(person => person.Group).OrderBy(group => group.Key).Select(group => new MapGroup(group.First().Name, group.Count()))]);
    }

    private static double Sum(ReadOnlySpan<double> weights)
    {
        var sum = 0.0;
        foreach (var weight in weights)
        {
            sum += weight;
        }
        return sum;
    }
}
