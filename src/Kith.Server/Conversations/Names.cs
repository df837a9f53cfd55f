using Kith.Conversations;
using Kith.People;

namespace Kith.Server.Conversations;

/// <summary>The names by which a message names people, so that its words can lead to them; longest first.</summary>
internal sealed class Names
{
    private readonly List<(string Name, PersonId Person)> all;

    private Names(List<(string, PersonId)> all) => this.all = all;

    /// <summary>No names.</summary>
    public static Names Nobody { get; } = new([]);

    /// <summary>Of everybody whom a message is addressed to.</summary>
    public static Names In(Message message, Everyone everyone) => new([.. message.Addressed.Names
        .Select(name => (Person: everyone.Of(name.To), Identity: name.To)).Where(found => found.Person is not null)
        .SelectMany(found => found.Person!.Identities.Where(identity => identity.Id == found.Identity).Select(identity => identity.Name).Append(found.Person.Name)
            .Select(name => (name, found.Person.Id)))
        .Where(pair => pair.name.Length > 1).Distinct().OrderByDescending(pair => pair.name.Length)]);

    /// <summary>The person whose name stands at the start of this text, and the length of it there; length 0 for nobody.</summary>
    /// <param name="text">Where to look.</param>
    /// <param name="escaped">Whether a backslash before punctuation is not part of the name, as in Markdown.</param>
    public (PersonId Person, string Name, int Length) At(ReadOnlySpan<char> text, bool escaped)
    {
        foreach (var (name, person) in all)
        {
            if (LengthOf(name, text, escaped) is > 0 and var length && (length == text.Length || !char.IsLetterOrDigit(text[length])))
            {
                return (person, name, length);
            }
        }
        return default;
    }

    private static int LengthOf(string name, ReadOnlySpan<char> text, bool escaped)
    {
        var at = 0;
        foreach (var c in name)
        {
            at += escaped && at + 1 < text.Length && text[at] == '\\' && char.IsPunctuation(text[at + 1]) ? 1 : 0;
            if (at >= text.Length || char.ToUpperInvariant(text[at]) != char.ToUpperInvariant(c))
            {
                return 0;
            }
            at++;
        }
        return at;
    }
}
