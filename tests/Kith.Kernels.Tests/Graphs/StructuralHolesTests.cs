using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class StructuralHolesTests
{
    [Fact]
    public void All_four_equal_the_formulas_written_out() =>
        Gen.Select(Edges.Up(to: 9, density: 3), Gen.Bool).Sample((edges, directed) =>
        {
            var holes = StructuralHoles.Of(directed ? edges.Directed() : edges.Undirected());
            var slow = new Slow(edges.WithoutLoops());
            for (var i = 0; i < edges.Count; i++)
            {
                Assert.Equal(slow.Constraint(i), holes.Constraint[i], 1e-9);
                Assert.Equal(slow.EffectiveSize(i), holes.EffectiveSize[i], 1e-9);
                Assert.Equal(slow.EffectiveSize(i) / slow.Contacts(i).Length, holes.Efficiency[i], 1e-9);
                Assert.Equal(slow.Hierarchy(i), holes.Hierarchy[i], 1e-9);
            }
        });

    // Rows longer than a vector, and many triangles: with weights and without.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Larger_graphs_agree_with_the_formulas_too(bool weighted)
    {
        var edges = Edges.Planted(groups: 2, size: 45, inside: .7, between: .15, seed: 19);
        edges = weighted ? edges with { Weight = [.. edges.From.Select((v, i) => 1 + ((v + i) % 5))] } : edges;
        var (holes, slow) = (StructuralHoles.Of(edges.Undirected()), new Slow(edges));
        foreach (var i in Enumerable.Range(0, 90).Where(i => i % 9 == 0))
        {
            Assert.Equal(slow.Constraint(i), holes.Constraint[i], 1e-9);
            Assert.Equal(slow.EffectiveSize(i), holes.EffectiveSize[i], 1e-9);
            Assert.Equal(slow.Hierarchy(i), holes.Hierarchy[i], 1e-9);
        }

        Assert.Equal(holes.Constraint, StructuralHoles.ConstraintOf(edges.Undirected()));
    }

    // Figures printed by igraph 0.10 for this graph.
    [Fact]
    public void A_broker_is_less_constrained_than_the_members_of_a_clique()
    {
        var graph = Csr.Undirected(6, [0, 0, 1, 2, 3, 3, 4], [1, 2, 2, 3, 4, 5, 5]);

        var constraint = StructuralHoles.Of(graph).Constraint;

        Assert.Equal([1.0069444444444444, 1.0069444444444444, 0.6111111111111112, 0.6111111111111112, 1.0069444444444444, 1.0069444444444444], constraint, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_middle_of_a_star_is_free_and_its_rays_are_bound()
    {
        var holes = StructuralHoles.Of(Csr.Undirected(6, [0, 0, 0, 0], [1, 2, 3, 4]));

        Assert.Equal([.25, 1, 1, 1, 1, double.NaN], holes.Constraint);
        Assert.Equal(4, holes.EffectiveSize[0]);
        Assert.Equal(0, holes.Hierarchy[0], 12);
        Assert.Equal(1, holes.Hierarchy[1]);
        Assert.Equal(double.NaN, holes.EffectiveSize[5]);
    }

    // p = 1 / (n − 1) for everybody, by way of n − 2 others too.
    [Theory]
    [InlineData(4)]
    [InlineData(400)] // rows too long for a sieve
    public void All_are_bound_alike_in_a_clique(int size)
    {
        var p = 1.0 / (size - 1);

        var holes = StructuralHoles.Of(Edges.Clique(size).Undirected());

        Assert.All(holes.Constraint, c => Assert.Equal((size - 1) * Math.Pow(p + ((size - 2) * p * p), 2), c, 1e-12));
        Assert.All(holes.EffectiveSize, effective => Assert.Equal(1, effective, 1e-9));
    }

    private sealed class Slow(Edges edges)
    {
        private readonly double[,] _a = edges.Matrix(directed: true);

        public int[] Contacts(int i) => [.. Everybody.Where(j => j != i && S(i, j) > 0)];

        public double Constraint(int i) => Contacts(i).Length > 0 ? Contacts(i).Sum(j => C(i, j)) : double.NaN;

        public double EffectiveSize(int i) => Contacts(i).Length > 0
            ? Contacts(i).Sum(j => 1 - Contacts(i).Where(q => q != j).Sum(q => P(i, q) * S(j, q) / Everybody.Max(k => S(j, k))))
            : double.NaN;

        public double Hierarchy(int i)
        {
            var n = Contacts(i).Length;
            var r = Contacts(i).Select(j => C(i, j) / (Constraint(i) / n));
            return n == 1 ? 1 : r.Sum(x => x * Math.Log(x)) / (n * Math.Log(n));
        }

        private IEnumerable<int> Everybody => Enumerable.Range(0, edges.Count);

        private double S(int i, int j) => _a[i, j] + _a[j, i];

        private double P(int i, int j) => S(i, j) / Everybody.Sum(k => S(i, k));

        private double C(int i, int j) => Math.Pow(P(i, j) + Contacts(i).Where(q => q != j).Sum(q => P(i, q) * P(q, j)), 2);
    }
}
