using Kith.Conversations;
using Kith.Rooms;
using Kith.Store;
using Kith.Tests.Rooms;

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
