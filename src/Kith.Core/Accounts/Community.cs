namespace Kith.Accounts;

/// <summary>Number of a <see cref="Community"/>.</summary>
public readonly record struct CommunityId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>A group of members with its own conversations and gatherings.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Name">Its name; unique.</param>
/// <param name="IsOpen">Whether anybody may sign up for it; otherwise only by invitation.</param>
public sealed record Community(CommunityId Id, string Name, bool IsOpen);
