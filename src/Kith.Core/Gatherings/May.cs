using Kith.Accounts;
using Kith.Conversations;

namespace Kith.Gatherings;

/// <summary>Who may do what at a gathering, by the role in its community alone; whether the room is open is another question.</summary>
public static class May
{
    /// <summary>Whether somebody may read it.</summary>
    /// <param name="visibility">Of its conversation.</param>
    /// <param name="role">Of the reader in its community.</param>
    /// <param name="takesPart">Whether the reader is one of its participants, as a guest who was let in is.</param>
    public static bool Read(Visibility visibility, Role role, bool takesPart) =>
        takesPart || role == Role.Operator || visibility switch
        {
            Visibility.Public => true,
            Visibility.Community => role >= Role.Member,
            _ => false,
        };

    /// <summary>Whether somebody may speak there: members who may read it, and guests who were let in.</summary>
    public static bool Speak(Visibility visibility, Role role, bool takesPart) =>
        role >= Role.Member ? Read(visibility, role, takesPart) : role == Role.Guest && takesPart;

    /// <summary>Whether somebody leads it: its moderators, and the hosts, stewards and operators of its community.</summary>
    public static bool Moderate(Role role, bool isModerator) => role >= Role.Host || (role >= Role.Member && isModerator);
}
