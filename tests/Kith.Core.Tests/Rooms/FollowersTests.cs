using System.IO.Pipelines;
using System.Text;
using System.Text.RegularExpressions;
using Dapper;
using Kith.Conversations;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Tests.Rooms;

public sealed partial class FollowersTests
{
    // A room with a log and followers, and a count of what was encoded.
    private sealed class Hall : IDisposable
    {
        private readonly Bell bell;
        private readonly long writes;

        public Hall(Engine engine, FollowerLimits? limits = null)
        {
            Test = TestDatabase.On(engine);
            SomeRooms.Make(Test.Database);
            bell = new Bell(Test.Database);
            Log = new RoomLog(Test.Database, TimeProvider.System, bell);
            writes = Test.Database.Writes;
            Followers = new Followers(Test.Database, TimeProvider.System, bell, (_, _, things) =>
            {
                Interlocked.Add(ref encoded, things.Count);
                return Task.FromResult<IReadOnlyList<byte[]>>([.. things.Select(thing => Encoding.UTF8.GetBytes($"{{\"said\":\"{thing.Reference} {Words}\"}}"))]);
            }, limits);
        }

        private int encoded;

        public TestDatabase Test { get; }

        public RoomLog Log { get; }

        public Followers Followers { get; }

        public string Words { get; set; } = "as it was";

        public int Encoded => encoded;

        /// <summary>Says who may read, as another process would: nothing in this one is told of it.</summary>
        public void Admit(Visibility visibility, params IEnumerable<long> participants) => Test.Database.WriteAside(transaction =>
        {
            var room = SomeRooms.One.Value;
            transaction.Connection!.Execute("update conversations set visibility = @visibility where id = @room", new { visibility = (long)visibility, room }, transaction);
            transaction.Connection!.Execute("delete from participants where conversation_id = @room", new { room }, transaction);
            transaction.Connection!.Execute("insert into participants (conversation_id, identity_id) values (@room, @one)", participants.Select(one => new { room, one }), transaction);
        });

        public void Ring() => bell.Ring(SomeRooms.One);

        /// <summary>Until the bell listens to other nodes, where there may be any: what was written before, it takes for news once.</summary>
        public async Task UntilItListens()
        {
            while (Test.Database.Engine == Engine.Postgres && Test.Database.Writes == writes)
            {
                await Task.Delay(1);
            }
        }

        public async Task Say(int from, int to)
        {
            for (var i = from; i <= to; i++)
            {
                await Log.Post(SomeRooms.One, SomeRooms.Says($"k{i}"));
            }
        }

        public void Dispose()
        {
            Followers.Dispose();
            Log.Dispose();
            bell.Dispose();
            Test.Dispose();
        }
    }

    // Somebody who reads, or does not.
    private sealed class Listener
    {
        private readonly Pipe pipe = new(new PipeOptions(pauseWriterThreshold: 8192, resumeWriterThreshold: 4096, useSynchronizationContext: false));
        private readonly CancellationTokenSource gone = new();
        private readonly StringBuilder heard = new();

        public Listener(Hall hall, long after, Func<bool>? mayRead = null) => Following = hall.Followers.Follow(
            SomeRooms.One, new Follower(pipe.Writer, after, mayRead ?? (() => true), () => WasCut.TrySetResult()), gone.Token);

        public Task Following { get; }

        public TaskCompletionSource WasCut { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public string Heard => heard.ToString();

        public IEnumerable<long> Numbers => Id().Matches(Heard).Select(found => long.Parse(found.Groups[1].ValueSpan));

        /// <summary>Reads until something stands in what was heard.</summary>
        public async Task<Listener> Until(string text)
        {
            while (!Heard.Contains(text, StringComparison.Ordinal))
            {
                var read = await pipe.Reader.ReadAsync(new CancellationTokenSource(TimeSpan.FromSeconds(30)).Token);
                heard.Append(Encoding.UTF8.GetString(read.Buffer));
                pipe.Reader.AdvanceTo(read.Buffer.End);
            }
            return this;
        }

        public Task<Listener> UntilNumber(long number) => Until($"\"number\":{number},\"kind\"");

        /// <summary>What was sent until the room ended the stream.</summary>
        public async Task<string> UntilTheEnd()
        {
            await Following.WaitAsync(TimeSpan.FromSeconds(30));
            if (pipe.Reader.TryRead(out var read))
            {
                heard.Append(Encoding.UTF8.GetString(read.Buffer));
            }
            return Heard;
        }

        public async Task Leave()
        {
            await pipe.Reader.CompleteAsync();
            await gone.CancelAsync();
            await Following.WaitAsync(TimeSpan.FromSeconds(30));
        }
    }

    private static IEnumerable<long> From(int first, int last) => Enumerable.Range(first, last - first + 1).Select(i => (long)i);

    [GeneratedRegex("^id: ([0-9]+)$", RegexOptions.Multiline, 1000)]
    private static partial Regex Id();

