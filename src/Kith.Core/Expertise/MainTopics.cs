using Kith.Conversations;
using Kith.People;

namespace Kith.Expertise;

/// <summary>
/// Of a few topics the one that each person talks about most beyond what their part in all talk would make them:
/// (found − expected) / √(expected + ½), counted in messages that hold all words of the topic.
/// </summary>
public static class MainTopics
{
    /// <summary>Place of the topic in the list, for everybody who talks about any more than others do. Of equals the first.</summary>
    /// <param name="index">Who said what.</param>
    /// <param name="everyone">Who is who; bots have no topics.</param>
    /// <param name="topics">A word or a few each.</param>
    /// <param name="visible">Which conversations the reader may see; all, if null.</param>
    public static IReadOnlyDictionary<PersonId, int> Of(ExpertiseIndex index, Everyone everyone, IReadOnlyList<string> topics, Predicate<ConversationId>? visible)
    {
        var (speakers, sight) = (index.SpeakersOf(everyone), new Sight(index, visible));
        var (said, all) = (new int[speakers.People.Length], 0);
        for (var row = 0; row < index.RowEnd; row++)
        {
            if (Speaker(index, speakers, sight, row) is var person and >= 0)
            {
                said[person]++;
                all++;
            }
        }
        var main = new Dictionary<PersonId, int>();
        var most = new double[said.Length];
        foreach (var (topic, place) in topics.Select((topic, place) => (topic, place)))
        {
            var found = RowsWith(index, topic).Select(row => Speaker(index, speakers, sight, row)).Where(person => person >= 0).CountBy(person => person).ToList();
            var total = found.Sum(each => each.Value);
            foreach (var (person, count) in found)
            {
                var expected = (double)total * said[person] / all;
                if ((count - expected) / Math.Sqrt(expected + .5) is var excess && excess > most[person])
                {
                    (most[person], main[speakers.People[person]]) = (excess, place);
                }
            }
        }
        return main;
    }

    // -1 for titles, bots, and what the reader may not see.
    private static int Speaker(ExpertiseIndex index, Speakers speakers, Sight sight, int row) =>
        index.ExchangeOf[row] is var exchange and >= 0 && index.AuthorOf[row] is var author && author != ExpertiseColumns.Title && sight.Sees(exchange)
            ? speakers.PersonOf[author] : -1;

    private static IEnumerable<int> RowsWith(ExpertiseIndex index, string topic)
    {
        HashSet<int>? rows = null;
        foreach (var word in QueryTerms.Words(topic))
        {
            var holding = new HashSet<int>();
            if (index.Words.Find(word) is var term and >= 0)
            {
                for (var postings = index.Words[term]; postings.Next();)
                {
                    holding.Add(postings.Document);
                }
            }
            rows = rows is null ? holding : [.. rows.Where(holding.Contains)];
        }
        return rows ?? [];
    }
}
