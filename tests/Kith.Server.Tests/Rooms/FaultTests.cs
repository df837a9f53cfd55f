using Kith.Benchmarks.Rooms;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Rooms;

/// <summary>What <c>bench/rooms/fault.sh</c> does in full: real servers, killed without warning under clients that post and follow.</summary>
public sealed class FaultTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "kith.dll");

    private static string[] Place(TestDatabase test, Engine engine) => [engine == Engine.Sqlite ? "--data" : "--database", test.Location];

    [Theory, EachEngine]
    public async Task What_was_acknowledged_is_there_once_and_in_the_same_order_for_everybody_however_often_the_server_is_killed(Engine engine)
    {
        using var test = TestDatabase.On(engine);

        var outcome = await FaultCommand.Run(Program, Place(test, engine), nodes: 1, clients: 10, kills: 3, "--posts-per-second", "0");

        Assert.Empty(outcome.Faults);
        Assert.InRange(outcome.Acknowledged, 100, outcome.Messages);
    }

    [Fact]
    public async Task Two_nodes_share_a_room_and_one_of_them_may_die()
    {
        using var test = TestDatabase.On(Engine.Postgres);

        var outcome = await FaultCommand.Run(Program, Place(test, Engine.Postgres), nodes: 2, clients: 10, kills: 3, "--posts-per-second", "0");

        Assert.Empty(outcome.Faults);
        Assert.InRange(outcome.Acknowledged, 100, outcome.Messages);
    }
}
