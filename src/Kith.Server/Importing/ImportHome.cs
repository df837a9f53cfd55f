using Kith.Accounts;
using Kith.Server.Accounts;
using Kith.Server.Shared;
using Kith.Store;

namespace Kith.Server.Importing;

/// <summary>To which community an archive belongs that somebody brings in with the browser: stewards bring in for their own, the operator for any.</summary>
/// <param name="Community">Its name; made if there is none.</param>
/// <param name="Within">The communities whose archives it may change; null: all.</param>
internal sealed record ImportHome(string Community, IReadOnlyList<CommunityId>? Within)
{
    private const string Usual = "Community";

    /// <summary>Whether somebody may bring in for any community, new ones too.</summary>
    public static bool IsFree(Me me) => me.IsOpen || me.Account is { IsOperator: true };

    /// <summary>The names to choose from, the first one usual.</summary>
    public static IReadOnlyList<string> Choice(Present present, Me me) => [.. me.Communities(present, Role.Steward).Select(community => community.Name).DefaultIfEmpty(Usual)];

    /// <summary>The one that was chosen.</summary>
    /// <exception cref="InvalidInputException">It is not theirs.</exception>
    public static ImportHome Of(Present present, Me me, string? typed)
    {
        var (own, name) = (me.Communities(present, Role.Steward), Typed.Visible(typed));
        if (name.Length == 0)
        {
            name = Choice(present, me)[0];
        }
        return IsFree(me) ? new(name, null)
            : own.Any(community => community.Name == name) ? new(name, [.. own.Select(community => community.Id)])
            : throw new InvalidInputException($"You look after no community called {name}.", "community", $"Yours: {string.Join(", ", own.Select(community => community.Name))}.");
    }
}
