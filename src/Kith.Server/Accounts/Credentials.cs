using Kith.Accounts;

namespace Kith.Server.Accounts;

/// <summary>What ASP.NET Core Identity works on: the part of an account that is about signing in.</summary>
internal sealed class Credentials
{
    public required AccountId Id { get; init; }

    public string? PasswordHash { get; set; }

    public required string Stamp { get; set; }

    public int Failed { get; set; }

    public DateTimeOffset? LockedUntil { get; set; }
}
