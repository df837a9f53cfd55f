using Dapper;
using Kith.Conversations;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Tests.Rooms;

public sealed class RoomLogTests
{
    private sealed class Clock(DateTimeOffset now) : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = now;

        public override DateTimeOffset GetUtcNow() => Now;
    }

    // The writer is held up in another room: all that arrives meanwhile is written together.
    private sealed class Busy : IDisposable
    {
        private readonly ManualResetEventSlim began = new(), over = new();
        private readonly Task<bool> held;

        public Busy(RoomLog log)
        {
            held = log.Change(SomeRooms.Other, _ =>
            {
                began.Set();
                return over.Wait(TimeSpan.FromSeconds(30));
            });
            began.Wait();
        }

        public Task Over()
        {
            over.Set();
            return held;
        }

        public void Dispose()
        {
            began.Dispose();
            over.Dispose();
        }
    }

    private static TestDatabase WithRooms(Engine engine)
    {
        var test = TestDatabase.On(engine);
        SomeRooms.Make(test.Database);
        return test;
    }

    private static void Fail() => throw new InvalidInputException("Not now.", "test", "Later.");

    [Theory, EachEngine]
    public async Task What_was_said_has_its_number_and_a_retry_the_same(Engine engine)
    {
        using var test = WithRooms(engine);
        using var log = new RoomLog(test.Database, TimeProvider.System);

        var first = await log.Post(SomeRooms.One, SomeRooms.Says("a"));
        var second = await log.Post(SomeRooms.One, SomeRooms.Says("b"));
        var again = await log.Post(SomeRooms.One, SomeRooms.Says("a", "Other words."));
        var elsewhere = await log.Post(SomeRooms.Other, SomeRooms.Says("a"));

        Assert.Equal((1, 2, 1), (first.Seq, second.Seq, elsewhere.Seq));
        Assert.Equal(first with { Again = true }, again);
        Assert.Equal(["1 a", "2 b"], SomeRooms.Said(test.Database, SomeRooms.One));
        Assert.Equal(["1 Message 1", "2 Message 2"], SomeRooms.Changed(test.Database, SomeRooms.One));
        Assert.Equal((2, 2, first.At, second.At), SomeRooms.Row(test.Database, SomeRooms.One));
    }

    [Theory, EachEngine]
    public async Task Who_sends_the_same_twice_at_once_has_said_it_once(Engine engine)
    {
        using var test = WithRooms(engine);
        using var log = new RoomLog(test.Database, TimeProvider.System);

        var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => log.Post(SomeRooms.One, SomeRooms.Says($"k{i % 20}"))));

        Assert.Equal(20, answers.Count(answer => !answer.Again));
        Assert.All(Enumerable.Range(0, 60), i => Assert.Equal(answers[i % 20].Seq, answers[i].Seq));
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), answers.Select(answer => answer.Seq).Distinct().Order());
        Assert.Equal(20, SomeRooms.Said(test.Database, SomeRooms.One).Count);
    }

    [Theory, EachEngine]
    public async Task A_change_that_throws_undoes_itself_and_nothing_of_what_is_written_with_it(Engine engine)
    {
        using var test = WithRooms(engine);
        using var log = new RoomLog(test.Database, TimeProvider.System);
        using var busy = new Busy(log);

        var a = log.Post(SomeRooms.One, SomeRooms.Says("a"));
        var failing = log.Change(SomeRooms.One, change =>
        {
            change.Append(SomeRooms.Says("lost"));
            change.Changed(ChangeKind.Gathering, 0);
            change.Stale(0);
            change.Transaction.Connection!.Execute("update conversations set title = 'lost'", transaction: change.Transaction);
            Fail();
            return 0;
        });
        var wrong = log.Change(SomeRooms.One, change => change.Transaction.Connection!.Execute("insert into nowhere values (1)", transaction: change.Transaction));
        var unknown = log.Change(new ConversationId(99), change => change.Now);
        var b = log.Post(SomeRooms.One, SomeRooms.Says("b"));
        var lost = log.Post(SomeRooms.One, SomeRooms.Says("lost"));
        await busy.Over();

        Assert.Equal((1, 2, 3), ((await a).Seq, (await b).Seq, (await lost).Seq));
        Assert.Equal("Not now.", (await Assert.ThrowsAsync<InvalidInputException>(() => failing)).Message);
        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => wrong);
        await Assert.ThrowsAsync<InvalidInputException>(() => unknown);
        Assert.Equal(["1 a", "2 b", "3 lost"], SomeRooms.Said(test.Database, SomeRooms.One));
        Assert.Equal(["1 Message 1", "2 Message 2", "3 Message 3"], SomeRooms.Changed(test.Database, SomeRooms.One));
        Assert.Equal("room 1", test.Database.Read(connection => connection.ExecuteScalar<string>("select title from conversations where id = 1")));
    }

    [Theory, EachEngine]
    public async Task A_message_that_cannot_be_stored_keeps_nobody_else_from_speaking(Engine engine)
    {
        using var test = WithRooms(engine);
        using var log = new RoomLog(test.Database, TimeProvider.System);
        using var busy = new Busy(log);

        var a = log.Post(SomeRooms.One, SomeRooms.Says("a"));
        var nobody = log.Post(SomeRooms.One, SomeRooms.Says("b", author: 99));
        var counted = 0;
        var change = log.Change(SomeRooms.One, change => change.Append(SomeRooms.Says($"c{Interlocked.Increment(ref counted)}")));
        await busy.Over();

        await Assert.ThrowsAnyAsync<System.Data.Common.DbException>(() => nobody);
        Assert.Equal((1, 2), ((await a).Seq, (await change).Seq));
        Assert.Equal(2, SomeRooms.Said(test.Database, SomeRooms.One).Count);
    }

    [Theory, EachEngine]
    public async Task A_change_sees_what_was_said_before_it_and_what_it_says_itself(Engine engine)
    {
        using var test = WithRooms(engine);
        using var log = new RoomLog(test.Database, TimeProvider.System);

        var said = log.Post(SomeRooms.One, SomeRooms.Says("a"));
        var seen = await log.Change(SomeRooms.One, change =>
        {
            change.Append(SomeRooms.Says("b"));
            change.Changed(ChangeKind.Question, 7);
            return change.Transaction.Connection!.ExecuteScalar<long>("select count(*) from messages where conversation_id = 1", transaction: change.Transaction);
        });

        await said;
        Assert.Equal(2, seen);
        Assert.Equal(["1 Message 1", "2 Message 2", "3 Question 7"], SomeRooms.Changed(test.Database, SomeRooms.One));
        Assert.Equal((2, 3), (SomeRooms.Row(test.Database, SomeRooms.One).Head, SomeRooms.Row(test.Database, SomeRooms.One).Number));
    }

    [Theory, EachEngine]
    public async Task A_clock_that_is_set_back_does_not_change_the_order(Engine engine)
    {
        using var test = WithRooms(engine);
        var clock = new Clock(DateTimeOffset.FromUnixTimeMilliseconds(2_000_000));
        using var log = new RoomLog(test.Database, clock);

        var first = await log.Post(SomeRooms.One, SomeRooms.Says("a"));
        clock.Now = DateTimeOffset.FromUnixTimeMilliseconds(1_000_000);
        var second = await log.Post(SomeRooms.One, SomeRooms.Says("b"));
        var third = await log.Change(SomeRooms.One, change => change.Now);
        var elsewhere = await log.Post(SomeRooms.Other, SomeRooms.Says("a"));

        Assert.Equal((2_000_000, 2_000_000, 2_000_000, 1_000_000), (first.At, second.At, third, elsewhere.At));
    }

    [Theory, EachEngine]
    public async Task What_is_derived_is_put_on_the_work_list_once_for_all_that_was_said_together(Engine engine)
    {
        using var test = WithRooms(engine);
        using var log = new RoomLog(test.Database, TimeProvider.System);
        using var busy = new Busy(log);

        var said = Enumerable.Range(0, 10).Select(i => log.Post(SomeRooms.One, SomeRooms.Says($"k{i}"))).ToList();
        var edited = log.Change(SomeRooms.One, change =>
        {
            change.Stale(5);
            return 0;
        });
        await busy.Over();
        await Task.WhenAll(said);
        await edited;

        Assert.Equal((1, 5), test.Database.Read(connection => connection.QuerySingle<(long, long)>("select count(*), min(from_at) from stale")));
        Assert.InRange(test.Database.Read(Log.Version), 1, 2);
    }

    [Theory, EachEngine]
    public async Task Whoever_stops_the_server_loses_nothing_that_arrived(Engine engine)
    {
        using var test = WithRooms(engine);
        var log = new RoomLog(test.Database, TimeProvider.System);
        var said = Enumerable.Range(0, 200).Select(i => log.Post(SomeRooms.One, SomeRooms.Says($"k{i}"))).ToList();

        log.Dispose();

        Assert.Equal(Enumerable.Range(1, 200).Select(i => (long)i), (await Task.WhenAll(said)).Select(answer => answer.Seq));
        await Assert.ThrowsAsync<ObjectDisposedException>(() => log.Post(SomeRooms.One, SomeRooms.Says("late")));
    }

    [Theory, EachEngine]
    public async Task Whoever_goes_away_before_the_writer_comes_has_said_nothing(Engine engine)
    {
        using var test = WithRooms(engine);
        using var log = new RoomLog(test.Database, TimeProvider.System);
        using var gone = new CancellationTokenSource();
        using var busy = new Busy(log);

        var takenBack = log.Post(SomeRooms.One, SomeRooms.Says("a"), gone.Token);
        var said = log.Post(SomeRooms.One, SomeRooms.Says("b"));
        await gone.CancelAsync();
        await busy.Over();

        Assert.Equal(1, (await said).Seq);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => takenBack);
    }
}
