using Kith.People;

namespace Kith.Server.People;

/// <summary>Somebody asked for by name in a form.</summary>
/// <param name="Typed">What was typed.</param>
/// <param name="Person">Whom it means; null if that is not clear.</param>
/// <param name="Candidates">Where it is not clear: whom it can mean.</param>
/// <param name="Several">Whether the candidates have that name, rather than one like it.</param>
public sealed record Chosen(string Typed, Person? Person, IReadOnlyList<Person> Candidates, bool Several)
{
    /// <summary>Looks the name up; null if none was typed.</summary>
    public static Chosen? Of(Everyone everyone, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed))
        {
            return null;
        }
        var match = NameSearch.Find(everyone, typed);
        return match.Found.Count == 1
            ? new Chosen(typed.Trim(), match.Found[0], [], false)
            : new Chosen(typed.Trim(), null, match.Found.Count > 0 ? match.Found : match.Near, match.Found.Count > 0);
    }

    /// <summary>The person.</summary>
    /// <param name="where">Name of the parameter, for the sentence that says what was wrong.</param>
    /// <exception cref="InvalidInputException">It is not clear who is meant.</exception>
    public Person OrRefuse(string where) => Person ?? throw new InvalidInputException(
        Several ? $"\"{Typed}\" can be {Candidates.Count} people." : $"There is nobody called \"{Typed}\".", where,
        Candidates.Count == 0 ? "/api/people lists everybody." : $"Give a number: {string.Join(", ", Candidates.Take(8).Select(person => $"{person.Id} {person.Name}"))}.");
}
