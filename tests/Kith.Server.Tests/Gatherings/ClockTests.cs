using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Rooms;
using Kith.Server.Gatherings;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Server.Tests.Gatherings;

public sealed class ClockTests
{
    [Theory, EachEngine]
    public async Task The_clock_opens_a_gathering_and_ends_it_when_nobody_has_spoken_for_an_hour(Engine engine)
    {
        var time = new SetClock("2026-11-20T10:00Z");
        await using var site = await RunningSite.Start(engine, new(), time);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        var id = new ConversationId(await GatheringPagesTests.Hold(ada, ("when", "2026-12-01T16:00")));
        var clock = site.Services.GetRequiredService<Clock>();
        async Task<GatheringState> At(string now)
        {
            time.Set(now);
            while (!await clock.Tick())
            {
                // The clock's own turn is on; it does the same.
                await Task.Yield();
            }
            return site.Database.Read(connection => GatheringStore.StateOf(connection, id))!.Value;
        }
        Assert.Equal(GatheringState.Scheduled, await At("2026-12-01T15:59Z"));
        Assert.Equal(GatheringState.Live, await At("2026-12-01T16:00Z"));
        time.Set("2026-12-01T17:30Z");
        await site.Services.GetRequiredService<RoomLog>().Post(id, new Post("key", ada.Account.Identity, "Still here"));
        Assert.Equal(GatheringState.Live, await At("2026-12-01T18:29Z"));
        Assert.Equal(GatheringState.Ended, await At("2026-12-01T18:30Z"));
        Assert.Equal(GatheringState.Ended, await At("2026-12-02T18:30Z"));
    }

    // A zone can go: the database of zones is of the machine.
    [Theory, EachEngine]
    public async Task One_gathering_that_can_not_be_dealt_with_does_not_stop_the_others(Engine engine)
    {
        var time = new SetClock("2026-11-20T10:00Z");
        await using var site = await RunningSite.Start(engine, new(), time);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        var (odd, other) = (await GatheringPagesTests.Hold(ada, ("when", "2026-12-01T16:00")), await GatheringPagesTests.Hold(ada, ("when", "2026-12-01T16:30")));
        site.Database.Write(transaction => transaction.Connection!.Execute("update gatherings set zone = 'Sea/Nowhere' where conversation_id = @odd", new { odd }, transaction));
        time.Set("2026-12-03T10:00Z");
        var clock = site.Services.GetRequiredService<Clock>();
        while (!await clock.Tick())
        {
            await Task.Yield();
        }
        Assert.Equal((GatheringState.Scheduled, GatheringState.Cancelled), (StateOf(odd), StateOf(other)));

        GatheringState StateOf(long id) => site.Database.Read(connection => GatheringStore.StateOf(connection, new(id)))!.Value;
    }

    [Theory, EachEngine]
    public async Task Only_one_node_does_what_is_due(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, new(), new SetClock("2026-11-20T10:00Z"));
        var clock = site.Services.GetRequiredService<Clock>();
        Exclusive? other;
        while ((other = Exclusive.TryTake(site.Database, "clock")) is null)
        {
            await Task.Yield();
        }
        using (other)
        {
            Assert.False(await clock.Tick());
        }
        while (!await clock.Tick())
        {
            // The clock's own turn is on.
            await Task.Yield();
        }
    }
}
