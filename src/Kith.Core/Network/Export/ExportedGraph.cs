using System.Globalization;
using Kith.People;
using Kith.Ties;

namespace Kith.Network.Export;

/// <summary>A person as a vertex.</summary>
/// <param name="Id">Number of the person.</param>
/// <param name="Name">Name to show.</param>
public sealed record ExportedPerson(long Id, string Name);

/// <summary>One direction of a tie as an edge.</summary>
/// <param name="From">Number of who gave.</param>
/// <param name="To">Number of who received.</param>
/// <param name="Weight">A(from→to) of the strength measure on the day of the export.</param>
/// <param name="Strength">Of the tie, both ways, 0 to below 1.</param>
/// <param name="Interactions">Of the tie, both ways.</param>
/// <param name="First">First interaction of the tie, ISO 8601.</param>
/// <param name="Last">Last interaction of the tie, ISO 8601.</param>
public sealed record ExportedEdge(long From, long To, double Weight, double Strength, long Interactions, string First, string Last);

/// <summary>The network as other programs take it: a directed graph, weights as of one day, without anything private.</summary>
/// <param name="People">Everybody with a tie, by number.</param>
/// <param name="Edges">By numbers.</param>
public sealed record ExportedGraph(IReadOnlyList<ExportedPerson> People, IReadOnlyList<ExportedEdge> Edges)
{
    /// <summary>Where people stand in it; none unless asked for.</summary>
    public IReadOnlyList<Measure> Measures { get; init; } = [];

    /// <summary>The network of a snapshot.</summary>
    public static ExportedGraph Of(Snapshot snapshot)
    {
        var edges = snapshot.All.SelectMany(tie => (Tie[])[tie, tie.Reverse()])
            .Where(tie => tie.There.Count > 0)
            .Select(tie => new ExportedEdge(tie.Person.Value, tie.Other.Value, Strength.Directed(tie.There, snapshot.Today), snapshot.Shown(tie),
                tie.Interactions, Iso(tie.FirstAt), Iso(tie.LastAt)))
            .OrderBy(edge => edge.From).ThenBy(edge => edge.To).ToList();
        var people = edges.SelectMany(edge => (long[])[edge.From, edge.To]).Distinct().Order()
            .Select(id => new ExportedPerson(id, snapshot.Everyone.Find(new PersonId(id))!.Name)).ToList();
        return new ExportedGraph(people, edges);
    }

    /// <summary>A number with a point and all its digits, in any country.</summary>
    internal static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>The measures that a person has, by their place in the list of people.</summary>
    internal IEnumerable<(string Name, string Value)> MeasuresOf(int person) => Measures.Where(measure => !double.IsNaN(measure.Values[person]))
        .Select(measure => (measure.Name, Number(measure.Values[person])));

    private static string Iso(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
}
