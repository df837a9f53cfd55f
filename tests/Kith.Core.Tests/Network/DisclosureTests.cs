using Kith.Conversations;
using Kith.Importing;
using Kith.Network;
using Kith.Network.Health;
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
