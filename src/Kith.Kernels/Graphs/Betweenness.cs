using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>How many shortest ways between others lead through each vertex. Ways are counted in hops; weights are ignored.</summary>
/// <remarks>Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001).</remarks>
public sealed class Betweenness
{
    private readonly Csr _graph;
    private readonly int[] _queue;
    private readonly int[] _hops;
    private readonly double[] _ways; // shortest ways from the source
    private readonly double[] _flow; // (1 + dependency) / ways

    private Betweenness(Csr graph)
    {
        _graph = graph;
        (_queue, _hops, _ways, _flow) = (new int[graph.Count], new int[graph.Count], new double[graph.Count], new double[graph.Count]);
        Array.Fill(_hops, -1);
    }

    /// <summary>Sum over pairs of others of the share of their shortest ways through each vertex; each unordered pair once when undirected.</summary>
    public static double[] Of(Csr graph) => Sum(graph, LeidenLevel.Identity(graph.Count), graph.IsDirected ? 1 : 0.5);

    /// <summary>The same estimated from some sources drawn without repeating.</summary>
    /// <param name="graph">Directed or not.</param>
    /// <param name="sources">How many sources to draw.</param>
    /// <param name="seed">Same seed, same sources.</param>
    /// <returns>
    /// Estimates, and a bound: with probability .95 no estimate is further off than this. It is Hoeffding's (Journal of the
    /// American Statistical Association 58, 1963) for all vertices together: (n−2) · n · √(ln(2n/.05) / 2k), halved when undirected.
    /// </returns>
    public static (double[] Estimates, double Bound) Sampled(Csr graph, int sources, ulong seed = 1)
    {
        var all = LeidenLevel.Identity(graph.Count);
        if (sources >= all.Length)
        {
            return (Of(graph), 0);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(sources, 1);
        new Xoshiro(seed).Shuffle(all);
        var (n, once) = ((double)graph.Count, graph.IsDirected ? 1 : 0.5);
        var bound = once * n * Math.Max(0, n - 2) * Math.Sqrt(Math.Log(2 * n / 0.05) / (2 * sources));
        return (Sum(graph, all[..sources], once * n / sources), bound);
    }

    private static double[] Sum(Csr graph, int[] sources, double scale)
    {
        var scores = new double[graph.Count];
        var walk = new Betweenness(graph);
        foreach (var source in sources)
        {
            walk.AddFrom(source, scores);
        }

        return Array.ConvertAll(scores, score => score * scale);
    }

    private void AddFrom(int source, double[] scores)
    {
        var reached = Search(source);
        Collect(reached, scores);
        foreach (var v in _queue.AsSpan(0, reached))
        {
            _hops[v] = -1;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Search(int source)
    {
        var (offsets, targets, queue, hops, ways) = (_graph.Offsets, _graph.Targets, _queue, _hops, _ways);
        (hops[source], ways[source], queue[0]) = (0, 1, source);
        var reached = 1;
        for (var i = 0; i < reached; i++)
        {
            var v = queue[i];
            var (next, own) = (hops[v] + 1, ways[v]);
            for (var e = offsets[v]; e < offsets[v + 1]; e++)
            {
                var u = targets[e];
                if (hops[u] < 0)
                {
                    (hops[u], ways[u], queue[reached++]) = (next, own, u);
                }
                else if (hops[u] == next)
                {
                    ways[u] += own;
                }
            }
        }

        return reached;
    }

    // Backwards from the farthest: each vertex asks those one hop farther, so no list of predecessors is kept.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(int reached, double[] scores)
    {
        var (offsets, targets, hops, flow) = (_graph.Offsets, _graph.Targets, _hops, _flow);
        for (var i = reached - 1; i > 0; i--)
        {
            var v = _queue[i];
            var next = hops[v] + 1;
            var sum = 0.0;
            for (var e = offsets[v]; e < offsets[v + 1]; e++)
            {
                var u = targets[e];
                sum += hops[u] == next ? flow[u] : 0;
            }

            var dependency = sum * _ways[v];
            scores[v] += dependency;
            flow[v] = (1 + dependency) / _ways[v];
        }
    }
}
