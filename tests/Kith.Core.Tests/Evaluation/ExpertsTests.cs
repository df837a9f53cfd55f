using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class ExpertsTests
{
    private const long Day = 24 * 3_600_000L;

    private static readonly string[] Subjects = ["sourdough", "beehive", "compost", "trellis"];

    // Author 0 asks. Each subject has one who answers; author 5 chats about nothing, more than anybody, and so did 6 to 9 once.
    private static AnsweredThread[] Community(int rotation = int.MaxValue) =>
    [
        .. Enumerable.Range(0, 400).Select(day => Thread($"{Subjects[day * 7 % 4]} question",
            new(0, day * Day, $"How do I keep my {Subjects[day * 7 % 4]} alive?"),
            new((day < rotation ? 1 : 6) + day * 7 % 4, day * Day + 1, $"A {Subjects[day * 7 % 4]} wants patience."))),
        .. Enumerable.Range(0, 400).Select(day => Thread("chatter", new(5, day * Day + 5, "good morning"), new(5, day * Day + 6, "good night"))),
        Thread("hello", [.. Enumerable.Range(6, 4).Select(author => new Post(author, 10 * Day, "hello everybody"))]),
    ];

    [Fact]
    public void Who_answered_on_the_subject_before_is_foretold_and_activity_alone_does_not_do_it()
    {
        var table = Experts.Evaluate("community", Community());
        Assert.Equal(("experts", "community", 3), (table.Capability, table.Data, table.Cuts.Count));
        Assert.Equal(1, Of(table, "kith").Mrr);
        Assert.Equal(1, Of(table, "thread votes").SuccessAt5);
        Assert.InRange(Of(table, "decayed activity").Mrr!.Value, .2, .5);
    }

    // A mail of 1999 and one of 2090 among those of a year: by the span nothing would be known at the cuts, or nothing asked after them.
    [Fact]
    public void A_few_wrong_dates_move_no_cut()
    {
        AnsweredThread[] stray = [Thread("stray", new(0, -8000 * Day, "when?"), new(1, -8000 * Day + 1, "then")), Thread("stray", new(0, 30_000 * Day, "when?"), new(1, 30_000 * Day + 1, "then"))];
        var table = Experts.Evaluate("community", [.. Community(), .. stray]);
        Assert.Equal(3, table.Cuts.Select(cut => cut.Split(' ')[0]).Distinct().Count());
        Assert.DoesNotContain(table.Cuts, cut => cut.Contains("(0 threads)", StringComparison.Ordinal));
        Assert.Equal(1, Of(table, "kith").Mrr);
    }

    // Two of the three cuts are foretold; from the third on others answer, which only what comes after the cut could tell: also
    // what is said then in threads that had begun before.
    [Fact]
    public void Nothing_said_after_a_cut_helps_to_answer_for_it()
    {
        var begun = Subjects.Select((subject, each) => Thread($"{subject} question", [
            new(0, 300 * Day, $"How do I keep my {subject} alive?"), new(each + 1, 300 * Day + 1, $"A {subject} wants patience."),
            .. Enumerable.Range(0, 9).Select(later => new Post(each + 6, 330 * Day + later, $"A {subject} wants patience."))]));
        Assert.InRange(Of(Experts.Evaluate("", [.. Community(rotation: 320), .. begun]), "kith").Mrr!.Value, .65, .75);
    }

    // Of 813 threads 163 are later, half of them chatter that nobody answers; a newcomer answers every second question, and author 5 asks more than anybody.
    [Fact]
    public void At_one_cut_the_last_fifth_of_threads_is_asked_and_whoever_had_never_answered_is_not_missed()
    {
        var threads = Community().Select((thread, at) => at % 2 == 0 && at is > 320 and < 400 ? thread with { Posts = [.. thread.Posts, new Post(50, thread.At + 2, "I am new.")] } : thread).ToList();
        threads.AddRange(Enumerable.Range(0, 12).Select(day => Thread("chatter", new Post(5, day * Day, "Is anybody here?"))));
        var table = Experts.AtOneCut("community", threads);
        Assert.Equal(("community, one cut", 1), (table.Data, table.Cuts.Count));
        Assert.Contains("(81 threads)", table.Cuts[0], StringComparison.Ordinal);
        Assert.Equal((1, 1, 81), (Of(table, "kith").Mrr, Of(table, "kith").Map, Of(table, "kith").Drawn));
        Assert.True(Of(table, "decayed answers").Map > Of(table, "decayed activity").Map);
        Assert.True(Of(Experts.Evaluate("community", threads), "kith").Map < 1);
    }

    [Fact]
    public void Whoever_asks_is_no_answer()
    {
        // Each who answers on a subject asks about it, too.
        var threads = Community().Select((thread, day) => day % 5 == 4 && thread.Title != "chatter" ? new(thread.Title, thread.Channel, [.. thread.Posts.Reverse()]) : thread).ToList();
        var fold = new ExpertFold(threads, 300 * Day, 400 * Day);
        Assert.Contains(fold.Asked, thread => thread.Asker is > 0 and < 5);
        Assert.All(fold.Asked, thread => Assert.All((IReadOnlyList<int>[])[fold.Kith(thread, channelTold: false), fold.Rivals.Activity(thread), fold.Rivals.Answers(thread), fold.Rivals.ThreadVotes(thread), fold.Rivals.Profile(thread)],
            answer => Assert.DoesNotContain(thread.Asker, answer)));
    }

    [Fact]
    public void Before_a_time_only_what_had_been_posted_was_there() => Assert.Equal([1L, 2L],
        Thread("", new(0, 1, "a"), new(0, 2, "b"), new(0, 3, "c")).Before(3).Posts.Select(post => post.At));

    [Fact]
    public void An_empty_archive_has_no_scores() => Assert.All([.. Experts.Evaluate("", []).Methods, .. Experts.AtOneCut("", []).Methods], method => Assert.Null(method.Mrr));

    [Theory]
    [InlineData(new[] { 7, 8, 9 }, new[] { 7, 9 }, 1, (1 + 2 / 3.0) / 2)]
    [InlineData(new[] { 7, 8, 9 }, new[] { 9, 4 }, 1 / 3.0, 1 / 6.0)]
    [InlineData(new[] { 7 }, new[] { 4 }, 0, 0)]
    public void The_first_right_name_gives_the_rank_and_missing_ones_cost_precision(int[] ranked, int[] right, double reciprocal, double precision)
    {
        var answer = RankedAnswer.Of([.. RankedAnswer.Places(ranked, right).Select(each => each.Place)]);
        Assert.Equal(reciprocal, answer.ReciprocalRank, 1e-12);
        Assert.Equal(precision, answer.AveragePrecision, 1e-12);
    }

    private static AnsweredThread Thread(string title, params Post[] posts) => new(title, "garden", posts);

    private static MethodScore Of(Kith.Evaluation.Evaluation table, string method) => table.Methods.Single(each => each.Method == method);
}
