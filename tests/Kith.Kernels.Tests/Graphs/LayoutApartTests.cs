using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LayoutApartTests
{
    private const double Near = .98 * .45;

    [Theory]
    [InlineData(2, .2)] // all in very few cells
    [InlineData(500, .8)]
    [InlineData(4000, .7)] // more stripes than one, with seams between
    public void Nobody_stands_nearer_than_allowed_where_there_is_room(int count, double crowded)
    {
        var (x, y) = Scattered(count, side: crowded * Math.Sqrt(count), seed: 3);
        Assert.True(SlowNearest(x, y) < Near);

        Push(x, y, threads: 1);

        Assert.InRange(SlowNearest(x, y), Near, double.MaxValue);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_do_not_move_anybody_by_a_bit(int threads)
    {
        // Too crowded for all to find room: every round moves people across every seam.
        var (x, y) = Scattered(20_000, side: 40, seed: 4);
        var (otherX, otherY) = ((double[])x.Clone(), (double[])y.Clone());

        Push(x, y, threads: 1);
        Push(otherX, otherY, threads);

        Assert.Equal(x, otherX);
        Assert.Equal(y, otherY);
    }

    [Fact]
    public void Whoever_has_room_stays()
    {
        double[] x = [.. Enumerable.Range(0, 900).Select(v => .5 * (v % 30))], y = [.. Enumerable.Range(0, 900).Select(v => .5 * (v / 30))];
        var (beforeX, beforeY) = ((double[])x.Clone(), (double[])y.Clone());

        Push(x, y, threads: 1);

        Assert.Equal(beforeX, x);
        Assert.Equal(beforeY, y);
    }

    [Fact]
    public void Points_in_one_place_part()
    {
        var (x, y) = (new double[60], new double[60]);

        Push(x, y, threads: 1);

        Assert.InRange(SlowNearest(x, y), Near, double.MaxValue);
    }

    [Fact]
    public void Somebody_very_far_away_does_not_keep_others_together()
    {
        var (x, y) = Scattered(300, side: 12, seed: 5);
        (x[7], y[8]) = (-1e6, 2e6);

        Push(x, y, threads: 1);

        Assert.InRange(SlowNearest(x, y), Near, double.MaxValue);
    }

    private static void Push(double[] x, double[] y, int threads)
    {
        using var crew = new Crew(threads);
        LayoutApart.Push(x, y, crew, TestContext.Current.CancellationToken);
    }

    private static (double[] X, double[] Y) Scattered(int count, double side, int seed)
    {
        var random = new Random(seed);
        return (Some(), Some());

        double[] Some() => [.. Enumerable.Range(0, count).Select(_ => side * random.NextDouble())];
    }

    private static double SlowNearest(double[] x, double[] y)
    {
        var nearest = double.MaxValue;
        for (var a = 0; a < x.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                nearest = Math.Min(nearest, Math.Pow(x[a] - x[b], 2) + Math.Pow(y[a] - y[b], 2));
            }
        }

        return Math.Sqrt(nearest);
    }
}
