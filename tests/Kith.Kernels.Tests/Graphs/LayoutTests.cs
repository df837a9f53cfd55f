using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class LayoutTests
{
    private static readonly Edges Planted = Edges.Planted(groups: 6, size: 40, inside: .3, between: .004, seed: 7);

    [Fact]
    public void Every_vertex_has_a_place_of_its_own_inside_the_picture() =>
        Gen.Select(Edges.Up(to: 40, density: 1), Gen.ULong).Sample((edges, seed) =>
        {
            var places = Layout.Place(edges.Undirected(), seed);
            Assert.All(places.X.Concat(places.Y), p => Assert.InRange(p, -1, 1));
            Assert.True(Nearest(places) > .02);
        }, iter: 50);

    [Fact]
    public void Same_seed_draws_the_same_picture()
    {
        var (first, again) = (Layout.Place(Planted.Undirected(), 5), Layout.Place(Planted.Undirected(), 5));

        Assert.Equal(first.X, again.X);
        Assert.Equal(first.Y, again.Y);
    }

    [Fact]
    public void Members_of_a_group_stand_nearer_to_each_other_than_to_the_rest()
    {
        var places = Layout.Place(Planted.Undirected());
        var (inside, between) = (MeanDistance(places, same: true), MeanDistance(places, same: false));

        Assert.True(inside < between / 3, $"{inside} inside, {between} between");
    }

    [Fact]
    public void Small_components_stand_close_beside_the_large_one()
    {
        var edges = Planted with { Count = Planted.Count + 60 };

        var places = Layout.Place(edges.Undirected());

        // Lonely vertices take a row of their own, not the edge of the world: the large component fills most of the picture.
        Assert.True(places.X.Take(Planted.Count).Max() - places.X.Take(Planted.Count).Min() > 1);
        Assert.True(Nearest(places) > .01);
    }

    [Fact]
    public void Components_do_not_overlap()
    {
        var one = Edges.Planted(groups: 1, size: 30, inside: .3, between: 0, seed: 2);
        var places = Layout.Place(Csr.Undirected(60, [.. one.From, .. one.From.Select(v => v + 30)], [.. one.To, .. one.To.Select(v => v + 30)]));

        Assert.True(Apart(places.X) || Apart(places.Y));

        static bool Apart(float[] at) => at.Take(30).Max() < at.Skip(30).Min() || at.Skip(30).Max() < at.Take(30).Min();
    }

    [Fact]
    public void Twins_hanging_on_one_hub_do_not_cover_each_other()
    {
        var star = Csr.Undirected(200, [.. Enumerable.Repeat(0, 199)], [.. Enumerable.Range(1, 199)]);

        Assert.True(Nearest(Layout.Place(star)) > .02);
    }

    [Fact]
    public void Ties_that_weigh_nothing_draw_nobody_together()
    {
        var (from, to) = (Planted.From, Planted.To);
        double[] none = [.. from.Select((_, i) => i % 3 == 0 ? 0.0 : 2)];
        int[] left = [.. Enumerable.Range(0, from.Length).Where(i => i % 3 > 0)];

        var places = Layout.Place(Csr.Undirected(Planted.Count, from, to, none));

        var without = Layout.Place(Csr.Undirected(Planted.Count, [.. left.Select(i => from[i])], [.. left.Select(i => to[i])], [.. left.Select(_ => 2.0)]));
        Assert.Equal(without.X, places.X);
        Assert.Equal(without.Y, places.Y);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Threads_do_not_move_anybody_in_a_large_picture(int threads)
    {
        var many = Edges.Planted(groups: 40, size: 75, inside: .1, between: .0005, seed: 8);
        var graph = (many with { Count = many.Count + 500 }).Undirected();

        var (alone, together) = (Layout.Place(graph), Layout.Place(graph, work: new Work(threads) { Worthwhile = 0 }));

        Assert.Equal(alone.X, together.X);
        Assert.Equal(alone.Y, together.Y);
    }

    [Fact]
    public void Points_are_asked_for_along_a_curve_that_never_leaps()
    {
        double[] x = [.. Enumerable.Range(0, 1024).Select(v => v % 32)], y = [.. Enumerable.Range(0, 1024).Select(v => v / 32)];
        var tree = new QuadTree();
        tree.Fill(x, y, new double[1024]);

        foreach (var (v, next) in tree.Order.Zip(tree.Order.Skip(1)))
        {
            Assert.Equal(1, Math.Abs(x[v] - x[next]) + Math.Abs(y[v] - y[next]));
        }
    }

    [Fact]
    public void Nothing_to_draw_is_no_error() => Assert.Empty(Layout.Place(Csr.Undirected(0, [], [])).X);

    [Fact]
    public void Far_squares_as_points_push_nearly_like_all_points()
    {
        var random = new Random(4);
        var (x, y, mass) = (Many(), Many(), Many());
        var tree = Pushed(x, y, mass);

        var (wrong, whole) = (0.0, 0.0);
        for (var place = 0; place < x.Length; place++)
        {
            var (slowX, slowY) = SlowPush(x, y, mass, tree.Order[place]);
            wrong += Math.Pow(slowX - tree.PushX[place], 2) + Math.Pow(slowY - tree.PushY[place], 2);
            whole += Math.Pow(slowX, 2) + Math.Pow(slowY, 2);
        }

        Assert.InRange(Math.Sqrt(wrong / whole), 1e-6, .05);

        double[] Many() => [.. Enumerable.Range(0, 500).Select(_ => random.NextDouble())];
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(50)]
    public void Points_in_one_place_do_not_push_each_other(int count)
    {
        var tree = Pushed([.. Enumerable.Repeat(.3, count), 7], [.. Enumerable.Repeat(.2, count), 1], [.. Enumerable.Repeat(2.0, count + 1)]);

        var dx = .3 - 7;
        var square = (dx * dx) + (.8 * .8);
        for (var place = 0; place <= count; place++)
        {
            var (push, others) = tree.Order[place] < count ? (dx, 1) : (-dx, count);
            Assert.Equal(others * 2 * push / square, tree.PushX[place], 1e-9);
            Assert.Equal(others * 2 / square, tree.Stiffness[place], 1e-9);
        }
    }

    private static QuadTree Pushed(double[] x, double[] y, double[] mass)
    {
        var tree = new QuadTree();
        tree.Fill(x, y, mass);
        Assert.Equal(Sequence.UpTo(x.Length), tree.Order.Take(x.Length).Order());
        for (var first = 0; first < x.Length; first += QuadTree.Pack)
        {
            tree.Push(first);
        }

        return tree;
    }

    private static (double X, double Y) SlowPush(double[] x, double[] y, double[] mass, int v)
    {
        var (sumX, sumY) = (0.0, 0.0);
        for (var u = 0; u < x.Length; u++)
        {
            var (dx, dy) = (x[v] - x[u], y[v] - y[u]);
            var square = u == v ? 1 : (dx * dx) + (dy * dy);
            (sumX, sumY) = (sumX + (mass[u] * dx / square), sumY + (mass[u] * dy / square));
        }

        return (sumX, sumY);
    }

    private static float Nearest(Positions places)
    {
        var nearest = float.MaxValue;
        for (var a = 0; a < places.X.Length; a++)
        {
            for (var b = 0; b < a; b++)
            {
                nearest = Math.Min(nearest, Distance(places, a, b));
            }
        }

        return nearest;
    }

    private static float Distance(Positions places, int a, int b) =>
        MathF.Sqrt(MathF.Pow(places.X[a] - places.X[b], 2) + MathF.Pow(places.Y[a] - places.Y[b], 2));

    private static double MeanDistance(Positions places, bool same) =>
        Enumerable.Range(0, Planted.Count)
            .SelectMany(a => Enumerable.Range(0, a).Where(b => (a / 40 == b / 40) == same).Select(b => (double)Distance(places, a, b)))
            .Average();
}
