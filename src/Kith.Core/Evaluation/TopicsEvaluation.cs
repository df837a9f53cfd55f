using Kith.Expertise;
using Kith.Kernels.Text;
using Kith.People;

namespace Kith.Evaluation;

/// <summary>
/// Measures the topics of people: do the five of a person fit what that person says later better than the topics of others?
/// The cut is at .8 of the messages; whoever wrote 20 before and 10 after it is looked for. For each of them the lists are ranked by
/// the share of the later messages that hold their topics, rare topics weighed more (idf); the rank of the own list counts.
/// Of fewer than ten people there is no score.
/// </summary>
public static class TopicsEvaluation
{
    private const double Cut = .8;
    private const int Most = 5;
    private const int FewestBefore = 20;
    private const int FewestAfter = 10;

    // Among fewer lists even a guess comes near the top: its reciprocal rank is .61 among three, .29 among ten.
    private const int FewestPeople = 10;

    /// <summary>The table.</summary>
    /// <param name="data">What the threads come from, for the table's head.</param>
    /// <param name="threads">In any order.</param>
    /// <param name="sheet">Takes down every answer.</param>
    public static Evaluation Evaluate(string data, IReadOnlyList<AnsweredThread> threads, AnswerSheet? sheet = null)
    {
        var posts = threads.SelectMany(thread => thread.Posts).OrderBy(post => post.At).ToList();
        var cut = posts.Count == 0 ? 0 : posts[(int)(Cut * posts.Count)].At;
        var known = threads.Where(thread => thread.At < cut).Select(thread => thread.Before(cut)).ToList();
        var before = posts.Where(post => post.At < cut).ToLookup(post => post.Author, post => Terms(post.Text));
        var after = posts.Where(post => post.At >= cut).ToLookup(post => post.Author, post => Terms(post.Text));
        var people = after.Where(said => said.Count() >= FewestAfter && before[said.Key].Count() >= FewestBefore).Select(said => said.Key).Order().ToList();
        var (earlier, later) = (new Words(before.SelectMany(said => said)), new Words(after.SelectMany(said => said)));
        (string Name, Func<int, IReadOnlyList<string>> Of)[] methods =
        [
            ("kith", Kith(known, cut)),
            ("tf-idf", author => Frequent(before[author], earlier.Idf)),
            ("frequent words", author => Frequent(before[author], _ => 1)),
        ];
        return new("topics", data, [$"{people.Count} people"], [.. methods.Select(method => Score(method.Name, people.ConvertAll(person => method.Of(person)), people, after, later, sheet))]);
    }

    private static MethodScore Score(string name, List<IReadOnlyList<string>> lists, List<int> people, ILookup<int, HashSet<string>> after, Words later, AnswerSheet? sheet)
    {
        var ranks = new double[people.Count];
        Parallel.For(0, ranks.Length, own =>
        {
            var held = after[people[own]].SelectMany(terms => terms).CountBy(term => term).ToDictionary(StringComparer.Ordinal);
            var fits = lists.ConvertAll(list => list.Sum(topic => later.Idf(topic) * held.GetValueOrDefault(topic)));
            // Those that fit equally well share their ranks.
            ranks[own] = 1 + fits.Count(fit => fit > fits[own]) + (fits.Count(fit => fit.Equals(fits[own])) - 1) / 2d;
        });
        for (var own = 0; sheet is not null && own < ranks.Length; own++)
        {
            sheet.Add("topics", "rank", name, "cut 1", $"person {people[own]}", ranks[own], 1);
        }
        double[] reciprocal = [.. ranks.Select(rank => 1 / rank)];
        var (low, high) = Bootstrap.OfMean(reciprocal);
        return ranks.Length < FewestPeople ? new(name) : new(name, Mrr: reciprocal.Average(), SuccessAt5: ranks.Average(rank => rank <= 5 ? 1d : 0), Low: low, High: high, Drawn: ranks.Length);
    }

    private static Func<int, IReadOnlyList<string>> Kith(IReadOnlyList<AnsweredThread> known, long cut)
    {
        var topics = new Topics(ExpertFold.Index(known));
        var authors = known.SelectMany(thread => thread.Posts).Select(post => post.Author).Distinct();
        var everyone = Everyone.From([.. authors.Select(author => new Identity(new(author + 1), "", $"{author}", $"{author}", null, false))], []);
        return author => [.. topics.Of(everyone.Find(new PersonId(author + 1))!, cut, Most, null, new HashSet<string>()).Select(topic => topic.Name)];
    }

    private static IReadOnlyList<string> Frequent(IEnumerable<HashSet<string>> said, Func<string, double> worth) =>
        [.. said.SelectMany(terms => terms).CountBy(term => term).OrderByDescending(term => term.Value * worth(term.Key)).ThenBy(term => term.Key, StringComparer.Ordinal)
            .Take(Most).Select(term => term.Key)];

    private static HashSet<string> Terms(string text)
    {
        var found = new HashSet<string>(StringComparer.Ordinal);
        var tokens = new Tokenizer(text, stackalloc char[Tokenizer.Longest]);
        while (tokens.Next())
        {
            found.Add(tokens.Current.ToString());
        }
        return found;
    }

    // How often each word was said by anybody.
    private sealed class Words
    {
        private readonly Dictionary<string, int> frequency;
        private readonly int messages;

        public Words(IEnumerable<HashSet<string>> said)
        {
            var all = said.ToList();
            (frequency, messages) = (all.SelectMany(terms => terms).CountBy(term => term).ToDictionary(StringComparer.Ordinal), all.Count);
        }

        public double Idf(string term) => Math.Log(1 + (messages + .5) / (frequency.GetValueOrDefault(term) + .5));
    }
}
