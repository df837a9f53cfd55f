using Kith.Conversations;
using Kith.Importing;
using Kith.Rooms;
using Kith.Store;
using Kith.Tests.Importing;
using Kith.Tests.Rooms;

namespace Kith.Tests.Conversations;

public sealed class SumsTests
{
    private static readonly ConversationEntry Shore = new("shore", "Shore", ConversationKind.Topic, Visibility.Public, AsOf: 100);
    private static readonly ConversationEntry Pier = new("pier", "Pier", ConversationKind.Topic, Visibility.Community, AsOf: 100);
    private static readonly ConversationEntry Boat = new("boat", "Boat", ConversationKind.Direct, Visibility.Participants, Members: ["ada", "bo"], AsOf: 100);

    [Theory, EachEngine]
    public void As_many_messages_are_counted_as_the_reader_can_read_also_where_some_were_removed_and_came_back(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        string Counted() => string.Join(", ", new[] { Reader.Anyone, Reader.Member, new Reader(new(1), [new(1)]) }.Select(reader => test.Database.Read(connection =>
        {
            var sums = ConversationStore.Sums(connection, reader);
            Assert.Equal(ConversationStore.Latest(connection, reader, count: 10).Sum(each => ConversationStore.Messages(connection, reader, each.Id).Count), sums.Messages);
            Assert.Equal(reader.Communities is null ? sums.Messages : 0, ImportStore.Sources(connection, reader).Sum(source => source.Messages));
            return sums.Messages;
        })));
        Entry[] all = [Shore, Pier, Boat, Says("shore", 1), Says("shore", 2), Says("pier", 3), Says("pier", 4), Says("pier", 5), Says("boat", 6)];
        new Given(all).Into(test.Database);
        Assert.Equal("2, 5, 6", Counted());

        new Given([Pier with { AsOf = 200 }, new RemovalEntry("pier", "m3"), new RemovalEntry("pier", "m4")]).Into(test.Database);
        Assert.Equal(3, test.Database.Read(connection => ConversationStore.Sums(connection, Reader.Member)).Messages);
        new Given([Pier with { AsOf = 300 }, Says("pier", 3), Says("pier", 4)]).Into(test.Database);
        Assert.Equal("2, 5, 6", Counted());
    }

    [Theory, EachEngine]
    public async Task What_is_said_and_removed_in_a_room_counts_at_once(Engine engine)
    {
        using var room = new LiveRoom(engine);
        long Messages() => room.Read(connection => ConversationStore.Sums(connection, Reader.Member)).Messages;
        var before = Messages();
        await room.Say(LiveRoom.Ann, "one");
        await room.Say(LiveRoom.Bo, "two");
        Assert.Equal(2, Messages() - before);
        Assert.Null(await room.Change(change => Mending.Remove(change, 1, "oops", LiveRoom.Mo, moderates: true)));
        Assert.Equal(1, Messages() - before);
    }

    private static MessageEntry Says(string conversation, long at) => new(conversation, $"m{at}", "ada", at, "Is it open?");
}
