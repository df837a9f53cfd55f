using Kith.Conversations;
using Kith.People;

namespace Kith.Rooms;

/// <summary>Whom a text names: an <c>@</c>, and a name as it is shown.</summary>
public static class MentionsIn
{
    /// <summary>Those whose names stand in it, each once, in the order of the text; where several names fit, the longest is meant.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="candidates">Who may be meant, by name.</param>
    public static Addressed Text(string text, IEnumerable<(string Name, IdentityId Identity)> candidates)
    {
        var at = text.IndexOf('@');
        if (at < 0)
        {
            return Addressed.Nobody;
        }
        var longest = candidates.Where(one => one.Name.Length > 0).OrderByDescending(one => one.Name.Length).ThenBy(one => one.Identity.Value).ToList();
        var named = new List<(AddressKind, IdentityId)>();
        for (; at >= 0; at = text.IndexOf('@', at + 1))
        {
            // An @ inside a word is that of a mail address.
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && longest.Find(one => StandsAt(one.Name, text.AsSpan(at + 1))) is { Name: not null } found)
            {
                named.Add((AddressKind.Mention, found.Identity));
            }
        }
        return new([.. named.Distinct()]);
    }

    private static bool StandsAt(string name, ReadOnlySpan<char> text) =>
        text.StartsWith(name, StringComparison.OrdinalIgnoreCase) && (text.Length == name.Length || !char.IsLetterOrDigit(text[name.Length]));
}
