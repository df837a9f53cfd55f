using Kith.People;

namespace Kith.Expertise;

/// <summary>Of whom an answer may speak: the person behind each author, -1 for bots and those left out.</summary>
internal sealed class Candidates
{
    private readonly PersonId[] people;

    public Candidates(ExpertiseIndex index, Everyone everyone, Query query)
    {
        var speakers = index.SpeakersOf(everyone);
        var left = LeftOut(query, everyone);
        people = speakers.People;
        PersonOf = left.Count == 0 ? speakers.PersonOf
            : Array.ConvertAll(speakers.PersonOf, person => person >= 0 && left.Contains(people[person]) ? -1 : person);
    }

    /// <summary>By author; a number below <see cref="Count"/>.</summary>
    public int[] PersonOf { get; }

    /// <summary>How many people.</summary>
    public int Count => people.Length;

    public PersonId this[int number] => people[number];

    private static HashSet<PersonId> LeftOut(Query query, Everyone everyone)
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
            if (DeclinedTopics.Holds(word => asked.Contains(word) || query.Beginnings.Any(each => word.StartsWith(each, StringComparison.Ordinal)), topic))
            {
                left.Add(everyone.Find(person)?.Id ?? person);
            }
        }
        return left;
    }
}
