using Kith.People;
using Kith.Server.Shared;

namespace Kith.Server.People;

/// <summary>Two people who may be one; see docs/json.md.</summary>
/// <param name="One">Name of the first.</param>
/// <param name="OneId">Number of the first.</param>
/// <param name="Other">Name of the second.</param>
/// <param name="OtherId">Number of the second.</param>
/// <param name="Confidence">How sure, 0 to 1.</param>
/// <param name="Evidence">Why.</param>
public sealed record DuplicateAnswer(string One, long OneId, string Other, long OtherId, double Confidence, string Evidence)
{
    /// <summary>All suggestions, surest first.</summary>
    public static IReadOnlyList<DuplicateAnswer> All(Present present) =>
        [.. Duplicates.Suggest(present.Network.Everyone, present.Database.Read(PeopleStore.Decisions))
            .Select(each => new DuplicateAnswer(each.One.Name, each.One.Id.Value, each.Other.Name, each.Other.Id.Value, each.Confidence, each.Evidence))];
}
