using Kith.Conversations;
using Kith.Demo;
using Kith.Gatherings;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Tests.Demo;

public sealed class HeldHarbourTests
{
    [Theory, EachEngine]
    public async Task One_hour_was_held_and_written_up_before_the_one_that_is_live(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        await Harbour.Fill(test.Database, Stopped.Clock);
        using var log = new RoomLog(test.Database, Stopped.Clock);
        var live = await new LiveHarbour(test.Database, log, Stopped.Clock).Open();
        Assert.Equal(live, await new LiveHarbour(test.Database, log, Stopped.Clock).Open());

        var held = Assert.Single(test.Database.Read(connection => GatheringStore.Past(connection, Reader.Member)));
        Assert.Equal((GatheringState.Published, "2026-11-16T18:00:00Z"), (held.State, DateTimeOffset.FromUnixTimeMilliseconds(held.OpenedAt!.Value).ToString("yyyy-MM-ddTHH:mm:ssZ")));
        Assert.Equal(held.OpenedAt + 3_600_000, held.EndedAt);
        Assert.NotEqual(held.Title, Harbour.Live(Stopped.Clock.GetUtcNow()).Title);
        var recap = test.Database.Read(connection => RecapStore.Find(connection, held.Id))!;
        Assert.NotNull(recap.Comments);
        Assert.Contains("## Q3.", recap.Draft);
        Assert.DoesNotContain("Nobody answered", recap.Draft);
        var told = test.Database.Read(connection => ConversationStore.Find(connection, Reader.Member, recap.Comments.Value, RecapStore.Seq))!;
        Assert.NotEmpty(told.Addressed.Names);
        // Whoever looks as one of them finds something of theirs.
        Assert.Contains(LiveHarbour.Doors, door => recap.Draft.Contains(door, StringComparison.Ordinal));
        Assert.All(test.Database.Read(connection => Attendances.All(connection, held.Id)), seen => Assert.NotEqual(0, seen.ReadTo));
    }
}
