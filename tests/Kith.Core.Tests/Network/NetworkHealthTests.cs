using Kith.Conversations;
using Kith.Importing;
using Kith.Network;
using Kith.Network.Health;
using Kith.Store;
using Kith.Tests.Importing;
using Kith.Ties;

namespace Kith.Tests.Network;

public sealed class NetworkHealthTests
{
    private const long Day = 86_400_000, Minute = 60_000, Ended = 20_000 * Day;

    [Theory]
    [InlineData(0, 40, 0)]
    [InlineData(4, 40, null)]
    [InlineData(7, 40, 5)]
    [InlineData(8, 40, 10)]
    [InlineData(37, 40, null)]
    [InlineData(40, 40, 40)]
    public void Counts_come_in_fives_and_neither_they_nor_what_is_left_over_are_a_few(int count, int of, int? said) => Assert.Equal(said, Disclosure.Count(count, of));

    [Fact]
    public void Two_communities_that_differ_by_one_person_look_alike()
    {
        using var eleven = TestDatabase.On(Engine.Sqlite);
        using var twelve = TestDatabase.On(Engine.Sqlite);
        var (fewer, more) = (Of(eleven, Circle("a", 11)), Of(twelve, Circle("a", 12)));
        Assert.Equal(fewer.Periods[^1].Active, more.Periods[^1].Active);
        Assert.Equal(fewer.Periods[^1].Reciprocity.Value, more.Periods[^1].Reciprocity.Value);
    }

    [Theory, EachEngine]
    public void Of_fewer_than_ten_people_nothing_is_said(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        var health = Of(data, Circle("a", 9));
        Assert.Empty(health.Periods);
        Assert.Empty(health.Groups);
    }

    [Theory, EachEngine]
    public void Two_circles_joined_by_six_people_are_two_groups_that_six_bridge(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        var between = Enumerable.Range(0, 3).SelectMany(i => Enumerable.Range(1, 4).SelectMany(day => Exchange($"a{i}", $"b{i}", day, 5 + i)));
        var now = Of(data, [.. Clique("a", 15), .. Clique("b", 15), .. between]).Periods[^1];
        Assert.Equal((2, 30, 5, 0), (now.Groups, now.Active, now.Bridging, now.Isolated));
        Assert.InRange(now.Between.Value!.Value, .05, .2);
    }

    [Theory, EachEngine]
    public void Whoever_only_talks_into_the_room_is_on_their_own_and_new(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        var alone = Enumerable.Range(0, 10).Select(i => Said($"c{i}", 2, i, "Hello everybody."));
        var now = Of(data, [.. Circle("a", 20), .. alone]).Periods[^1];
        Assert.Equal((30, 10), (now.Active, now.Isolated));
        Assert.Equal(10, now.New);
    }

    [Theory]
    [InlineData(40, false)]
    [InlineData(41, true)]
    public void What_the_most_active_give_is_said_only_of_five_and_more(int people, bool isSaid)
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        Assert.Equal(isSaid, Of(data, Circle("a", people)).Periods[^1].Concentration.Value is not null);
    }

    [Theory]
    [InlineData(0, 12, true)]
    [InlineData(1, 12, false)]
    [InlineData(4, 12, false)]
    [InlineData(6, 12, true)]
    [InlineData(9, 12, false)]
    [InlineData(12, 12, true)]
    [InlineData(5, 9, false)]
    public void A_share_of_people_is_not_said_where_it_is_of_a_few_or_of_all_but_a_few(int part, int of, bool isSaid) => Assert.Equal(isSaid, Estimate.People(part, of).Value is not null);

    [Fact]
    public void What_is_said_in_private_is_in_no_figure()
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var health = Of(data, Circle("a", 30), Visibility.Participants);
        Assert.Empty(health.Periods);
    }

    [Fact]
    public void The_minutes_to_the_first_answer_are_those_that_passed()
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var asked = Enumerable.Range(0, 20).SelectMany(i => (MessageEntry[])
            [Said($"a{i}", 4, i * 60, "Who knows when the tide turns?", $"q{i}"), Said($"b{i % 7}", 4, i * 60 + 12, "At noon.", $"r{i}", $"q{i}")]);
        var now = Of(data, [.. asked]).Periods[^1];
        Assert.Equal((12.0, 1.0, 20), (now.Minutes.Value, now.Answered.Value, now.Questions));
    }

    [Fact]
    public void Whoever_speaks_next_in_a_thread_answers_its_question()
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var asked = Enumerable.Range(0, 20).SelectMany(i => (MessageEntry[])[Said($"a{i}", 4, i * 60, "Who knows when the tide turns?"), Said($"b{i % 7}", 4, i * 60 + 12, "At noon.")]);
        var now = Of(data, [.. asked]).Periods[^1];
        Assert.Equal((12.0, 1.0, 20), (now.Minutes.Value, now.Answered.Value, now.Questions));
    }

    // Everybody answers the next but one, and is answered, on several days; all began two months ago.
    private static MessageEntry[] Circle(string name, int people) =>
        [.. Enumerable.Range(0, people).SelectMany(i => Exchange($"{name}{i}", $"{name}{(i + 2) % people}", 40 + i % 7, i).Concat(Exchange($"{name}{i}", $"{name}{(i + 1) % people}", 20 + i % 5, i)))];

    private static IEnumerable<MessageEntry> Clique(string name, int people) => Enumerable.Range(0, people)
        .SelectMany(i => Enumerable.Range(0, i).SelectMany(j => Exchange($"{name}{i}", $"{name}{j}", 10 + (i + j) % 50, i)));

    private static IEnumerable<MessageEntry> Exchange(string one, string other, int daysAgo, int minute) =>
    [
        // Named, so that nobody takes it for an answer to whoever spoke just before.
        Said(one, daysAgo, minute, "The kale is up.", $"{one}-{other}-{daysAgo}-1") with { Addressed = [(AddressKind.Mention, other)] }, Said(other, daysAgo, minute + 1, "Here too.", $"{one}-{other}-{daysAgo}-2", $"{one}-{other}-{daysAgo}-1"),
        Said(one, daysAgo, minute + 2, "Good.", $"{one}-{other}-{daysAgo}-3", $"{one}-{other}-{daysAgo}-2"),
    ];

    private static MessageEntry Said(string who, int daysAgo, int minute, string text, string? key = null, string? answers = null) =>
        new("talk", key ?? $"{who}-{daysAgo}-{minute}", who, Ended - daysAgo * Day + minute * Minute, text, ReplyTo: answers);

    private static NetworkHealth Of(TestDatabase data, MessageEntry[] talk, Visibility visibility = Visibility.Community)
    {
        var members = visibility == Visibility.Participants ? talk.Select(each => each.Author).Distinct().ToArray() : null;
        new Given([new ConversationEntry("talk", "Talk", ConversationKind.Topic, visibility, Members: members), .. talk]).Into(data.Database);
        new Fold(data.Database).Run();
        return NetworkHealth.Of(Snapshot.Load(data.Database, TimeProvider.System), data.Database);
    }
}
