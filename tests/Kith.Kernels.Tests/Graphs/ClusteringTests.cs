using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class ClusteringTests
{
    [Fact]
    public void Shares_of_closed_pairs_equal_a_count_over_all_triples() =>
        Edges.Up(to: 10, density: 3).Sample(edges =>
        {
            var clustering = Clustering.Of(edges.Directed());
            var (closed, pairs) = SlowCount(edges);
            for (var v = 0; v < edges.Count; v++)
            {
                Assert.Equal((double)closed[v] / pairs[v], clustering.Local[v]);
            }

            Assert.Equal((double)closed.Sum() / pairs.Sum(), clustering.Global);
            Assert.Equal(closed.Sum() / 3, clustering.Triangles);
        });

    [Fact]
    public void Counts_agree_where_rows_are_longer_than_a_vector()
    {
        var edges = Edges.Planted(groups: 3, size: 50, inside: .6, between: .1, seed: 23);
        var (closed, pairs) = SlowCount(edges);

        Assert.Equal(closed.Zip(pairs, (c, p) => (double)c / p), Clustering.Of(edges.Undirected()).Local);
    }

    // More vertices than a sieve has bits: what falls through it may still close no triangle.
    [Fact]
    public void Counts_agree_where_vertices_share_a_bit_of_the_sieve()
    {
        var random = new Random(29);
        var (from, to) = (Some(), Some());
        var graph = Csr.Undirected(3000, from, to).ToSimple();
        var contacts = Enumerable.Range(0, graph.Count).Select(v => graph.Row(v).ToArray()).ToArray();
        var sets = Array.ConvertAll(contacts, row => row.ToHashSet());

        var clustering = Clustering.Of(graph);

        for (var v = 0; v < graph.Count; v++)
        {
            var closed = contacts[v].Sum(a => contacts[v].Count(b => b < a && sets[a].Contains(b)));
            Assert.Equal(closed / (contacts[v].Length * (contacts[v].Length - 1.0) / 2), clustering.Local[v]);
        }

        // Squares make hubs of the first.
        int[] Some() => [.. Enumerable.Range(0, 40_000).Select(_ => (int)(3000 * Math.Pow(random.NextDouble(), 2)))];
    }

    [Theory]
    [InlineData(3)]
    [InlineData(400)] // rows too long for a sieve
    public void Everybody_knows_everybody_in_a_clique(int size)
    {
        var clustering = Clustering.Of(Edges.Clique(size).Undirected());

        Assert.All(clustering.Local, share => Assert.Equal(1, share));
        Assert.Equal(size * (size - 1L) * (size - 2L) / 6, clustering.Triangles);
    }

    private static (int[] Closed, int[] Pairs) SlowCount(Edges edges)
    {
        var matrix = edges.WithoutLoops().Matrix(directed: false);
        var (closed, pairs) = (new int[edges.Count], new int[edges.Count]);
        for (var v = 0; v < edges.Count; v++)
        {
            for (var a = 0; a < edges.Count; a++)
            {
                for (var b = 0; b < a; b++)
                {
                    var isPair = matrix[v, a] > 0 && matrix[v, b] > 0;
                    pairs[v] += isPair ? 1 : 0;
                    closed[v] += isPair && matrix[a, b] > 0 ? 1 : 0;
                }
            }
        }

        return (closed, pairs);
    }
}
