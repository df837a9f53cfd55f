using Kith.Accounts;
using Kith.People;

namespace Kith.Gatherings;

/// <summary>Who may prepare gatherings.</summary>
public static class Hosting
{
    /// <summary>Whether somebody may change, move and cancel a gathering: its moderators and the member who set it up, while they are members, and the community's hosts.</summary>
    /// <param name="gathering">Which.</param>
    /// <param name="who">Their identities.</param>
    /// <param name="role">What they are in its community.</param>
    public static bool MayPrepare(Gathering gathering, IReadOnlyCollection<IdentityId> who, Role role) =>
        role >= Role.Host || (role >= Role.Member && (gathering.Moderators.Any(who.Contains) || who.Contains(gathering.CreatedBy)));

    /// <summary>Whether somebody may set gatherings up: every member.</summary>
    public static bool MayHost(Role role) => role >= Role.Member;
}
