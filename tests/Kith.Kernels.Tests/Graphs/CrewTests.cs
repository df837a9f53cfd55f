using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class CrewTests
{
    [Theory]
    [InlineData(1, 7)]
    [InlineData(2, 1)]
    [InlineData(2, 1000)]
    [InlineData(8, 3)]
    [InlineData(8, 1000)]
    public void Each_part_is_done_once_in_every_turn(int threads, int parts)
    {
        using var crew = new Crew(threads);
        foreach (var _ in Enumerable.Range(0, 200))
        {
            var done = new int[parts];
            crew.Run(parts, part => Interlocked.Increment(ref done[part]));
            Assert.Equal(Enumerable.Repeat(1, parts), done);
        }
    }

    [Theory]
    [InlineData(1, 10)]
    [InlineData(2, 100_000)]
    [InlineData(3, 1_000_003)]
    public void Ranges_cover_everything_once(int threads, int count)
    {
        using var crew = new Crew(threads);
        var done = new byte[count];
        crew.Over(count, (first, last) =>
        {
            for (var i = first; i < last; i++)
            {
                done[i]++;
            }
        });
        Assert.Equal(-1, done.AsSpan().IndexOfAnyExcept((byte)1));
    }

    // It would wait for ever if the caller did both, or if nobody came who had gone between two turns.
    [Fact]
    public void Two_threads_work_at_the_same_time_and_come_again()
    {
        using var crew = new Crew(2);
        foreach (var pause in new[] { 0, 0, 20, 0, 20 })
        {
            Thread.Sleep(pause);
            using var met = new Barrier(2);
            crew.Run(2, _ => met.SignalAndWait(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void What_belongs_to_a_member_is_touched_by_no_other_meanwhile()
    {
        using var crew = new Crew(4);
        var busy = new int[4];
        crew.Run(2000, (_, member) =>
        {
            Assert.Equal(1, Interlocked.Increment(ref busy[member]));
            Thread.SpinWait(50);
            Interlocked.Decrement(ref busy[member]);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void An_error_reaches_the_caller_and_the_crew_goes_on(int threads)
    {
        using var crew = new Crew(threads);
        var begun = 0;
        void Fail(int part)
        {
            Interlocked.Increment(ref begun);
            throw new InvalidOperationException($"part {part}");
        }

        Assert.StartsWith("part", Assert.Throws<InvalidOperationException>(() => crew.Run(1000, Fail)).Message, StringComparison.Ordinal);
        Assert.InRange(begun, 1, threads);

        var done = 0;
        crew.Run(50, _ => Interlocked.Increment(ref done));
        Assert.Equal(50, done);
    }

    [Fact]
    public void Threads_are_called_for_what_takes_long_enough()
    {
        using var small = Crew.For(new Work(8), nanoseconds: 1000);
        using var large = Crew.For(new Work(8), nanoseconds: 1e9);
        using var few = Crew.For(new Work(8), nanoseconds: 1e9, most: 3);
        Assert.Equal((1, 8, 3), (small.Threads, large.Threads, few.Threads));
    }
}
