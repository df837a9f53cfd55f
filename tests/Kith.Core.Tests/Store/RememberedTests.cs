using Dapper;
using Kith.Conversations;
using Kith.Rooms;
using Kith.Store;
using Kith.Tests.Rooms;
using Npgsql;

namespace Kith.Tests.Store;

public sealed class RememberedTests : IDisposable
{
    private sealed class Clock : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Passed.Ticks;
    }

    private readonly TestDatabase test = TestDatabase.On(Engine.Sqlite);
    private readonly Clock clock = new();
    private readonly Remembered<string, long> remembered;

    public RememberedTests() => remembered = new(test.Database, clock);

    // How many of that name were counted.
    private long Asked => remembered.Of("harbour", connection => Counters.Last(connection, "harbour"));

    [Fact]
    public void What_others_write_shows_after_a_second()
    {
        using var other = Database.OpenDirectory(test.Location);
        Assert.Equal(0, Asked);
        Count(other);
        Assert.Equal(0, Asked);
        clock.Passed = TimeSpan.FromSeconds(1);
        Assert.Equal(1, Asked);
    }

    [Fact]
    public async Task On_several_nodes_each_hears_of_what_the_others_write_and_not_twice_of_its_own()
    {
        using var node = TestDatabase.On(Engine.Postgres);
        using var other = Database.OpenPostgres(node.Location);
        await using var connection = (NpgsqlConnection)node.Database.Connect();
        var told = new List<string>();
        connection.Notification += (_, news) => told.Add(news.Payload);
        await connection.ExecuteAsync($"listen {Database.WritesChannel}");
        node.Database.WriteAside(_ => { });
        node.Database.Write(_ => { });
        await connection.WaitAsync(TestContext.Current.CancellationToken);
        var news = Assert.Single(told);

        var before = (node.Database.Writes, other.Writes, other.Changes);
        node.Database.Heard(news);
        other.Heard(news);

        Assert.Equal((before.Item1, before.Item2 + 1, before.Item3 + 1), (node.Database.Writes, other.Writes, other.Changes));
    }

    [Fact]
    public void What_is_written_here_shows_at_once()
    {
        Assert.Equal(0, Asked);
        Count(test.Database);
        Assert.Equal(1, Asked);
    }

    [Fact]
    public void What_is_written_aside_does_not()
    {
        Assert.Equal(0, Asked);
        test.Database.WriteAside(transaction => Counters.Reserve(transaction, "harbour", 1));
        Assert.Equal(0, Asked);
        Assert.Equal(1, remembered.Anew("harbour", connection => Counters.Last(connection, "harbour")));
        Assert.Equal(1, Asked);
    }

    [Fact]
    public async Task A_change_of_a_room_shows_at_once_and_words_said_there_do_not()
    {
        SomeRooms.Make(test.Database);
        using var log = new RoomLog(test.Database, TimeProvider.System);
        var heads = new Remembered<ConversationId, long>(test.Database, clock);
        long Head() => heads.Of(SomeRooms.One, connection => ChangeStore.Last(connection, SomeRooms.One) ?? 0);
        var before = Head();
        await log.Post(SomeRooms.One, SomeRooms.Says("words"));
        Assert.Equal(before, Head());
        await log.Change(SomeRooms.One, change =>
        {
            change.Changed(ChangeKind.Gathering, 0);
            return true;
        });
        Assert.Equal(before + 2, Head());
    }

    public void Dispose() => test.Dispose();

    private static void Count(Database database) => database.Write(transaction => Counters.Reserve(transaction, "harbour", 1));
}
