using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class KCoreTests
{
    [Fact]
    public void Core_numbers_equal_peeling_by_hand() =>
        Edges.Up(to: 14, density: 4).Sample(edges => Assert.Equal(SlowCores(edges), KCore.Of(edges.Directed())));

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
