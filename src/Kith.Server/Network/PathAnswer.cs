using Kith.Conversations;
using Kith.Network;
using Kith.People;
using Kith.Server.Shared;

namespace Kith.Server.Network;

/// <summary>One way from person to person.</summary>
/// <param name="People">Names, from the first to the last.</param>
/// <param name="Ids">Their numbers.</param>
/// <param name="Chance">That it works, 0 to 1: each contacts the next within 30 days, and each between passes it on.</param>
public sealed record PathStep(IReadOnlyList<string> People, IReadOnlyList<long> Ids, double Chance);

/// <summary>The warmest ways from one person to another; see docs/json.md.</summary>
/// <param name="Paths">Up to three that share nobody between their ends, warmest first.</param>
public sealed record PathAnswer(IReadOnlyList<PathStep> Paths)
{
    /// <summary>Finds them, as far as the reader may know.</summary>
    public static PathAnswer Of(Present present, Reader reader, Person from, Person to) => Of(present, present.ReachFor(reader), from, to);

    /// <summary>Finds them in a reach that was made for the reader: making one takes as long as many answers.</summary>
    public static PathAnswer Of(Present present, Reach reach, Person from, Person to) => new([.. reach.Paths(from.Id, to.Id)
        .Select(path => new PathStep(
            [.. path.People.Select(id => present.Network.Everyone.Find(id)!.Name)], [.. path.People.Select(id => id.Value)], Math.Round(path.Chance, 4)))]);
}
