using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>How many shortest ways between others lead through each vertex. Ways are counted in hops; weights are ignored.</summary>
/// <remarks>Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001).</remarks>
public sealed class Betweenness
{
    private readonly Csr _graph;
    private readonly int[] _queue;
    private readonly int[] _ahead; // targets one hop farther, in the order of the queue
    private readonly int[] _ends; // where those of each place in the queue end
    private readonly Reached[] _at;
    private readonly double[] _flow; // (1 + dependency) / ways

    private Betweenness(Csr graph)
    {
        _graph = graph;
        (_queue, _ahead, _ends) = (new int[graph.Count], new int[graph.Targets.Length + 1], new int[graph.Count]);
        (_at, _flow) = (new Reached[graph.Count], new double[graph.Count]);
        Array.Fill(_at, Reached.Never);
    }

    /// <summary>Sum over pairs of others of the share of their shortest ways through each vertex; each unordered pair once when undirected.</summary>
    public static double[] Of(Csr graph) => Sum(graph, Sequence.UpTo(graph.Count), graph.IsDirected ? 1 : 0.5);

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
        var all = Sequence.UpTo(graph.Count);
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
            _at[v] = Reached.Never;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Search(int source)
    {
        var (offsets, targets, queue, ahead, at) = (_graph.Offsets, _graph.Targets, _queue, _ahead, _at);
        (at[source], queue[0]) = (new Reached { Ways = 1 }, source);
        var (reached, edges) = (1, 0);
        for (var i = 0; i < reached; i++)
        {
            var v = queue[i];
            var (next, own) = (at[v].Hops + 1, at[v].Ways);
            for (var e = offsets[v]; e < offsets[v + 1]; e++)
            {
                var u = targets[e];
                ref var there = ref at[u];
                if (there.Hops < 0)
                {
                    (there.Hops, queue[reached++]) = (next, u);
                }

                // No branch: it would be guessed wrong too often.
                var isAhead = there.Hops == next;
                there.Ways += isAhead ? own : 0;
                ahead[edges] = u;
                edges += isAhead ? 1 : 0;
            }

            _ends[i] = edges;
        }

        return reached;
    }

    // Backwards from the farthest.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Collect(int reached, double[] scores)
    {
        var (ahead, flow) = (_ahead, _flow);
        for (var i = reached - 1; i > 0; i--)
        {
            var sum = 0.0;
            for (var e = _ends[i - 1]; e < _ends[i]; e++)
            {
                sum += flow[ahead[e]];
            }

            var v = _queue[i];
            var dependency = sum * _at[v].Ways;
            scores[v] += dependency;
            flow[v] = (1 + dependency) / _at[v].Ways;
        }
    }

    private struct Reached
    {
        public static readonly Reached Never = new() { Hops = -1 };

        public double Ways; // shortest ways from the source
        public int Hops;
    }
}
