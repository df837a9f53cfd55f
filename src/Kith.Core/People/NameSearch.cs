namespace Kith.People;

/// <summary>Who is meant by a name that somebody typed.</summary>
/// <param name="Found">One: that person. Several: the name does not say which. None: see <paramref name="Near"/>.</param>
/// <param name="Near">When nobody was found: people with names like it, nearest first.</param>
public sealed record NameMatch(IReadOnlyList<Person> Found, IReadOnlyList<Person> Near);

/// <summary>Finds people by name, handle, mail address or number; upper and lower case are the same.</summary>
public static class NameSearch
{
    private const int Suggestions = 5;

    /// <summary>
    /// Looks for a number (<c>12</c> or <c>#12</c>), then for the whole name, handle or address, then for names that hold
    /// every word typed; whatever finds somebody first decides.
    /// </summary>
    public static NameMatch Find(Everyone everyone, string typed)
    {
        var text = typed.Trim().TrimStart('@');
        if (long.TryParse(text.TrimStart('#'), out var number) && everyone.Find(new PersonId(number)) is { } numbered)
        {
            return new([numbered], []);
        }
        var whole = everyone.People.Where(person => Names(person).Any(name => Same(name, text))).ToList();
        if (whole.Count > 0)
        {
            return new(whole, []);
        }
        var words = text.Split([' ', '.', '_', ','], StringSplitOptions.RemoveEmptyEntries);
        var holding = words.Length == 0 ? [] : everyone.People.Where(person => Names(person).Any(name => !name.Contains('@') && words.All(word => HoldsWord(name, word)))).ToList();
        return holding.Count > 0 ? new(holding, []) : new([], text.Length == 0 ? [] : Nearest(everyone, text));
    }

    private static IEnumerable<string> Names(Person person) => person.Identities
        .SelectMany(identity => (string?[])[identity.Name, identity.Key, identity.Email]).OfType<string>().Prepend(person.Name);

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);

    private static bool HoldsWord(string name, string word)
    {
        for (var at = name.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = name.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if (at == 0 || !char.IsLetterOrDigit(name[at - 1]))
            {
                return true;
            }
        }
        return false;
    }

    private static IReadOnlyList<Person> Nearest(Everyone everyone, string text) => [.. everyone.People
        .Select(person => (person, distance: Names(person).SelectMany(name => name.Split(' ').Append(name)).Min(name => Distance(name.ToLowerInvariant(), text.ToLowerInvariant()))))
        .Where(pair => pair.distance <= Math.Max(2, text.Length / 3))
        .OrderBy(pair => pair.distance).ThenBy(pair => pair.person.Id.Value).Take(Suggestions).Select(pair => pair.person)];

    // Levenshtein 1966: letters to insert, delete or replace.
    private static int Distance(string a, string b)
    {
        if (Math.Abs(a.Length - b.Length) > 8)
        {
            return int.MaxValue;
        }
        var row = Enumerable.Range(0, b.Length + 1).ToArray();
        for (var i = 1; i <= a.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.Length; j++)
            {
                (diagonal, row[j]) = (row[j], Math.Min(Math.Min(row[j], row[j - 1]) + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)));
            }
        }
        return row[b.Length];
    }
}
