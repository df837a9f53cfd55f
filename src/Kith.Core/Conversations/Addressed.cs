using Kith.People;

namespace Kith.Conversations;

/// <summary>In what way a message names somebody; stored by letter.</summary>
public enum AddressKind
{
    /// <summary>By name in the text.</summary>
    Mention = 'm',

    /// <summary>As a recipient of a mail.</summary>
    To = 't',

    /// <summary>As a recipient of a copy.</summary>
    Cc = 'c',
}

/// <summary>Whom a message names, in order. Stored as <c>m12 t45 c9</c>: a letter for the kind, the number of the identity.</summary>
public readonly record struct Addressed(IReadOnlyList<(AddressKind Kind, IdentityId To)> Names)
{
    /// <summary>Nobody.</summary>
    public static Addressed Nobody { get; } = new([]);

    /// <summary>Reads the stored form; null is nobody.</summary>
    public static Addressed Parse(string? stored) => stored is null
        ? Nobody
        : new([.. stored.Split(' ').Select(part => ((AddressKind)part[0], new IdentityId(long.Parse(part.AsSpan(1)))))]);

    /// <summary>The stored form; null for nobody.</summary>
    public string? Stored => Names.Count == 0 ? null : string.Join(' ', Names.Select(name => $"{(char)name.Kind}{name.To.Value}"));
}
