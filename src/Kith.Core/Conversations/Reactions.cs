using Kith.People;

namespace Kith.Conversations;

/// <summary>Who reacted to a message with what. Stored as <c>tada:12,45 +1:9</c>: the sign's name, the numbers of the identities.</summary>
public readonly record struct Reactions(IReadOnlyList<(string Sign, IReadOnlyList<IdentityId> By)> All)
{
    /// <summary>The sign that says thanks.</summary>
    public const string Thanks = "thanks";

    /// <summary>None.</summary>
    public static Reactions None { get; } = new([]);

    /// <summary>Reads the stored form; null is none.</summary>
    public static Reactions Parse(string? stored) => stored is null ? None : new([.. stored.Split(' ').Select(ParseOne)]);

    /// <summary>The stored form, signs in order of appearance; null for none. Spaces and colons in a sign's name become underscores.</summary>
    public string? Stored => All.Count == 0
        ? null
        : string.Join(' ', All.Select(one => $"{one.Sign.Replace(' ', '_').Replace(':', '_')}:{string.Join(',', one.By.Select(by => by.Value))}"));

    private static (string, IReadOnlyList<IdentityId>) ParseOne(string stored)
    {
        var colon = stored.LastIndexOf(':');
        return (stored[..colon], [.. stored[(colon + 1)..].Split(',').Select(number => new IdentityId(long.Parse(number)))]);
    }
}
