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

    // Large enough that those who are left are asked: cores in which most is known soon, chains that hang on them, and people apart.
    [Theory]
    [InlineData(1, 0, 0)]
    [InlineData(1, 400, 1)]
    [InlineData(1, 30, 12)]
    [InlineData(2, 20, 12)]
    [InlineData(9, 0, 0)]
    [InlineData(40, 5, 3)]
    public void Cores_with_chains_are_the_pieces_that_a_plain_search_finds(int cores, int chains, int length)
    {
        for (var seed = 0; seed < 6; seed++)
        {
            var graph = Cores(cores, chains, length, new Random(seed), isShuffled: seed % 2 == 0);
            var (found, plain) = (Components.Of(graph), Searched(graph));
            Assert.Equal(plain.Distinct().Count(), found.Count);
            Assert.Equal(found.Count, plain.Zip(found.Of).Distinct().Count());
            Assert.Equal(found.Sizes().OrderDescending(), found.Sizes());
            Assert.Equal(found.Of, Components.Of(Csr.Directed(graph.Count, graph.Sources(), graph.Targets)).Of);
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

    private static Csr Cores(int cores, int chains, int length, Random random, bool isShuffled)
    {
        const int Size = 240, Known = 10, Lone = 50, Looped = 5;
        var (each, from, to) = (Size + (chains * length), new List<int>(), new List<int>());
        var names = Enumerable.Range(0, (cores * each) + Lone).ToArray();
        if (isShuffled)
        {
            random.Shuffle(names);
        }

        for (var core = 0; core < cores * each; core += each)
        {
            for (var v = 0; v < Size * Known; v++)
            {
                Tie(core + (v % Size), core + random.Next(Size));
            }

            for (var v = Size; v < each; v++)
            {
                Tie(core + v, core + ((v - Size) % length == 0 ? random.Next(Size) : v - 1));
            }
        }

        for (var v = 0; v < Looped; v++)
        {
            Tie((cores * each) + v, (cores * each) + v);
        }

        return Csr.Undirected(names.Length, [.. from], [.. to]);

        void Tie(int a, int b)
        {
            from.Add(names[a]);
            to.Add(names[b]);
        }
    }

    // The smallest vertex that each can be reached from.
    private static int[] Searched(Csr graph)
    {
        var of = Enumerable.Repeat(-1, graph.Count).ToArray();
        for (var v = 0; v < graph.Count; v++)
        {
            for (var waiting = new Stack<int>([v]); waiting.TryPop(out var next);)
            {
                if (of[next] < 0)
                {
                    of[next] = v;
                    Array.ForEach(graph.Row(next).ToArray(), waiting.Push);
                }
            }
        }

        return of;
    }

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
