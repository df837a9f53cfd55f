// Activity: "who is active here"; profile: K. Balog, L. Azzopardi, M. de Rijke, SIGIR 2006, model 1, with BM25;
// thread votes: C. Macdonald, I. Ounis, CIKM 2006, with the constants Kith began with.
using Kith.Kernels.Text;

namespace Kith.Evaluation;

/// <summary>Simpler ways to say who will answer; each gives authors, best first, without the asker.</summary>
internal sealed class ExpertRivals
{
    private const double DayLength = TimeSpan.MillisecondsPerDay;
    private const double ActivityAge = 90;
    private const double VoteAge = 180;
    private const int BestThreads = 200;
    private const int QueryTerms = 25;
    private const int TitleWeight = 3;

    private readonly long cut;
    private readonly IReadOnlyList<AnsweredThread> known;
    private readonly InvertedIndex words;
    private readonly int[] threadOf;
    private readonly int[] authorOf;
    private readonly int authors;
    private readonly double[] activity;
    private readonly double[] answers;
    private readonly Dictionary<string, double[]> channels = [];

    public ExpertRivals(IReadOnlyList<AnsweredThread> known, long cut)
    {
        (this.known, this.cut) = (known, cut);
        authors = known.SelectMany(thread => thread.Posts).Select(post => post.Author + 1).DefaultIfEmpty().Max();
        activity = new double[authors];
        answers = new double[authors];
        foreach (var thread in known)
        {
            Count(thread);
        }
        (words, threadOf, authorOf) = Words(known);
    }

    /// <summary>Who was active of late in the channel where it is asked.</summary>
    public IReadOnlyList<int> ChannelActivity(AnsweredThread thread) => Ranked(channels.GetValueOrDefault(thread.Channel) ?? [], thread);

    /// <summary>Who was active of late anywhere.</summary>
    public IReadOnlyList<int> Activity(AnsweredThread thread) => Ranked(activity, thread);

    /// <summary>Who answered much of late anywhere.</summary>
    public IReadOnlyList<int> Answers(AnsweredThread thread) => Ranked(answers, thread);

    /// <summary>Whose words, taken as one text, fit the question best.</summary>
    public IReadOnlyList<int> Profile(AnsweredThread thread) => Ranked(Array.ConvertAll(Fit(thread, authorOf, authors), fit => (double)fit), thread);

    /// <summary>Who took part in the threads that fit best.</summary>
    public IReadOnlyList<int> ThreadVotes(AnsweredThread thread)
    {
        var fits = Fit(thread, threadOf, known.Count);
        var best = TopK.Of(fits, BestThreads);
        var votes = new double[authors];
        foreach (var number in best)
        {
            var vote = Math.Pow(fits[number] / fits[best[0]], 2);
            foreach (var voice in known[number].Posts.GroupBy(post => post.Author))
            {
                votes[voice.Key] += vote * Math.Log(1 + voice.Count()) * Fresh(voice.Max(post => post.At), VoteAge);
            }
        }
        return Ranked(votes, thread);
    }

    private static (InvertedIndex Words, int[] ThreadOf, int[] AuthorOf) Words(IReadOnlyList<AnsweredThread> known)
    {
        var builder = new InvertedIndexBuilder();
        var rows = new List<(int Thread, int Author)>();
        for (var number = 0; number < known.Count; number++)
        {
            builder.Add(known[number].Title, TitleWeight);
            rows.Add((number, -1));
            foreach (var post in known[number].Posts)
            {
                builder.Add(post.Text);
                rows.Add((number, post.Author));
            }
        }
        return (builder.Build(), [.. rows.Select(row => row.Thread)], [.. rows.Select(row => row.Author)]);
    }

    private void Count(AnsweredThread thread)
    {
        if (!channels.TryGetValue(thread.Channel, out var channel))
        {
            channels[thread.Channel] = channel = new double[authors];
        }
        foreach (var post in thread.Posts)
        {
            activity[post.Author] += Fresh(post.At, ActivityAge);
            channel[post.Author] += Fresh(post.At, ActivityAge);
            answers[post.Author] += post.Author == thread.Asker ? 0 : Fresh(post.At, ActivityAge);
        }
    }

    private double Fresh(long at, double scale) => 1 / (1 + (cut - at) / DayLength / scale);

    private float[] Fit(AnsweredThread thread, int[] groupOf, int groups)
    {
        var counts = new Dictionary<int, int>();
        foreach (var (text, weight) in ((string, int)[])[(thread.Title, TitleWeight), (thread.Posts[0].Text, 1)])
        {
            var tokens = new Tokenizer(text, new char[Tokenizer.Longest]);
            while (tokens.Next())
            {
                var term = words.Terms.Find(tokens.Current);
                counts[term] = counts.GetValueOrDefault(term) + weight;
            }
        }
        counts.Remove(-1);
        WeightedTerm[] query = [.. counts.OrderBy(term => words.Frequency(term.Key)).ThenBy(term => term.Key).Take(QueryTerms).Select(term => new WeightedTerm(term.Key, term.Value))];
        var fits = new float[groups];
        Bm25.Groups(words, groupOf, Bm25.GroupLengths(words, groupOf, groups), query, Bm25Parameters.Usual, fits);
        return fits;
    }

    private static List<int> Ranked(double[] scores, AnsweredThread thread) =>
        [.. Enumerable.Range(0, scores.Length).Where(author => scores[author] > 0 && author != thread.Asker).OrderByDescending(author => scores[author])];
}
