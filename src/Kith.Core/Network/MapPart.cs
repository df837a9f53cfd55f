using Kith.People;

namespace Kith.Network;

/// <summary>Some of the people of a map, and the ties among them that there are.</summary>
/// <param name="People">In the order of the map.</param>
/// <param name="Ties">Strongest first; places in the list of the part's people.</param>
public sealed record MapPart(IReadOnlyList<MapPerson> People, IReadOnlyList<MapTie> Ties)
{
    /// <summary>Everybody with a tie.</summary>
    public static MapPart All(NetworkMap map) => Of(map, map.People.Select(person => person.Ties > 0).ToArray());

    /// <summary>These people, as far as they are on the map.</summary>
    public static MapPart Among(NetworkMap map, IReadOnlySet<PersonId> people) => Of(map, map.People.Select(person => people.Contains(person.Id)).ToArray());

    /// <summary>Somebody, whom they know, and (with two steps) whom those know; nobody if they are not on the map.</summary>
    public static MapPart Around(NetworkMap map, PersonId center, int steps)
    {
        var near = map.People.Select(person => person.Id == center).ToArray();
        for (var step = 0; step < steps; step++)
        {
            var reached = near.ToArray();
            foreach (var tie in map.Ties.Where(tie => tie.Strength > 0))
            {
                reached[tie.From] |= near[tie.To];
                reached[tie.To] |= near[tie.From];
            }
            near = reached;
        }
        return Of(map, near);
    }

    /// <summary>Numbers of its people.</summary>
    public IReadOnlySet<PersonId> Ids => People.Select(person => person.Id).ToHashSet();

    private static MapPart Of(NetworkMap map, bool[] isIn)
    {
        var place = new int[isIn.Length];
        var people = new List<MapPerson>();
        for (var i = 0; i < isIn.Length; i++)
        {
            place[i] = people.Count;
            if (isIn[i])
            {
                people.Add(map.People[i]);
            }
        }
        var ties = map.Ties.Where(tie => tie.Strength > 0 && isIn[tie.From] && isIn[tie.To]).OrderByDescending(tie => tie.Strength).ThenBy(tie => tie.From).ThenBy(tie => tie.To);
        return new(people, [.. ties.Select(tie => new MapTie(place[tie.From], place[tie.To], tie.Strength))]);
    }
}
