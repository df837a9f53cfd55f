using Kith.Conversations;
using Kith.Expertise;
using Kith.Importing;
using Kith.Store;
using Kith.Tests.Importing;

namespace Kith.Tests.Expertise;

public sealed class TopicNamesTests
{
    [Theory, EachEngine]
    public void A_topic_is_named_as_most_people_write_it(Engine engine) =>
        Assert.Contains("gulls", Names(engine, "The gulls are loud.", "One gull less.", "Those gulls again.", "Gulls at the pier."));

    [Theory, EachEngine]
    public void Capitals_stay_where_they_are_no_beginning_of_a_sentence(Engine engine) =>
        Assert.Contains("CMake", Names(engine, "Use CMake here.", "CMake fails.", "I like CMake."));

    [Theory, EachEngine]
    public void Two_words_that_stand_together_are_one_topic(Engine engine)
    {
        var names = Names(engine, "We planted sea kale.", "Where is sea kale grown?", "My sea kale died.", "More sea kale please.");
        Assert.Contains("sea kale", names);
        Assert.DoesNotContain("kale", names);
        Assert.DoesNotContain("sea", names);
    }

    [Theory, EachEngine]
    public void Two_words_that_meet_by_chance_are_not(Engine engine) =>
        Assert.Contains("kale", Names(engine, "Old kale is bitter.", "Kale is green.", "I cook kale.", "Kale in winter."));

    // What is said stands among other talk, in conversations of its own.
    private static List<string> Names(Engine engine, params string[] texts)
    {
        using var test = TestDatabase.On(engine);
        var all = Enumerable.Range(0, 40).Select(n => $"word{n} filler{n % 7}").Concat(texts).ToArray();
        new Given([.. all.SelectMany((text, n) => (Entry[])[
            new ConversationEntry($"c{n}", "", ConversationKind.Topic, Visibility.Public),
            new MessageEntry($"c{n}", "m1", n % 2 == 0 ? "ada" : "bo", 1_700_000_000_000L + n * 86_400_000L, text + " " + text),
            new MessageEntry($"c{n}", "m2", n % 2 == 0 ? "bo" : "ada", 1_700_000_100_000L + n * 86_400_000L, text)])]).Into(test.Database);
        var index = new ExpertiseStore(test.Database).Load();
        using var connection = test.Database.Connect();
        return [.. TopicNames.AsWritten(connection, index, new Topics(index).Recent(1_700_000_000_000L + all.Length * 86_400_000L, 30, null, new HashSet<string>()), null).Select(topic => topic.Name)];
    }
}
