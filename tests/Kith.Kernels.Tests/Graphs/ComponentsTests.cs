using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class ComponentsTests
{
    [Fact]
    public void Two_vertices_share_a_component_exactly_when_a_walk_joins_them() =>
        Edges.Up(to: 12, density: 1).Sample(edges =>
        {
            var reached = Closure(edges);
            foreach (var components in new[] { Components.Of(edges.Directed()), Components.Of(edges.Undirected()) })
            {
                for (var a = 0; a < edges.Count; a++)
                {
                    for (var b = 0; b < edges.Count; b++)
                    {
                        Assert.Equal(reached[a, b], components.Of[a] == components.Of[b]);
                    }
                }
            }
        });

    // Chains in no order, so that joins meet in the middle; large enough for threads.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(8)]
    public void Long_chains_are_one_component_each_whoever_joins(int threads)
    {
        const int Chains = 300, Length = 1000;
        var names = Enumerable.Range(0, Chains * Length).ToArray();
        new Random(3).Shuffle(names);
        var steps = Enumerable.Range(0, names.Length).Where(v => v % Length > 0).ToArray();
        int[] from = [.. steps.Select(v => names[v - 1])], to = [.. steps.Select(v => names[v])];

        foreach (var graph in new[] { Csr.Undirected(names.Length, from, to), Csr.Directed(names.Length, from, to) })
        {
            var components = Components.Of(graph, new Work(threads) { Worthwhile = 0 });
            Assert.Equal(Enumerable.Repeat(Length, Chains), components.Sizes());
            Assert.All(Enumerable.Range(0, names.Length), v => Assert.Equal(components.Of[names[v - (v % Length)]], components.Of[names[v]]));
        }
    }

    [Fact]
    public void The_largest_component_comes_first_and_none_is_empty() =>
        Edges.Up(to: 12, density: 1).Sample(edges =>
        {
            var sizes = Components.Of(edges.Undirected()).Sizes();
            Assert.Equal(sizes.OrderDescending(), sizes);
            Assert.DoesNotContain(0, sizes);
        });

    [Fact]
    public void Members_list_every_vertex_under_its_component() =>
        Edges.Up(to: 12, density: 1).Sample(edges =>
        {
            var components = Components.Of(edges.Undirected());
            var members = components.Members();
            Assert.Equal(edges.Count, members.Sum(m => m.Length));
            Assert.All(members.Index(), group => Assert.All(group.Item, v => Assert.Equal(group.Index, components.Of[v])));
        });

    // Warshall's closure, direction ignored.
    private static bool[,] Closure(Edges edges)
    {
        var reached = new bool[edges.Count, edges.Count];
        for (var v = 0; v < edges.Count; v++)
        {
            reached[v, v] = true;
        }

        for (var i = 0; i < edges.From.Length; i++)
        {
            reached[edges.From[i], edges.To[i]] = reached[edges.To[i], edges.From[i]] = true;
        }

        for (var k = 0; k < edges.Count; k++)
        {
            for (var a = 0; a < edges.Count; a++)
            {
                for (var b = 0; b < edges.Count; b++)
                {
                    reached[a, b] |= reached[a, k] && reached[k, b];
                }
            }
        }

        return reached;
    }
}
