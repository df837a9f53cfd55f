using Kith.Conversations;
using Kith.Importing;
using Kith.Network;
using Kith.People;
using Kith.Server.Shared;
using Kith.Store;
using Kith.Tests;
using Kith.Ties;

namespace Kith.Server.Tests.Shared;

public sealed class KeptTests : IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20), Long = TimeSpan.FromMinutes(1);

    private readonly TestDatabase data = TestDatabase.On(Engine.Sqlite);
    private readonly Clock clock = new();

    public void Dispose() => data.Dispose();

    [Fact]
    public void What_is_made_quickly_is_made_again_for_every_new_network()
    {
        var kept = Numbered(TimeSpan.FromSeconds(.5));
        var (before, after) = (Load(), Load());
        Assert.Equal(["1", "1", "2"], [kept.Of(before), kept.Of(before), kept.Of(after)]);
    }

    [Fact]
    public async Task What_takes_long_is_made_again_beside_the_answers_for_a_tenth_of_the_time()
    {
        var kept = Numbered(TimeSpan.FromSeconds(2));
        var after = Load();
        Assert.Equal("1", kept.Of(Load()));
        clock.Advance(TimeSpan.FromSeconds(19));
        Assert.Equal("1", kept.Of(after));
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal("1", kept.Of(after));
        await Until(() => kept.Known == "2");
        Assert.Equal("2", kept.Of(after));
    }

    [Fact]
    public void What_is_older_than_the_network_says_how_old()
    {
        var kept = Numbered(TimeSpan.FromSeconds(2));
        var (before, after) = (Load(), Load());
        Assert.Equal(("1", null), kept.Aged(before));
        clock.Advance(TimeSpan.FromSeconds(17));
        Assert.Equal(("1", null), kept.Aged(before));
        Assert.Equal(("1", TimeSpan.FromSeconds(19)), kept.Aged(after));
    }

    [Theory]
    [InlineData(59, "less than a minute ago")]
    [InlineData(60, "1 minute ago")]
    [InlineData(3599, "59 minutes ago")]
    [InlineData(7300, "2 hours ago")]
    [InlineData(200_000, "2 days ago")]
    public void Age_is_said_in_words(int seconds, string said) => Assert.Equal(said, Marks.Ago(TimeSpan.FromSeconds(seconds)));

    [Fact]
    public void Whoever_decided_who_is_who_sees_it_at_once()
    {
        var kept = Numbered(TimeSpan.FromSeconds(2));
        Assert.Equal("1", kept.Of(Load()));
        data.Database.Write(transaction => PeopleStore.Add(transaction, "ada", "Ada"));
        Assert.Equal("2", kept.Of(Load()));
    }

    [Fact]
    public void What_was_made_of_nothing_is_made_again_as_soon_as_there_is_something()
    {
        var kept = Numbered(TimeSpan.FromSeconds(2));
        Assert.Equal(("1", "1"), (kept.Of(Load()), kept.Of(Load())));
        Talk();
        Assert.Equal(("2", "2"), (kept.Of(Load()), kept.Of(Load())));
    }

    [Fact]
    public void Where_nobody_has_answered_yet_it_may_be_a_while_old_as_well()
    {
        Talk(answers: false);
        var kept = Numbered(TimeSpan.FromSeconds(2));
        Assert.Equal("1", kept.Of(Load()));
        Talk();
        Assert.Equal("1", kept.Of(Load()));
    }

    [Fact]
    public async Task What_was_begun_earlier_and_is_done_later_does_not_come_back()
    {
        using var done = new ManualResetEventSlim();
        Kept<string> kept = null!;
        var (times, before) = (0, new string?[5]);
        kept = new((_, _) =>
        {
            var number = Interlocked.Increment(ref times);
            before[number] = kept.Known;
            clock.Advance(TimeSpan.FromSeconds(2));
            if (number == 2)
            {
                done.Wait();
            }
            return $"{number}";
        }, clock);
        kept.Of(Load());
        clock.Advance(Long);
        kept.Of(Load());
        await Until(() => Volatile.Read(ref times) == 2);
        Talk();
        Assert.Equal("3", kept.Of(Load()));
        clock.Advance(Long);
        var now = Load();
        done.Set();
        // Nothing is made beside the answers until the second is done.
        await Until(() => kept.Of(now) == "4");
        Assert.Equal("3", before[4]);
    }

    [Fact]
    public async Task Whoever_does_not_want_to_wait_is_told_how_far_it_is()
    {
        using var done = new ManualResetEventSlim();
        var kept = new Kept<string>((_, work) =>
        {
            work.Progress!.Report(.5);
            done.Wait();
            return "made";
        }, TimeProvider.System);
        await Until(() => kept.Progress == .5, () => kept.Within(Soon, Load));
        Assert.False(await kept.Within(Soon, Load));
        Assert.Null(kept.Known);
        done.Set();
        Assert.True(await kept.Within(Long, Load));
        Assert.Equal("made", kept.Known);
    }

    [Fact]
    public async Task What_goes_wrong_while_it_is_made_is_said_to_whoever_waits()
    {
        var kept = new Kept<string>((_, _) => throw new InvalidInputException("The sea is too rough.", "sea", "Wait."), TimeProvider.System);
        await Assert.ThrowsAsync<InvalidInputException>(() => kept.Within(Long, Load));
    }

    [Fact]
    public void What_was_forgotten_while_it_was_made_is_made_again()
    {
        Kept<string> kept = null!;
        var times = 0;
        kept = new((_, _) =>
        {
            if (times++ == 0)
            {
                kept.Forget();
            }
            return $"{times}";
        }, clock);
        var now = Load();
        Assert.Equal(["1", "2", "2"], [kept.Of(now), kept.Of(now), kept.Of(now)]);
    }

    [Fact]
    public void Only_what_takes_long_is_made_before_anybody_asks()
    {
        var (quick, slow) = (Numbered(TimeSpan.FromSeconds(.5)), Numbered(TimeSpan.FromSeconds(2)));
        quick.Ahead(Load);
        slow.Ahead(Load);
        Assert.Equal(("1", "1"), (quick.Known, slow.Known));
        data.Database.Write(transaction => PeopleStore.Add(transaction, "ada", "Ada"));
        quick.Ahead(Load);
        slow.Ahead(Load);
        Assert.Equal(("1", "2"), (quick.Known, slow.Known));
    }

    private Kept<string> Numbered(TimeSpan cost)
    {
        var times = 0;
        return new((_, _) =>
        {
            clock.Advance(cost);
            return $"{Interlocked.Increment(ref times)}";
        }, clock);
    }

    private void Talk(bool answers = true)
    {
        new Import(data.Database, TimeProvider.System).Run("given", "yard",
            [new ConversationEntry("yard", "Yard", ConversationKind.Channel, Visibility.Public), new MessageEntry("yard", "1", "ann", 1_700_000_000_000, "good morning"),
                .. answers ? [new MessageEntry("yard", "2", "bo", 1_700_000_000_001, "good morning", ReplyTo: "1")] : Array.Empty<Entry>()], "Yard");
        new Fold(data.Database).Run();
    }

    private Snapshot Load() => Snapshot.Load(data.Database, TimeProvider.System);

    private static async Task Until(Func<bool> isSo, Func<Task>? meanwhile = null)
    {
        while (!isSo())
        {
            await (meanwhile?.Invoke() ?? Task.Delay(Soon, TestContext.Current.CancellationToken));
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }
    }

    private sealed class Clock : TimeProvider
    {
        private long ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Advance(TimeSpan by) => Interlocked.Add(ref ticks, by.Ticks);

        public override long GetTimestamp() => Interlocked.Read(ref ticks);
    }
}
