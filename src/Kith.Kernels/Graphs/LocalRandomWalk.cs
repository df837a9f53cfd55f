namespace Kith.Kernels.Graphs;

/// <summary>Which two vertices are likely to meet, by the few steps a walker needs from one to the other; near and many ways count more.</summary>
/// <remarks>
/// Liu and Lü, "Link prediction based on local random walk", Europhysics Letters 89 (2010), superposed: s_xy = Σ_t (w_x (Pᵗ)_xy + w_y (Pᵗ)_yx)
/// over 2 … <c>steps</c>, P the edges out of each vertex divided by their sum w.
/// </remarks>
public sealed class LocalRandomWalk
{
    private readonly Csr _graph;
    private readonly Csr _incoming;
    private readonly double[] _sums;

    /// <summary>Prepares walks over a graph, directed or not. Weights should be 0 or more.</summary>
    public LocalRandomWalk(Csr graph)
    {
        (_graph, _incoming, _sums) = (graph, graph.Reverse(), new double[graph.Count]);
        for (var v = 0; v < graph.Count; v++)
        {
            foreach (var weight in graph.RowWeights(v))
            {
                _sums[v] += weight;
            }
        }
    }

    /// <summary>Scores of all vertices beside the given one, whose own place is 0. Undivided by the weight of the whole graph.</summary>
    public double[] From(int vertex, int steps = 3)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        var scores = new double[_graph.Count];
        // Undirected, the way back weighs the same as the way there.
        Add(scores, new Walkers([vertex], [_graph.IsDirected ? _sums[vertex] : 2 * _sums[vertex]]), steps, Onwards);
        if (_graph.IsDirected)
        {
            Add(scores, new Walkers([vertex], [1]), steps, Backwards, _sums);
        }

        scores[vertex] = 0;
        return scores;
    }

    private static void Add(double[] scores, Walkers walkers, int steps, Func<Walkers, Walkers> step, double[]? scale = null)
    {
        for (var t = 1; t <= steps; t++)
        {
            walkers = step(walkers);
            for (var i = 0; t > 1 && i < walkers.At.Length; i++)
            {
                scores[walkers.At[i]] += walkers.Share[i] * (scale?[walkers.At[i]] ?? 1);
            }
        }
    }

    // What is at u goes along its edges.
    private Walkers Onwards(Walkers walkers) => Step(_graph, walkers, (u, _) => 1 / _sums[u]);

    // What is expected at v comes from those who go to v.
    private Walkers Backwards(Walkers walkers) => Step(_incoming, walkers, (_, v) => 1 / _sums[v]);

    private static Walkers Step(Csr graph, Walkers walkers, Func<int, int, double> scale)
    {
        var (sums, at) = (new double[graph.Count], new List<int>());
        for (var i = 0; i < walkers.At.Length; i++)
        {
            var u = walkers.At[i];
            for (var e = graph.Offsets[u]; e < graph.Offsets[u + 1]; e++)
            {
                var v = graph.Targets[e];
                var share = graph.Weights[e] > 0 ? walkers.Share[i] * graph.Weights[e] * scale(u, v) : 0;
                if (sums[v] == 0 && share > 0)
                {
                    at.Add(v);
                }

                sums[v] += share;
            }
        }

        return new Walkers([.. at], [.. at.Select(v => sums[v])]);
    }

    private sealed record Walkers(int[] At, double[] Share);
}
