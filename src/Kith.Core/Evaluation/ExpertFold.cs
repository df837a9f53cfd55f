using Kith.Expertise;
using Kith.People;

namespace Kith.Evaluation;

/// <summary>What was known at a cut, and the threads asked after it.</summary>
internal sealed class ExpertFold
{
    private readonly ExpertiseIndex index;
    private readonly Everyone everyone;
    private readonly HashSet<int>? answerers;

    /// <summary>Only what was said before <paramref name="cut"/> (UTC milliseconds) is known; threads asked from then until <paramref name="end"/> are the questions.</summary>
    /// <param name="threads">All of an archive.</param>
    /// <param name="cut">UTC milliseconds.</param>
    /// <param name="end">UTC milliseconds.</param>
    /// <param name="answered">Whether only those are right who had answered before the cut; else newcomers are, too, whom nobody can name.</param>
    public ExpertFold(IReadOnlyList<AnsweredThread> threads, long cut, long end, bool answered = false)
    {
        Cut = cut;
        Known = [.. threads.Where(thread => thread.At < cut).Select(thread => thread.Before(cut))];
        var authors = Known.SelectMany(thread => thread.Posts).Select(post => post.Author).ToHashSet();
        everyone = Everyone.From([.. authors.Select(author => new Identity(new(author + 1), "", $"{author}", $"{author}", null, false))], []);
        index = Index(Known);
        Rivals = new ExpertRivals(Known, cut);
        answerers = answered ? [.. Known.SelectMany(thread => thread.Answerers)] : null;
        Later = [.. threads.Where(thread => thread.At >= cut && thread.At < end)];
        Asked = [.. Later.Where(thread => Right(thread).Any(authors.Contains))];
    }

    /// <summary>In UTC milliseconds.</summary>
    public long Cut { get; }

    /// <summary>What was said before the cut.</summary>
    public IReadOnlyList<AnsweredThread> Known { get; }

    /// <summary>The threads begun from the cut until the end.</summary>
    public IReadOnlyList<AnsweredThread> Later { get; }

    /// <summary>Those of them that somebody who is right answered and who had spoken before the cut.</summary>
    public IReadOnlyList<AnsweredThread> Asked { get; }

    /// <summary>Who should be named.</summary>
    public IEnumerable<int> Right(AnsweredThread thread) => answerers is null ? thread.Answerers : thread.Answerers.Where(answerers.Contains);

    /// <summary>The simpler ways to answer.</summary>
    public ExpertRivals Rivals { get; }

    /// <summary>What <c>who-knows</c> answers to the title and the question, the asker left out.</summary>
    public IReadOnlyList<int> Kith(AnsweredThread thread, bool channelTold) =>
        [.. WhoKnows.Ask(index, new Query(thread.Posts[0].Text, Cut)
        {
            Title = thread.Title,
            Channel = channelTold ? thread.Channel : null,
            Except = [new PersonId(thread.Asker + 1)],
            Top = int.MaxValue,
            Evidence = 0,
        }, everyone).Select(knows => (int)knows.Person.Value - 1)];

    /// <summary>What was said in threads, as Kith indexes it: an author is the identity one above its number.</summary>
    public static ExpertiseIndex Index(IReadOnlyList<AnsweredThread> known)
    {
        var builder = new ExpertiseBuilder();
        for (var number = 0; number < known.Count; number++)
        {
            builder.Add(new Discussion(number, new(number), known[number].Title, known[number].Channel));
            foreach (var (post, at) in known[number].Posts.Select((post, at) => (post, at)))
            {
                builder.Add(new Utterance(number, at + 1, new(post.Author + 1), post.At, post.Text));
            }
        }
        return builder.Build();
    }
}
