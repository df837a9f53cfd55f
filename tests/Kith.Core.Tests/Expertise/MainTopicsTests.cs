using Kith.Expertise;

namespace Kith.Tests.Expertise;

public sealed class MainTopicsTests
{
    // Ana talks much about everything, most about bread; Bo little, and half of it about bees; Cy only greets.
    private static readonly Said[] Talk = [.. Enumerable.Range(0, 60).SelectMany(n => (Said[])[
        new("ana", n % 3 == 0 ? "rye bread again" : n % 10 == 1 ? "a beehive hums" : "hello morning", n + 1, n),
        new("bo", n < 12 ? n % 2 == 0 ? "the beehive, two hives" : "hello" : "", n + 1, n),
        new("cy", "hello hello", n + 1, n)])];

    [Fact]
    public void A_main_topic_is_what_somebody_talks_about_beyond_their_part_in_all_talk() =>
        Assert.Equal("ana bread, bo beehive", Show(MainTopics.Of(Said.Index(Talk), Said.Everyone(), ["bread", "beehive"], null)));

    [Fact]
    public void A_topic_of_several_words_is_where_all_of_them_are() =>
        Assert.Equal("ana rye bread", Show(MainTopics.Of(Said.Index([.. Talk, new("bo", "rye grows", 61, 61)]), Said.Everyone(), ["rye bread"], null), "rye bread"));

    [Fact]
    public void Bots_have_no_topic() => Assert.Equal("bo beehive", Show(MainTopics.Of(Said.Index(Talk), Said.Everyone(bot: "ana"), ["bread", "beehive"], null)));

    [Fact]
    public void What_the_reader_may_not_see_makes_nothing_a_topic() =>
        Assert.Equal("ana bread", Show(MainTopics.Of(Said.Index(Talk), Said.Everyone(), ["bread", "beehive"], id => id.Value > 12)));

    [Fact]
    public void The_answer_is_the_same_in_any_order_of_arrival() => Assert.Equal(
        Show(MainTopics.Of(Said.Index(Talk), Said.Everyone(), ["bread", "beehive"], null)), Show(MainTopics.Of(Said.Index(Talk, mixed: true), Said.Everyone(), ["bread", "beehive"], null)));

    private static string Show(IReadOnlyDictionary<Kith.People.PersonId, int> main, params string[] topics) => string.Join(", ",
        main.OrderBy(each => each.Key.Value).Select(each => $"{Said.Names[each.Key.Value - 1]} {(topics.Length > 0 ? topics : ["bread", "beehive"])[each.Value]}"));
}
