using Kith.People;

namespace Kith.Expertise;

/// <summary>Of whom an answer may speak: the person behind each author, -1 for bots and those left out.</summary>
internal sealed class Candidates
{
    private readonly List<PersonId> people = [];

    public Candidates(ExpertiseIndex index, Everyone everyone, Query query)
    {
        var left = LeftOut(index, query, everyone);
        var numbers = new Dictionary<PersonId, int>();
        PersonOf = new int[index.Authors];
        for (var author = 0; author < PersonOf.Length; author++)
        {
            var person = everyone.Of(index.Identity(author));
            PersonOf[author] = person is null || person.IsBot || left.Contains(person.Id) ? -1 : Number(numbers, person.Id);
        }
    }

    /// <summary>By author; a number below <see cref="Count"/>.</summary>
    public int[] PersonOf { get; }

    /// <summary>How many people.</summary>
    public int Count => people.Count;

    public PersonId this[int number] => people[number];

    private int Number(Dictionary<PersonId, int> numbers, PersonId person)
    {
        if (!numbers.TryGetValue(person, out var number))
        {
            number = numbers[person] = people.Count;
            people.Add(person);
        }
        return number;
    }

    private static HashSet<PersonId> LeftOut(ExpertiseIndex index, Query query, Everyone everyone)
    {
        var left = query.Except.ToHashSet();
        if (query.Declined.Count == 0)
        {
            return left;
        }
        var asked = QueryTerms.Words(query.Title);
        asked.UnionWith(QueryTerms.Words(query.Text));
        foreach (var (person, topic) in query.Declined)
        {
            if (QueryTerms.Words(topic) is { Count: > 0 } words && words.IsSubsetOf(asked))
            {
                left.Add(everyone.Find(person)?.Id ?? person);
            }
        }
        return left;
    }
}
