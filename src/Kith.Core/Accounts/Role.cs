namespace Kith.Accounts;

/// <summary>What somebody may do in a community; each role may do all that those before it may. Stored by number.</summary>
public enum Role
{
    /// <summary>Not signed in: reads what is public.</summary>
    Anyone = -1,

    /// <summary>Gave a name to join one gathering: reads and speaks there.</summary>
    Guest = 0,

    /// <summary>Belongs to the community: reads it, speaks, finds people, holds gatherings.</summary>
    Member = 1,

    /// <summary>Looks after gatherings: series, rota, and moderation of every gathering of the community.</summary>
    Host = 2,

    /// <summary>Looks after the community: members, invitations, archives, who is who.</summary>
    Steward = 3,

    /// <summary>Looks after the installation: every community, accounts, claims.</summary>
    Operator = 4,
}
