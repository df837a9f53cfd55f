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
public sealed record Topic(string Name, double Score, int Messages, IReadOnlyList<Evidence> Evidence)
{
    /// <summary>More of them, to see how people write it.</summary>
    public IReadOnlyList<Evidence> Samples { get; init; } = [];
}

/// <summary>
/// What people talk about more than others do. Looks only at the messages in question; how words are spread over all that
/// the reader may see is known to the index.
/// </summary>
public sealed class Topics(ExpertiseIndex index)
{
    private const int FewestMessages = 3;
    private const int FewestExchanges = 2;
    private const int ShortestWord = 3;
    private const int ShownMessages = 3;
    private const int SampledMessages = 12;
    private const double PersonalAge = 365;

    // What is older than three times this says nothing about these weeks.
    private const double RecentAge = 30;
    private const long RecentSpan = (long)(3 * RecentAge) * TimeSpan.MillisecondsPerDay;

    /// <summary>What a person talks about more than others, best first.</summary>
    /// <param name="person">Who.</param>
    /// <param name="now">UTC milliseconds.</param>
    /// <param name="top">At most how many.</param>
    /// <param name="visible">Which conversations the reader may see; all, if null.</param>
    /// <param name="notTopics">Words that are no topics, such as the names of people; see <see cref="WordsOf"/>.</param>
    public IReadOnlyList<Topic> Of(Person person, long now, int top, Predicate<ConversationId>? visible, IReadOnlySet<string> notTopics) =>
        Of([person], isShared: false, now, top, visible, notTopics);

    /// <summary>What several people together talk about more than others, best first: only what more than one of them said.</summary>
    /// <inheritdoc cref="Of(Person, long, int, Predicate{ConversationId}?, IReadOnlySet{string})"/>
    public IReadOnlyList<Topic> Of(IReadOnlyCollection<Person> people, long now, int top, Predicate<ConversationId>? visible, IReadOnlySet<string> notTopics) =>
        Of(people, isShared: true, now, top, visible, notTopics);

    /// <summary>What is talked about these weeks more than before, best first: suggestions for a search.</summary>
    public IReadOnlyList<Topic> Recent(long now, int top, Predicate<ConversationId>? visible, IReadOnlySet<string> notTopics) =>
        Stand(row => now - index.At[row] > RecentSpan ? 0 : WhoKnows.Fresh(now, index.At[row], RecentAge), isShared: true, top, visible, notTopics);

    /// <summary>The words of names as the index writes them, in lower case and without a plural's s.</summary>
    public static HashSet<string> WordsOf(IEnumerable<string> names) => [.. names.SelectMany(QueryTerms.Words)];

    private IReadOnlyList<Topic> Of(IReadOnlyCollection<Person> people, bool isShared, long now, int top, Predicate<ConversationId>? visible, IReadOnlySet<string> notTopics)
    {
        var own = people.SelectMany(person => person.Identities).Select(identity => identity.Id).ToHashSet();
        var authors = Enumerable.Range(0, index.Authors).Select(author => own.Contains(index.Identity(author))).ToArray();
        return Stand(row => authors[index.AuthorOf[row]] ? WhoKnows.Fresh(now, index.At[row], PersonalAge) : 0, isShared, top, visible, notTopics);
    }

    // Weights are above 0 for the messages in question. What is told of all must have been said by several people.
    private IReadOnlyList<Topic> Stand(Func<int, double> weightOf, bool isShared, int top, Predicate<ConversationId>? visible, IReadOnlySet<string> notTopics)
    {
        var sight = new Sight(index, visible);
        var heard = new TopicWords(index, sight, weightOf);
        int[] possible = [.. heard.Terms.Where(term => heard.Messages(term) >= FewestMessages && heard.Exchanges(term) >= FewestExchanges && heard.Recurs(term)
            && (!isShared || heard.IsShared(term)) && Nameable(term, notTopics))];
        var share = heard.Total / Math.Max(1, sight.Messages);
        var scores = new float[index.Words.TermCount];
        foreach (var (term, (rows, use)) in possible.Zip(sight.Uses(possible)))
        {
            scores[term] = isShared ? Excess(heard.Found(term), share * use.Spread / TermUses.Unit) * Bunched(use, sight.Exchanges)
                : Own(heard.Messages(term), heard.Count, rows, sight.Messages) * MathF.Pow(Bunched(use, sight.Exchanges) + .5f, .25f);
        }
        return [.. TopK.Of(scores, possible, top, Alphabetic).Select(term => Told(term, scores[term], heard))];
    }

    // What somebody says often and others seldom; a little less if it is spread evenly, as habits of speech are. Chosen by
    // what people said later: docs/accuracy.md, "What people talk about".
    private static float Own(int own, int said, int all, int messages) =>
        // Who says a word as often as everybody does not talk about it.
        Excess(own, (double)all * said / messages) <= 0 ? 0 : own * MathF.Log(1 + (messages + .5f) / (all + .5f));

    // Observed exchanges against those expected if the occurrences fell at random.
    internal static float Bunched(TermUse use, int exchanges) => use.Exchanges < FewestExchanges ? 0
        : MathF.Max(0, MathF.Log2(exchanges * (1 - MathF.Exp(-(float)use.Occurrences / exchanges)) / use.Exchanges));

    private static float Excess(double found, double expected) => (float)((found - expected) / Math.Sqrt(expected + .5));

    private IComparer<int> Alphabetic => Comparer<int>.Create((a, b) => index.Words.Terms[a].SequenceCompareTo(index.Words.Terms[b]));

    private bool Nameable(int term, IReadOnlySet<string> notTopics)
    {
        var word = index.Words.Terms[term];
        return (word.Length >= ShortestWord || word[^1] is '#' or '+') && char.IsLetter(word[0]) && !notTopics.Contains(word.ToString());
    }

    private Topic Told(int term, float score, TopicWords heard)
    {
        var rows = new List<(int Row, double Weight)>();
        for (var postings = index.Words[term]; postings.Next();)
        {
            if (heard.Weight(postings.Document) is var weight and > 0)
            {
                rows.Add((postings.Document, weight * postings.Count / (postings.Count + 1)));
            }
        }
        List<Evidence> samples = [.. rows.OrderByDescending(row => row.Weight).ThenBy(row => row.Row, index.MessageOrder).Take(SampledMessages)
            .Select(row => new Evidence(index.Conversation(index.ExchangeOf[row.Row]), index.Seq(row.Row), index.At[row.Row], row.Weight))];
        return new(index.Words.Terms[term].ToString(), score, rows.Count, [.. samples.Take(ShownMessages)]) { Samples = samples };
    }
}
