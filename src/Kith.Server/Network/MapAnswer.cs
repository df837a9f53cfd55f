using Kith.Network;

namespace Kith.Server.Network;

/// <summary>The people of the map, a list for each thing said of them; the same place in each list is the same person.</summary>
/// <param name="Ids">Numbers.</param>
/// <param name="Names">Names.</param>
/// <param name="X">From −1 at the left to 1.</param>
/// <param name="Y">From −1 at the bottom to 1.</param>
/// <param name="Groups">Number of the group; 0 is the largest.</param>
/// <param name="Strengths">Sum of the strengths of their ties.</param>
/// <param name="Ties">How many people they know.</param>
public sealed record MapPeople(
    IReadOnlyList<long> Ids, IReadOnlyList<string> Names, IReadOnlyList<double> X, IReadOnlyList<double> Y,
    IReadOnlyList<int> Groups, IReadOnlyList<double> Strengths, IReadOnlyList<int> Ties);

/// <summary>The lines of the map.</summary>
/// <param name="From">Places in the lists of people.</param>
/// <param name="To">Places in the lists of people.</param>
/// <param name="Strengths">0 to below 1.</param>
public sealed record MapLines(IReadOnlyList<int> From, IReadOnlyList<int> To, IReadOnlyList<double> Strengths);

/// <summary>The map as an answer: lists rather than objects, because ten thousand people and fifty thousand ties come in one piece.</summary>
/// <param name="People">Who has the strongest ties first.</param>
/// <param name="Ties">Weakest first.</param>
/// <param name="Groups">By number.</param>
public sealed record MapAnswer(MapPeople People, MapLines Ties, IReadOnlyList<MapGroup> Groups)
{
    /// <summary>From the map.</summary>
    public static MapAnswer Of(NetworkMap map) => new(
        new MapPeople(
            [.. map.People.Select(person => person.Id.Value)], [.. map.People.Select(person => person.Name)],
            [.. map.People.Select(person => Math.Round((double)person.X, 4))], [.. map.People.Select(person => Math.Round((double)person.Y, 4))],
            [.. map.People.Select(person => person.Group)], [.. map.People.Select(person => Math.Round(person.Strength, 2))], [.. map.People.Select(person => person.Ties)]),
        new MapLines([.. map.Ties.Select(tie => tie.From)], [.. map.Ties.Select(tie => tie.To)], [.. map.Ties.Select(tie => Math.Round(tie.Strength, 2))]),
        map.Groups);
}
