using Dapper;
using Kith.Conversations;
using Kith.Importing;
using Kith.Network;
using Kith.Network.Health;
using Kith.People;
using Kith.Store;
using Kith.Tests.Importing;

namespace Kith.Tests.Network;

/// <summary>What network health does not say, so that nobody is given away.</summary>
public sealed class DisclosureTests
{
    private const long Day = 86_400_000, Minute = 60_000, Ended = 20_000 * Day;

    [Fact]
    public void Of_what_fewer_than_ten_people_did_there_is_no_share_and_no_median()
    {
        Assert.Null(Estimate.Share(30, 60, people: 9).Value);
        Assert.Equal(.5, Estimate.Share(30, 60, people: 10).Value);
        Assert.Null(Estimate.Median([.. Enumerable.Range(0, 50).Select(i => (double)i)], people: 9).Value);
        Assert.NotNull(Estimate.Median([.. Enumerable.Range(0, 50).Select(i => (double)i)], people: 10).Value);
    }

    // Ends to the last digit would tell what the rounding hides.
    [Fact]
    public void One_case_more_or_less_changes_neither_a_share_nor_its_interval() =>
        Assert.Equal(Estimate.Share(97, 400, people: 50), Estimate.Share(99, 401, people: 50));

    [Theory]
    [InlineData(15, 9, 1)]
    [InlineData(15, 10, 2)]
    public void A_group_of_fewer_than_ten_is_not_told_of(int large, int small, int told)
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var health = Of(data, [.. Clique("a", large), .. Clique("b", small)]);
        Assert.Equal((told, told), (health.Periods[^1].Groups, health.Groups.Count));
    }

    [Theory]
    [InlineData(9, null)]
    [InlineData(10, 20)]
    public void Questions_of_fewer_than_ten_people_are_not_told_of(int askers, int? told)
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var now = Of(data, [.. Clique("a", 12), .. Enumerable.Range(0, 20).SelectMany(i => (MessageEntry[])
            [Said($"a{i % askers}", 4, i * 60, "Who knows when the tide turns?", $"q{i}"), Said($"a{11 - i % 2}", 4, i * 60 + 12, "At noon.", $"r{i}", $"q{i}")])]).Periods[^1];
        Assert.Equal((told, told is not null, told is not null), (now.Questions, now.Answered.Value is not null, now.Minutes.Value is not null));
    }

    [Theory]
    [InlineData(4, null)]
    [InlineData(7, 5)]
    [InlineData(12, 10)]
    public void Newcomers_come_in_fives(int newcomers, int? told)
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var known = Enumerable.Range(0, 20).Select(i => Said($"k{i}", 70, i, "Hello.", $"old{i}"));
        var now = Of(data, [.. known, .. Enumerable.Range(0, 20).Select(i => Said($"k{i}", 3, i, "Hello again.")), .. Enumerable.Range(0, newcomers).Select(i => Said($"n{i}", 2, i, "I am new."))]).Periods[^1];
        Assert.Equal(told, now.New);
    }

    [Fact]
    public void Whoever_speaks_only_in_private_is_not_counted()
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var quiet = Enumerable.Range(0, 10).Select(i => Said($"c{i}", 2, i, "Between us.") with { Conversation = "hut" });
        var hut = new ConversationEntry("hut", "Hut", ConversationKind.Topic, Visibility.Participants, Members: [.. Enumerable.Range(0, 10).Select(i => $"c{i}")]);
        Assert.Equal(20, Of(data, [.. Clique("a", 20), hut, .. quiet]).Periods[^1].Active);
    }

    // The eleventh asks alone what nobody answers: the share would tell it of them.
    [Theory]
    [InlineData(4, false)]
    [InlineData(5, true)]
    [InlineData(0, true)]
    public void A_share_of_cases_that_a_few_people_had_is_not_said(int few, bool isSaid)
    {
        (PersonId, bool)[] counting = [.. Enumerable.Range(1, 20).Select(i => (new PersonId(i), true))];
        (PersonId, bool)[] others = [.. Enumerable.Range(1, few).Select(i => (new PersonId(100 + i), false))];
        Assert.Equal(isSaid, Estimate.Cases([.. counting, .. others]).Value is not null);
        Assert.Equal(isSaid, Estimate.Cases([.. counting.Select(one => (one.Item1, false)), .. others.Select(one => (one.Item1, true))]).Value is not null);
    }

    [Theory]
    [InlineData(11, true)]
    [InlineData(12, false)]
    public void Where_one_person_had_most_of_the_cases_nothing_is_said(int ofOne, bool isSaid)
    {
        var asking = Enumerable.Repeat(new PersonId(1), ofOne).Concat(Enumerable.Range(2, 11).Select(i => new PersonId(i))).ToList();
        Assert.Equal(isSaid, Estimate.Cases([.. asking.Select((who, i) => (who, i % 2 == 0))]).Value is not null);
        Assert.Equal(isSaid, Estimate.Median([.. asking.Select((who, i) => (who, (double)i))]).Value is not null);
    }

    // Ten asked, but only one was answered: the median would be theirs.
    [Fact]
    public void The_minutes_to_an_answer_are_said_of_ten_who_were_answered_and_not_of_ten_who_asked()
    {
        Assert.Null(Estimate.Median([.. Enumerable.Range(0, 30).Select(i => (new PersonId(i % 9), 5.0))]).Value);
        Assert.Equal(5, Estimate.Median([.. Enumerable.Range(0, 30).Select(i => (new PersonId(i % 10), 5.0))]).Value);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(.43, .4)]
    [InlineData(13.2833, 13)]
    [InlineData(134.9, 130)]
    [InlineData(10_079, 10_000)]
    public void A_length_of_time_is_said_to_two_digits(double length, double said) => Assert.Equal(said, Disclosure.Roughly(length), 12);

    // One pair or two talk with the other circle: its share, and with whom, would be said of them.
    [Theory]
    [InlineData(2, false)]
    [InlineData(3, true)]
    public void What_a_few_people_have_with_another_group_is_not_said(int pairs, bool isSaid)
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var between = Enumerable.Range(0, pairs).SelectMany(i => (MessageEntry[])
            [Said($"a{i}", 12, i, "The kale is up.", $"x{i}") with { Addressed = [(AddressKind.Mention, $"b{i}")] }, Said($"b{i}", 12, i + 1, "Here too.", $"y{i}", $"x{i}")]);
        var more = Enumerable.Range(3, isSaid ? 3 : 0).SelectMany(i => (MessageEntry[])
            [Said($"a{i}", 12, i, "The kale is up.", $"x{i}") with { Addressed = [(AddressKind.Mention, $"b{i}")] }, Said($"b{i}", 12, i + 1, "Here too.", $"y{i}", $"x{i}")]);
        var health = Of(data, [.. Clique("a", 15), .. Clique("b", 15), .. between, .. more]);
        Assert.Equal(2, health.Groups.Count);
        Assert.Equal((isSaid, isSaid), (health.Periods[^1].Between.Value is not null, health.Groups.All(group => group.Outward is not null)));
        Assert.Equal(isSaid, health.Groups.All(group => group.Nearest is not null));
    }

    [Theory]
    [InlineData(2, false)]
    [InlineData(5, true)]
    public void What_a_few_people_have_one_sidedly_is_not_said_by_the_share_that_goes_both_ways(int people, bool isSaid)
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var oneSided = Enumerable.Range(1, people - 1).Select(i => Said("c0", 12, i, "The kale is up.", $"z{i}") with { Addressed = [(AddressKind.Mention, $"c{i}")] });
        Assert.Equal(isSaid, Of(data, [.. Clique("a", 15), .. oneSided]).Periods[^1].Reciprocity.Value is not null);
    }

    // A steward of the first community counts it, and takes that from the numbers of both.
    [Theory, EachEngine]
    public void What_few_people_say_in_another_community_cannot_be_told_by_taking_away_the_own_one(Engine engine)
    {
        foreach (var (others, isTold) in ((int, bool)[])[(9, false), (10, true)])
        {
            using var data = TestDatabase.On(engine);
            new Given([new ConversationEntry("talk", "Talk", ConversationKind.Topic, Visibility.Community), .. Clique("a", 15)]).Into(data.Database);
            new Given([new ConversationEntry("talk", "Talk", ConversationKind.Topic, Visibility.Community), .. Clique("b", others)]) { Source = "other" }.Into(data.Database, "Elsewhere");
            var network = Snapshot.Load(data.Database, TimeProvider.System);
            var all = NetworkHealth.Of(network, data.Database);
            var own = data.Database.Read(connection => connection.ExecuteScalar<long>("select min(community_id) from conversations"));
            var told = all.For(new Reader(null, [], [own]), network.Everyone, data.Database);
            Assert.Equal((isTold ? all.Periods.Count : 0, isTold ? 0 : all.Periods.Count, isTold), (told.Periods.Count, told.LeftOut, told.Groups.Count > 0));
            Assert.Equal(all, all.For(Reader.Member, network.Everyone, data.Database));
        }
    }

    // A table of interactions holds no words, and yet what it holds is in the numbers of all.
    [Theory, EachEngine]
    public void Contact_without_words_of_few_people_in_another_community_is_as_telling(Engine engine)
    {
        using var data = TestDatabase.On(engine);
        new Given([new ConversationEntry("talk", "Talk", ConversationKind.Topic, Visibility.Community), .. Clique("a", 15)]).Into(data.Database);
        new Given([new ConversationEntry("talk", "Talk", ConversationKind.Topic, Visibility.Community),
            .. Enumerable.Range(1, 5).Select(i => Said("b0", 12, i, "") with { Act = new Act("mention"), Addressed = [(AddressKind.Mention, $"b{i}")] })]) { Source = "other" }.Into(data.Database, "Elsewhere");
        var network = Snapshot.Load(data.Database, TimeProvider.System);
        var all = NetworkHealth.Of(network, data.Database);
        var communities = data.Database.Read(connection => connection.Query<long>("select distinct community_id from conversations order by community_id").ToList());
        Assert.Equal([0, all.Periods.Count], ((long[][])[[communities[0]], [.. communities]]).Select(own => all.For(new Reader(null, [], own), network.Everyone, data.Database).Periods.Count));
    }

    [Theory]
    [InlineData(11, 20)]
    [InlineData(12, null)]
    public void Questions_of_which_one_person_asked_most_are_not_counted(int ofOne, int? told)
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var asked = Enumerable.Range(0, ofOne).Select(i => Said("a0", 4, i * 60, "Who knows when the tide turns?", $"q{i}")).Concat(Enumerable.Range(1, 11).Select(i => Said($"a{i}", 4, i * 60 + 1, "And when the bus comes?", $"p{i}")));
        Assert.Equal(told, Of(data, [.. Clique("a", 12), .. asked]).Periods[^1].Questions);
    }

    // The words of an invitation are nobody's question, though their link may hold the sign of one.
    [Fact]
    public void What_calls_people_together_is_no_question()
    {
        using var data = TestDatabase.On(Engine.Sqlite);
        var called = Enumerable.Range(0, 12).Select(i => Said($"a{i}", 4, i * 60, "Watch at https://harbour.example/?id=1", $"q{i}") with { Act = Act.Invitation });
        Assert.Null(Of(data, [.. Clique("a", 12), .. called]).Periods[^1].Questions);
    }

    // Everybody greets everybody, and is answered.
    private static IEnumerable<MessageEntry> Clique(string name, int people) => Enumerable.Range(0, people).SelectMany(i => Enumerable.Range(0, i).SelectMany(j => (MessageEntry[])
    [
        Said($"{name}{i}", 10 + (i + j) % 15, i, "The kale is up.", $"{name}{i}-{j}-1") with { Addressed = [(AddressKind.Mention, $"{name}{j}")] },
        Said($"{name}{j}", 10 + (i + j) % 15, i + 1, "Here too.", $"{name}{i}-{j}-2", $"{name}{i}-{j}-1"),
        Said($"{name}{i}", 10 + (i + j) % 15, i + 2, "Good.", $"{name}{i}-{j}-3", $"{name}{i}-{j}-2"),
    ]));

    private static MessageEntry Said(string who, int daysAgo, int minute, string text, string? key = null, string? answers = null) =>
        new("talk", key ?? $"{who}-{daysAgo}-{minute}", who, Ended - daysAgo * Day + minute * Minute, text, ReplyTo: answers);

    private static NetworkHealth Of(TestDatabase data, Entry[] talk)
    {
        new Given([new ConversationEntry("talk", "Talk", ConversationKind.Topic, Visibility.Community), .. talk]).Into(data.Database);
        return NetworkHealth.Of(Snapshot.Load(data.Database, TimeProvider.System), data.Database);
    }
}
