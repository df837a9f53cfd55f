using Kith.Evaluation;

namespace Kith.Tests.Evaluation;

public sealed class TopicsEvaluationTests
{
    private static readonly string[] Subjects = ["sourdough", "beehive", "barometer", "splice", "kelp", "lantern", "saddle", "chimney", "orchard", "pulley", "thimble", "gravel"];

    // Everybody talks of one thing of their own and greets a lot; later they do so again.
    private static AnsweredThread[] Talk(int people) => [.. Enumerable.Range(0, 300).Select(day => new AnsweredThread($"day {day}", "general",
        [.. Subjects.Take(people).Select((subject, author) => new Post(author, day * 86_400_000L + author, $"morning coffee, dear island friends, sunny weather today again, {(day % 3 == 0 ? $"{subject} and {subject}" : "calm sea")}"))]))];

    [Fact]
    public void Who_goes_on_talking_of_the_same_is_found_by_topics_and_not_by_frequent_words()
    {
        var methods = TopicsEvaluation.Evaluate("", Talk(12)).Methods.ToDictionary(method => method.Method);
        Assert.Equal(1, methods["kith"].Mrr);
        Assert.InRange(methods["frequent words"].Mrr!.Value, 0, .9);
    }

    [Theory]
    [InlineData(9, false)]
    [InlineData(10, true)]
    public void Among_fewer_than_ten_lists_a_place_says_nothing(int people, bool isSaid) =>
        Assert.All(TopicsEvaluation.Evaluate("", Talk(people)).Methods, method => Assert.Equal((isSaid, isSaid), (method.Mrr is not null, method.Low is not null)));

    [Fact]
    public void With_nobody_to_look_for_there_are_no_scores() => Assert.All(TopicsEvaluation.Evaluate("", []).Methods, method => Assert.Null(method.Mrr));
}
