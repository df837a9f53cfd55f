using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class KCoreTests
{
    [Fact]
    public void Core_numbers_equal_peeling_by_hand() =>
        Edges.Up(to: 14, density: 4).Sample(edges =>
        {
            Assert.Equal(SlowCores(edges), KCore.Of(edges.Directed()));
            Assert.Equal(SlowCores(edges), KCore.Of(edges.Undirected()));
        });

    [Fact]
    public void Nobody_has_a_core_where_nobody_is() => Assert.Empty(KCore.Of(Csr.Undirected(0, [], [])));

    // More vertices than are looked at together, and levels at which nobody goes.
    [Fact]
    public void Cores_of_cliques_that_hang_together_by_a_thread_are_those_of_the_cliques()
    {
        var (from, to, cores) = (new List<int>(), new List<int>(), new List<int>());
        foreach (var size in new[] { 3, 40, 9, 25, 1 })
        {
            var first = cores.Count;
            for (var v = first; v < first + size; v++)
            {
                from.AddRange(Enumerable.Repeat(v, v - first));
                to.AddRange(Enumerable.Range(first, v - first));
                cores.Add(Math.Max(1, size - 1));
            }

            from.Add(Math.Max(0, first - 1));
            to.Add(first);
        }

        Assert.Equal(cores, KCore.Of(Csr.Undirected(cores.Count, [.. from], [.. to])));
    }

    // For each k: take away whoever has fewer than k neighbours left, until nobody has.
    private static int[] SlowCores(Edges edges)
    {
        var matrix = edges.WithoutLoops().Matrix(directed: false);
        var all = Enumerable.Range(0, edges.Count).ToArray();
        var cores = new int[edges.Count];
        for (var k = 1; k < edges.Count; k++)
        {
            var left = all.ToHashSet();
            while (left.RemoveWhere(v => left.Count(u => matrix[v, u] > 0) < k) > 0)
            {
            }

            foreach (var v in left)
            {
                cores[v] = k;
            }
        }

        return cores;
    }
}