    [Theory, EachEngine]
    public async Task Everybody_hears_everything_once_and_in_order_and_it_is_encoded_once(Engine engine)
    {
        using var hall = new Hall(engine);
        var listeners = Enumerable.Range(0, 20).Select(_ => new Listener(hall, 0)).ToList();
        await Task.WhenAll(listeners.Select(listener => listener.Until("retry: 1000")));

        await hall.Say(1, 50);
        await hall.Log.Change(SomeRooms.One, change =>
        {
            change.Changed(ChangeKind.Question, 7);
            return 0;
        });
        await Task.WhenAll(listeners.Select(listener => listener.UntilNumber(51)));

        Assert.All(listeners, listener => Assert.Equal(From(1, 51), listener.Numbers));
        Assert.All(listeners, listener => Assert.Equal(listeners[0].Heard, listener.Heard));
        Assert.EndsWith("id: 51\nevent: question\ndata: {\"number\":51,\"kind\":\"question\",\"said\":\"7 as it was\"}\n\n", listeners[0].Heard, StringComparison.Ordinal);
        Assert.Equal(51, hall.Encoded);
        await Task.WhenAll(listeners.Select(listener => listener.Leave()));
        Assert.Equal(0, hall.Followers.Count);
    }

    [Fact]
    public async Task When_the_server_stops_every_stream_ends_and_nobody_else_is_let_wait()
    {
        using var hall = new Hall(Engine.Sqlite);
        var here = await new Listener(hall, 0).Until("retry: 1000");
        await hall.Say(1, 1);
        await here.UntilNumber(1);
        hall.Followers.Stop();
        await here.Following.WaitAsync(TimeSpan.FromSeconds(30));
        await new Listener(hall, 0).Following.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory, EachEngine]
    public async Task Whoever_comes_back_goes_on_where_they_were(Engine engine)
    {
        using var hall = new Hall(engine);
        await hall.Say(1, 10);

        var back = await new Listener(hall, 6).UntilNumber(10);
        var now = new Listener(hall, 10);
        await now.Until("retry");
        await hall.Say(11, 11);
        await Task.WhenAll(back.UntilNumber(11), now.UntilNumber(11));

        Assert.Equal(From(7, 11), back.Numbers);
        Assert.Equal(From(11, 11), now.Numbers);
        Assert.DoesNotContain("behind", back.Heard, StringComparison.Ordinal);
        await Task.WhenAll(back.Leave(), now.Leave());
    }

    [Theory, EachEngine]
    public async Task What_is_no_longer_in_the_window_comes_from_the_store_and_the_follower_is_told_that_it_is_behind(Engine engine)
    {
        using var hall = new Hall(engine, new FollowerLimits { Window = 8 });
        await hall.Say(1, 60);

        var late = await new Listener(hall, 2).UntilNumber(60);

        Assert.Equal(From(3, 60), late.Numbers);
        Assert.Contains("event: behind\ndata: {\"number\":2,\"last\":60}\n\n", late.Heard, StringComparison.Ordinal);
        await late.Leave();
    }

    [Theory, EachEngine]
    public async Task Whoever_reads_slowly_holds_nobody_up_and_gets_everything_in_the_end(Engine engine)
    {
        using var hall = new Hall(engine, new FollowerLimits { Window = 16, Turn = 1024 });
        var (slow, quick) = (new Listener(hall, 0), new Listener(hall, 0));
        await quick.Until("retry");

        // More than the pipe takes, and more than the window holds.
        hall.Words = new string('x', 500);
        await hall.Say(1, 80);
        await quick.UntilNumber(80);
        Assert.Empty(slow.Heard);
        await slow.UntilNumber(80);

        Assert.Equal(From(1, 80), quick.Numbers);
        Assert.Equal(From(1, 80), slow.Numbers);
        Assert.Contains("event: behind", slow.Heard, StringComparison.Ordinal);
        await Task.WhenAll(slow.Leave(), quick.Leave());
    }

    [Fact]
    public async Task Whoever_does_not_read_at_all_is_cut()
    {
        using var hall = new Hall(Engine.Sqlite, new FollowerLimits { Slow = TimeSpan.FromMilliseconds(200) });
        var deaf = new Listener(hall, 0);
        hall.Words = new string('x', 2000);
        await hall.Say(1, 20);

        await deaf.WasCut.Task.WaitAsync(TimeSpan.FromSeconds(30));
        await deaf.Leave();
        Assert.Equal(0, hall.Followers.Count);
    }

