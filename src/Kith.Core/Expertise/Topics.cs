// Residual idf: K. Church, W. Gale: Inverse document frequency: a measure of deviations from Poisson, 1995. It parts
// words that stand for a subject (bunched in few exchanges) from words of a habit (spread evenly).
using Kith.Conversations;
using Kith.Kernels.Text;
using Kith.People;

namespace Kith.Expertise;

/// <summary>Something talked about, with the messages that show it.</summary>
/// <param name="Name">One word or two, in lower case.</param>
/// <param name="Score">How far it stands out, above 0.</param>
/// <param name="Messages">How many messages hold it.</param>
/// <param name="Evidence">Some of them, most telling first; their weights lie between 0 and 1.</param>
public sealed record Topic(string Name, double Score, int Messages, IReadOnlyList<Evidence> Evidence);

/// <summary>What people talk about more than others do.</summary>
public sealed class Topics
{
    private const int FewestMessages = 3;
    private const int FewestExchanges = 2;
    private const int ShortestWord = 3;
    private const double RecentAge = 30;
    private const double PersonalAge = 365;

    private readonly ExpertiseIndex index;

    // By term: residual idf, and the sum over exchanges of the damped number of messages.
    private readonly float[] bunched;
    private readonly float[] spread;

    /// <summary>Looks through the whole index once (some tens of ms at 150,000 messages); keep it beside the index.</summary>
    public Topics(ExpertiseIndex index)
    {
        this.index = index;
        bunched = new float[index.Words.Terms.Count];
        spread = new float[bunched.Length];
        for (var term = 0; term < bunched.Length; term++)
        {
            Measure(term);
        }
    }

    /// <summary>What a person talks about more than others, best first.</summary>
    /// <param name="person">Who.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <param name="top">At most how many.</param>
    /// <param name="visible">Which conversations the reader may see; all, if null.</param>
    /// <param name="notTopics">Words that are no topics, such as the names of people; see <see cref="WordsOf"/>.</param>
    public IReadOnlyList<Topic> Of(Person person, long now, int top, Predicate<ConversationId>? visible, IReadOnlySet<string> notTopics)
    {
        var own = person.Identities.Select(identity => identity.Id).ToHashSet();
        var authors = Enumerable.Range(0, index.Authors).Select(author => own.Contains(index.Identity(author))).ToArray();
        return Stand(Weights(row => authors[index.AuthorOf[row]] ? WhoKnows.Fresh(now, index.At[row], PersonalAge) : 0, visible), top, notTopics);
    }

    /// <summary>What is talked about these weeks more than before, best first: suggestions for a search.</summary>
    public IReadOnlyList<Topic> Recent(long now, int top, Predicate<ConversationId>? visible, IReadOnlySet<string> notTopics) =>
        Stand(Weights(row => WhoKnows.Fresh(now, index.At[row], RecentAge), visible), top, notTopics);

    /// <summary>The words of names as the index writes them, in lower case and without a plural's s.</summary>
    public static HashSet<string> WordsOf(IEnumerable<string> names) => [.. names.SelectMany(QueryTerms.Words)];

    private void Measure(int term)
    {
        int count = 0, exchanges = 0, said = 0, current = -1;
        for (var postings = index.Words[term]; postings.Next();)
        {
            if (index.AuthorOf[postings.Document] == ExpertiseColumns.Title)
            {
                continue;
            }
            if (index.ExchangeOf[postings.Document] != current)
            {
                current = index.ExchangeOf[postings.Document];
                spread[term] += Damped(said);
                exchanges++;
                said = 0;
            }
            count += postings.Count;
            said++;
        }
        spread[term] += Damped(said);
        bunched[term] = exchanges < FewestExchanges ? 0 : ResidualIdf(count, exchanges);
    }

    // Within an exchange a word counts by the logarithm of its messages.
    private static float Damped(float messages) => MathF.Log(1 + messages);

    // Observed exchanges against those expected if the occurrences fell at random.
    private float ResidualIdf(int count, int exchanges) =>
        MathF.Max(0, MathF.Log2(index.Exchanges * (1 - MathF.Exp(-(float)count / index.Exchanges)) / exchanges));

    private float[] Weights(Func<int, double> weightOf, Predicate<ConversationId>? visible)
    {
        var sight = new Sight(index, visible);
        var weights = new float[index.AuthorOf.Length];
        for (var row = 0; row < weights.Length; row++)
        {
            var counts = index.AuthorOf[row] != ExpertiseColumns.Title && sight.Sees(index.ExchangeOf[row]);
            weights[row] = counts ? (float)weightOf(row) : 0;
        }
        return weights;
    }

    private IReadOnlyList<Topic> Stand(float[] weights, int top, IReadOnlySet<string> notTopics)
    {
        var share = weights.Sum() / Math.Max(1, index.Messages);
        var scores = new float[bunched.Length];
        for (var term = 0; term < scores.Length; term++)
        {
            scores[term] = bunched[term] > 0 && Nameable(term, notTopics) ? Excess(term, weights, share) * bunched[term] : 0;
        }
        return [.. TopK.Of(scores, top).Select(term => Told(term, scores[term], weights))];
    }

    private bool Nameable(int term, IReadOnlySet<string> notTopics)
    {
        var word = index.Words.Terms[term];
        return (word.Length >= ShortestWord || word[^1] is '#' or '+') && char.IsLetter(word[0]) && !notTopics.Contains(word.ToString());
    }

    private float Excess(int term, float[] weights, float share)
    {
        float found = 0, own = 0;
        int messages = 0, exchanges = 0, current = -1;
        for (var postings = index.Words[term]; postings.Next();)
        {
            var weight = weights[postings.Document];
            if (weight == 0)
            {
                continue;
            }
            if (index.ExchangeOf[postings.Document] != current)
            {
                current = index.ExchangeOf[postings.Document];
                found += Damped(own);
                exchanges++;
                own = 0;
            }
            own += weight;
            messages++;
        }
        var expected = share * spread[term];
        return messages < FewestMessages || exchanges < FewestExchanges ? 0 : (found + Damped(own) - expected) / MathF.Sqrt(expected + .5f);
    }

    private Topic Told(int term, float score, float[] weights)
    {
        var rows = new List<(int Row, double Weight)>();
        for (var postings = index.Words[term]; postings.Next();)
        {
            if (weights[postings.Document] is var weight and > 0)
            {
                rows.Add((postings.Document, weight * postings.Count / (postings.Count + 1)));
            }
        }
        var evidence = rows.OrderByDescending(row => row.Weight).ThenBy(row => row.Row).Take(3)
            .Select(row => new Evidence(index.Conversation(index.ExchangeOf[row.Row]), index.Seq(row.Row), index.At[row.Row], row.Weight));
        return new(index.Words.Terms[term].ToString(), score, rows.Count, [.. evidence]);
    }
}
