using CsCheck;
using Kith.Expertise;

namespace Kith.Tests.Expertise;

public sealed class TopicsTests
{
    private static readonly HashSet<string> Nothing = [];

    // Ana and Bo greet alike every day; Ana talks bread on ten days, Bo bees on the last ten days.
    private static readonly Said[] Talk = [.. Enumerable.Range(0, 100).SelectMany(n => (Said[])[
        new("ana", n % 10 == 0 ? "hello sourdough rye, sourdough again" : "hello morning coffee", n + 1, 4 * n),
        new("bo", n >= 90 ? "hello beehive, the beehive hums" : "hello morning coffee", n + 1, 4 * n)])];

    private static readonly Said[] Shared = [.. Talk, new("ana", "the beehive again", 99, 393)];

    [Theory]
    [InlineData("ana", "sourdough")]
    [InlineData("bo", "beehive")]
    public void A_topic_is_what_somebody_talks_about_more_than_others(string who, string topic)
    {
        var topics = Of(who);
        Assert.Equal(topic, topics[0].Name);
        Assert.DoesNotContain("hello", topics.Select(each => each.Name));
        Assert.All(topics[0].Evidence, evidence => Assert.Contains(topic, Talk[evidence.Seq - 1].Text));
        Assert.All(topics[0].Evidence, evidence => Assert.Equal(who, Talk[evidence.Seq - 1].Who));
        Assert.Equal(10, topics[0].Messages);
    }

    [Fact]
    public void A_name_is_no_topic_even_if_it_ends_like_a_plural() => Assert.DoesNotContain("sourdough",
        new Topics(Said.Index(Talk)).Of(Said.Everyone().People[0], Said.Now, 10, null, Topics.WordsOf(["Jo Sourdoughs"])).Select(topic => topic.Name));

    // Few words, so that some are said by several people, in several conversations, on several days.
    private static readonly Gen<Said[]> Any = Gen.Select(Gen.Int[0, 4], Gen.Int[0, 9].Array[1, 6], Gen.Int[1, 6], Gen.Int[320, 399])
        .Select((who, words, conversation, day) => new Said(Said.Names[who], string.Join(' ', words.Select(word => $"word{word}q")), conversation, day, $"word{conversation}q"))
        .Array[1, 80];

    [Fact]
    public void Topics_are_the_same_as_if_what_the_reader_may_not_see_had_never_been_said() => Any.Sample(any =>
    {
        // What is hidden comes last, so that the rest was said at the same millisecond.
        var all = any.OrderBy(said => said.Conversation > 3).ToList();
        var (some, visible) = (new Topics(Said.Index(all)), new Topics(Said.Index(all.Where(said => said.Conversation <= 3))));
        Assert.Equal(
            Said.Everyone().People.Select(person => Shown(visible.Of(person, Said.Now, 10, null, Nothing))).Append(Shown(visible.Recent(Said.Now, 10, null, Nothing))),
            Said.Everyone().People.Select(person => Shown(some.Of(person, Said.Now, 10, id => id.Value <= 3, Nothing))).Append(Shown(some.Recent(Said.Now, 10, id => id.Value <= 3, Nothing))));
    });

    private static string Shown(IEnumerable<Topic> topics) => string.Join(' ', topics.Select(topic => $"{topic.Name} {topic.Score} {topic.Messages}"));

    [Fact]
    public void Suggestions_are_what_came_up_lately() =>
        Assert.Equal("beehive", new Topics(Said.Index(Shared)).Recent(Said.Now, 10, null, Nothing)[0].Name);

    [Fact]
    public void What_one_person_alone_talks_about_is_no_suggestion() =>
        Assert.DoesNotContain("beehive", new Topics(Said.Index(Talk)).Recent(Said.Now, 10, null, Nothing).Select(topic => topic.Name));

    [Fact]
    public void Topics_come_only_from_what_the_reader_may_see() => Assert.DoesNotContain("beehive",
        new Topics(Said.Index(Shared)).Recent(Said.Now, 10, conversation => conversation.Value <= 90, Nothing).Select(topic => topic.Name));

    private static IReadOnlyList<Topic> Of(string who) =>
        new Topics(Said.Index(Talk)).Of(Said.Everyone().Find(Said.Id(who))!, Said.Now, 10, null, Nothing);
}