    [Theory, EachEngine]
    public async Task What_changed_again_is_heard_as_it_is_also_by_whoever_missed_the_first_change(Engine engine)
    {
        using var hall = new Hall(engine);
        var first = new Listener(hall, 0);
        await hall.Say(1, 3);
        await first.UntilNumber(3);
        hall.Words = "removed";
        await hall.Log.Change(SomeRooms.One, change =>
        {
            change.Changed(ChangeKind.Message, 2);
            return 0;
        });
        await first.UntilNumber(4);

        var later = await new Listener(hall, 0).UntilNumber(4);

        Assert.Equal(From(1, 4), later.Numbers);
        Assert.Equal(2, Regex.Count(later.Heard, "\"2 removed\"", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.DoesNotContain("2 as it was", later.Heard, StringComparison.Ordinal);
        Assert.Contains("1 as it was", later.Heard, StringComparison.Ordinal);
        await Task.WhenAll(first.Leave(), later.Leave());
    }

    [Fact]
    public async Task Whoever_may_no_longer_read_is_sent_nothing_more_and_a_quiet_line_gives_signs_of_life()
    {
        using var hall = new Hall(Engine.Sqlite, new FollowerLimits { Look = TimeSpan.FromMilliseconds(1), Heartbeat = TimeSpan.FromMilliseconds(1) });
        var may = true;
        var follower = new Listener(hall, 0, () => may);
        await follower.Until("\n:\n");
        may = false;

        await follower.Following.WaitAsync(TimeSpan.FromSeconds(30));
    }

    [Theory, EachEngine]
    public async Task Where_participants_alone_may_read_each_is_asked_about_once_and_again_when_somebody_is_taken_out(Engine engine)
    {
        using var hall = new Hall(engine, new FollowerLimits { Look = TimeSpan.FromHours(1) });
        hall.Admit(Visibility.Participants, 1, 2, 3, 4, 5);
        await hall.UntilItListens();
        var asked = 0;
        var listeners = Enumerable.Range(1, 5).Select(who => new Listener(hall, 0, () =>
        {
            Interlocked.Increment(ref asked);
            return hall.Test.Database.Read(connection => connection.ExecuteScalar<long>("select count(*) from participants where identity_id = @who", new { who })) > 0;
        })).ToList();
        await Task.WhenAll(listeners.Select(listener => listener.Until("retry")));
        for (var i = 1; i <= 40; i += 2)
        {
            await hall.Say(i, i);
            await hall.Log.Change(SomeRooms.One, change =>
            {
                change.Changed(ChangeKind.Question, 7);
                return 0;
            });
            await Task.WhenAll(listeners.Select(listener => listener.UntilNumber(i + 1)));
        }
        Assert.Equal(5, asked);

        hall.Admit(Visibility.Participants, 1, 2, 3, 4);
        await hall.Say(41, 41);

        Assert.DoesNotContain("id: 41", await listeners[4].UntilTheEnd(), StringComparison.Ordinal);
        await Task.WhenAll(listeners.Take(4).Select(listener => listener.UntilNumber(41)));
        Assert.Equal(10, asked);
        await Task.WhenAll(listeners.Select(listener => listener.Leave()));
    }

    [Theory, EachEngine]
    public async Task A_room_that_is_closed_to_some_while_they_follow_sends_them_nothing_more(Engine engine)
    {
        using var hall = new Hall(engine, new FollowerLimits { Look = TimeSpan.FromHours(1) });
        hall.Admit(Visibility.Public);
        var isOpen = true;
        var (stranger, friend) = (new Listener(hall, 0, () => isOpen), new Listener(hall, 0));
        await hall.Say(1, 1);
        await Task.WhenAll(stranger.UntilNumber(1), friend.UntilNumber(1));

        isOpen = false;
        hall.Admit(Visibility.Participants, 1);
        await hall.Say(2, 2);

        Assert.DoesNotContain("id: 2", await stranger.UntilTheEnd(), StringComparison.Ordinal);
        await friend.UntilNumber(2);
        await friend.Leave();
    }

    [Theory, EachEngine]
    public async Task Nor_is_a_stream_kept_open_until_something_is_said(Engine engine)
    {
        using var hall = new Hall(engine, new FollowerLimits { Look = TimeSpan.FromHours(1) });
        var isMember = true;
        var follower = new Listener(hall, 0, () => isMember);
        await hall.Say(1, 1);
        await follower.UntilNumber(1);
        isMember = false;
        hall.Admit(Visibility.Participants);
        hall.Ring();
        await follower.UntilTheEnd();
    }

    // What decides may be no row of the room's: a role, an account.
    [Fact]
    public async Task Where_participants_alone_may_read_a_right_that_another_node_takes_away_is_gone_at_once()
    {
        using var hall = new Hall(Engine.Postgres, new FollowerLimits { Look = TimeSpan.FromHours(1) });
        hall.Admit(Visibility.Participants, 1);
        using var other = Database.OpenPostgres(hall.Test.Location);
        var may = true;
        var follower = new Listener(hall, 0, () => may);
        await hall.Say(1, 1);
        await follower.UntilNumber(1);

        may = false;
        other.Write(_ => { });

        await follower.UntilTheEnd();
    }

    [Theory, EachEngine]
    public async Task What_another_process_writes_is_heard_too(Engine engine)
    {
        using var hall = new Hall(engine);
        var listener = new Listener(hall, 0);
        await listener.Until("retry");
        using var other = new RoomLog(hall.Test.Database, TimeProvider.System);

        await other.Post(SomeRooms.One, SomeRooms.Says("from elsewhere"));

        await listener.UntilNumber(1);
        await listener.Leave();
    }

    [Fact]
    public async Task Nobody_follows_what_there_is_not()
    {
        using var hall = new Hall(Engine.Sqlite);
        await Assert.ThrowsAsync<InvalidInputException>(() => hall.Followers.Follow(new ConversationId(99), new Follower(new Pipe().Writer, 0, () => true, () => { }), default));
    }
}
