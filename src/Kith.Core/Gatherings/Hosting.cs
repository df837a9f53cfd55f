using Kith.Accounts;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>Who may prepare gatherings.</summary>
public static class Hosting
{
    /// <summary>Whether somebody may change, move and cancel a gathering: its moderators, the member who set it up, and the community's hosts.</summary>
    /// <param name="gathering">Which.</param>
    /// <param name="who">Their identities.</param>
    /// <param name="role">What they are in its community.</param>
    public static bool MayPrepare(Gathering gathering, IReadOnlyCollection<IdentityId> who, Role role) =>
        role >= Role.Host || gathering.Moderators.Any(who.Contains) || (role >= Role.Member && who.Contains(gathering.CreatedBy));

    /// <summary>Whether somebody may set gatherings up: every member.</summary>
    public static bool MayHost(Role role) => role >= Role.Member;
}
