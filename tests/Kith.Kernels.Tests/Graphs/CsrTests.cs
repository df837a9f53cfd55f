using CsCheck;
using Kith.Kernels.Graphs;

namespace Kith.Kernels.Tests.Graphs;

public class CsrTests
{
    [Fact]
    public void Rows_hold_the_same_weights_as_a_matrix() =>
        Edges.Any.Sample(edges =>
        {
            Assert.Equal(edges.Matrix(directed: true), MatrixOf(edges.Directed()));
            Assert.Equal(edges.Matrix(directed: false), MatrixOf(edges.Undirected()));
        });

    [Fact]
    public void Rows_are_ascending_and_name_each_target_once() =>
        Edges.Any.Sample(edges =>
        {
            foreach (var graph in new[] { edges.Directed(), edges.Undirected(), edges.Directed().Reverse() })
            {
                for (var v = 0; v < graph.Count; v++)
                {
                    Assert.Equal(graph.Row(v).ToArray().Distinct().Order(), graph.Row(v).ToArray());
                }
            }
        });

    [Fact]
    public void Reverse_turns_every_edge_and_twice_gives_the_same_graph() =>
        Edges.Any.Sample(edges =>
        {
            var graph = edges.Directed();
            var turned = MatrixOf(graph.Reverse());
            var matrix = MatrixOf(graph);
            for (var a = 0; a < graph.Count; a++)
            {
                for (var b = 0; b < graph.Count; b++)
                {
                    Assert.Equal(matrix[a, b], turned[b, a]);
                }
            }

            Assert.Equal(matrix, MatrixOf(graph.Reverse().Reverse()));
        });

    [Fact]
    public void Both_ways_of_an_undirected_edge_weigh_the_same_to_the_bit()
    {
        var graph = Csr.Undirected(2, [0, 1, 0], [1, 0, 1], [0.1, 0.7, 1e9]);

        Assert.Equal(graph.Weights[0], graph.Weights[1]);
    }

    [Fact]
    public void Forgetting_direction_sums_both_ways() =>
        Edges.Any.Sample(edges =>
            Assert.Equal(edges.Matrix(directed: false), MatrixOf(edges.Directed().ToUndirected())));

    [Fact]
    public void A_graph_with_more_edges_equals_one_built_of_all_to_the_bit() =>
        Gen.Select(Edges.Any, Edges.Any, Gen.Bool, Gen.Bool).Sample((first, then, directed, weighted) =>
        {
            var count = Math.Max(first.Count, then.Count);
            var weights = weighted ? (first.Weight, then.Weight) : ([.. first.From.Select(_ => 1.0)], []);
            var all = weighted ? [.. first.Weight, .. then.Weight] : Array.Empty<double>();
            var (grown, whole) = directed
                ? (Csr.Directed(first.Count, first.From, first.To, weights.Item1).With(count, then.From, then.To, weights.Item2), Csr.Directed(count, [.. first.From, .. then.From], [.. first.To, .. then.To], all))
                : (Csr.Undirected(first.Count, first.From, first.To, weights.Item1).With(count, then.From, then.To, weights.Item2), Csr.Undirected(count, [.. first.From, .. then.From], [.. first.To, .. then.To], all));
            Assert.Equal(whole.Offsets, grown.Offsets);
            Assert.Equal(whole.Targets, grown.Targets);
            Assert.Equal(whole.Weights, grown.Weights);
            Assert.Equal((whole.HasLoops, whole.IsUnit), (grown.HasLoops, grown.IsUnit));
        });

    [Fact]
    public void A_graph_does_not_shrink() =>
        Assert.Throws<ArgumentException>(() => Csr.Undirected(3, [0], [1]).With(2, [0], [1]));

    [Fact]
    public void A_vertex_that_does_not_exist_is_refused_and_named()
    {
        var error = Assert.Throws<ArgumentException>(() => Csr.Directed(3, [0, 1], [1, 3]));

        Assert.Contains("Edge 1 joins 1 and 3; vertices go from 0 to 2.", error.Message);
    }

    [Fact]
    public void Lists_of_different_length_are_refused() =>
        Assert.Throws<ArgumentException>(() => Csr.Undirected(3, [0, 1], [1, 2], [1]));

    private static double[,] MatrixOf(Csr graph)
    {
        var matrix = new double[graph.Count, graph.Count];
        var sources = graph.Sources();
        for (var e = 0; e < sources.Length; e++)
        {
            matrix[sources[e], graph.Targets[e]] += graph.Weights[e];
        }

        return matrix;
    }

    [Fact]
    public void Vertices_that_lead_to_no_others_are_a_graph_of_their_own() => Edges.Up(to: 40, density: 1).Sample(edges =>
    {
        foreach (var graph in new[] { edges.Undirected(), edges.Directed(), edges.Undirected().ToUnweighted() })
        {
            foreach (var members in Components.Of(graph).Members())
            {
                var own = graph.Closed(members, new int[graph.Count]);

                var inside = Enumerable.Range(0, graph.Targets.Length).Where(e => members.Contains(graph.Sources()[e])).ToArray();
                Assert.Equal(inside.Select(e => (graph.Sources()[e], graph.Targets[e])), own.Sources().Zip(own.Targets, (a, b) => (members[a], members[b])));
                Assert.Equal(inside.Select(e => graph.Weights[e]), own.Weights);
                Assert.Equal(own.Sources().Zip(own.Targets).Any(edge => edge.First == edge.Second), own.HasLoops);
                Assert.Equal((members.Length, graph.IsDirected), (own.Count, own.IsDirected));
            }
        }
    });
}
