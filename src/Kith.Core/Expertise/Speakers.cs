using Kith.People;

namespace Kith.Expertise;

/// <summary>The people behind the authors of an index, in the order of their numbers.</summary>
internal sealed class Speakers
{
    public Speakers(ExpertiseIndex index, Everyone everyone)
    {
        Everyone = everyone;
        var persons = new Person?[index.Authors];
        for (var author = 0; author < persons.Length; author++)
        {
            persons[author] = everyone.Of(index.Identity(author)) is { IsBot: false } person ? person : null;
        }
        People = [.. persons.OfType<Person>().Select(person => person.Id).Distinct().OrderBy(id => id.Value)];
        var numbers = People.Select((id, number) => (id, number)).ToDictionary(each => each.id, each => each.number);
        PersonOf = Array.ConvertAll(persons, person => person is null ? -1 : numbers[person.Id]);
    }

    public Everyone Everyone { get; }

    /// <summary>By number.</summary>
    public PersonId[] People { get; }

    /// <summary>By author: the number of the person, -1 for bots.</summary>
    public int[] PersonOf { get; }
}
