using Kith.Network;
using Kith.Server.Shared;

namespace Kith.Server.Network;

/// <summary>The people of the map, a list for each thing said of them; the same place in each list is the same person.</summary>
/// <param name="Ids">Numbers.</param>
/// <param name="Names">Names.</param>
/// <param name="X">From −10000 at the left to 10000.</param>
/// <param name="Y">From −10000 at the bottom to 10000.</param>
/// <param name="Groups">Number of the group; 0 is the largest.</param>
public sealed record MapPeople(IReadOnlyList<long> Ids, IReadOnlyList<string> Names, IReadOnlyList<int> X, IReadOnlyList<int> Y, IReadOnlyList<int> Groups);

/// <summary>The lines of the map.</summary>
/// <param name="From">Places in the lists of people.</param>
/// <param name="To">Places in the lists of people.</param>
/// <param name="Strengths">In thousandths, 0 to below 1000.</param>
public sealed record MapLines(IReadOnlyList<int> From, IReadOnlyList<int> To, IReadOnlyList<int> Strengths);

/// <summary>The moments at which the past can be shown.</summary>
/// <param name="Step">How far apart they are.</param>
/// <param name="Ends">Their last days; the last is as of now.</param>
public sealed record MapMoments(MapStep Step, IReadOnlyList<DateOnly> Ends);

/// <summary>The map as an answer: lists of whole numbers rather than objects, because fifty thousand people come in one piece.</summary>
/// <param name="Version">Of the facts: goes with the request for the course.</param>
/// <param name="People">Who has the strongest ties first.</param>
/// <param name="Ties">Most telling first.</param>
/// <param name="Frame">How many ties at the beginning hold together whoever is connected.</param>
/// <param name="Telling">How many ties at the beginning say more than chance would.</param>
/// <param name="Groups">By number.</param>
/// <param name="Time">Moments of the past.</param>
public sealed record MapAnswer(long Version, MapPeople People, MapLines Ties, int Frame, int Telling, IReadOnlyList<MapGroup> Groups, MapMoments Time)
{
    private const int Half = 10_000, One = 1000;

    /// <summary>From the map.</summary>
    public static MapAnswer Of(NetworkMap map) => new(
        map.Version,
        new MapPeople(
            [.. map.People.Select(person => person.Id.Value)], [.. map.People.Select(person => person.Name)],
            [.. map.People.Select(person => (int)MathF.Round(person.X * Half))], [.. map.People.Select(person => (int)MathF.Round(person.Y * Half))],
            [.. map.People.Select(person => person.Group)]),
        // The weakest tie is still one.
        new MapLines([.. map.Ties.Select(tie => tie.From)], [.. map.Ties.Select(tie => tie.To)], [.. map.Ties.Select(tie => tie.Strength > 0 ? Math.Max(1, (int)(tie.Strength * One)) : 0)]),
        map.Frame, map.Telling, map.Groups, new MapMoments(map.Time.Step, [.. map.Time.Ends.Select(Times.Day)]));
}
