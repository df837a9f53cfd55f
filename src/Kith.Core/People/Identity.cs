namespace Kith.People;

/// <summary>Number of an <see cref="Identity"/>.</summary>
public readonly record struct IdentityId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>
/// Number of a <see cref="Person"/>: the smallest of the numbers of that person's identities, so that a number once
/// given always leads to somebody, whatever is merged or split later.
/// </summary>
public readonly record struct PersonId(long Value)
{
    /// <inheritdoc/>
    public override string ToString() => Value.ToString();
}

/// <summary>How somebody is known at one source: a handle, a mail address, a display name. It is not yet a person.</summary>
/// <param name="Id">Its number.</param>
/// <param name="Source">The source's format, such as <c>slack</c>.</param>
/// <param name="Key">The source's own id.</param>
/// <param name="Name">As the source shows it.</param>
/// <param name="Email">In lower case, unmasked; null if unknown.</param>
/// <param name="IsBot">Whether the source says so, or its name does.</param>
public sealed record Identity(IdentityId Id, string Source, string Key, string Name, string? Email, bool IsBot)
{
    /// <summary>Format and key of the source of what is said on this server: it was imported from nowhere.</summary>
    public const string OwnSource = "kith";

    /// <summary>Of this server: somebody who has an account, or had one, or was a guest.</summary>
    public bool IsOwn => Source == OwnSource;
}
