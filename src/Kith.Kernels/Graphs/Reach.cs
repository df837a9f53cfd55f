namespace Kith.Kernels.Graphs;

/// <summary>A way through a graph.</summary>
/// <param name="Vertices">From source to target, both included.</param>
/// <param name="Cost">Sum of the costs of its edges, added from the source on.</param>
public sealed record Route(int[] Vertices, double Cost);

/// <summary>
/// The cheapest route of at most so many hops from one vertex to every other. Among equal costs the one with fewer hops
/// wins, then the one whose vertices come first in order; so the answer is unique.
/// </summary>
/// <remarks>Bellman, Quarterly of Applied Mathematics 16 (1958), one round a hop.</remarks>
public sealed class Reach
{
    private readonly Csr _graph;
    private readonly double[] _cost;
    private readonly bool[] _closed;
    private readonly int _source;
    private readonly List<Layer> _layers = [];
    private readonly double[] _best;
    private readonly int[] _hops;

    private Reach(Csr graph, double[] cost, int source, bool[] closed)
    {
        (_graph, _cost, _source, _closed) = (graph, cost, source, closed);
        (_best, _hops) = (new double[graph.Count], new int[graph.Count]);
        Array.Fill(_best, double.PositiveInfinity);
        _best[source] = 0;
    }

    /// <summary>Looks from the source as far as the hops allow.</summary>
    /// <param name="graph">Directed or not.</param>
    /// <param name="cost">≥ 0 for each stored edge, beside <see cref="Csr.Targets"/>; infinite means closed.</param>
    /// <param name="source">Where routes start.</param>
    /// <param name="maxHops">Most edges in a route.</param>
    /// <param name="closed">Vertices that may start or end a route but not stand inside one; none when empty.</param>
    /// <exception cref="ArgumentException">An array has the wrong length, or a cost met on the way is negative or no number.</exception>
    public static Reach From(Csr graph, double[] cost, int source, int maxHops, bool[]? closed = null)
    {
        var reach = new Reach(graph, cost, source, Checked(graph, cost, closed));
        reach.Walk(maxHops, target: -1, skipDirect: false);
        return reach;
    }

    /// <summary>Cost of the cheapest route; infinite where there is none.</summary>
    public double Cost(int target) => _best[target];

    /// <summary>The cheapest route, or null where there is none. The source reaches itself in no hops.</summary>
    public Route? To(int target)
    {
        if (double.IsInfinity(_best[target]))
        {
            return null;
        }

        var vertices = new int[_hops[target] + 1];
        var v = target;
        for (var h = vertices.Length - 1; h > 0; h--)
        {
            vertices[h] = v;
            v = _layers[h - 1].Before[v];
        }

        vertices[0] = _source;
        return new Route(vertices, _best[target]);
    }

    internal static bool[] Checked(Csr graph, double[] cost, bool[]? closed)
    {
        if (cost.Length != graph.Targets.Length)
        {
            throw new ArgumentException($"{cost.Length} costs for {graph.Targets.Length} edges.", nameof(cost));
        }

        if (closed is not null && closed.Length != graph.Count)
        {
            throw new ArgumentException($"{closed.Length} marks for {graph.Count} vertices.", nameof(closed));
        }

        return closed ?? new bool[graph.Count];
    }

    // Only what can still be the route to one target is followed.
    internal static Route? Between(Csr graph, double[] cost, int source, int target, int maxHops, bool[] closed, bool skipDirect)
    {
        var reach = new Reach(graph, cost, source, closed);
        reach.Walk(maxHops, target, skipDirect);
        return reach.To(target);
    }

    private void Walk(int maxHops, int target, bool skipDirect)
    {
        int[] front = [_source];
        for (var hop = 1; hop <= maxHops && front.Length > 0; hop++)
        {
            var layer = new Layer(_graph.Count);
            var ceiling = target < 0 ? double.PositiveInfinity : _best[target];
            foreach (var u in front)
            {
                if (u == _source || !_closed[u])
                {
                    Spread(u, hop, layer, ceiling, skipDirect && hop == 1 ? target : -1);
                }
            }

            _layers.Add(layer);
            front = Settle(layer, hop);
        }
    }

    private void Spread(int u, int hop, Layer layer, double ceiling, int skipped)
    {
        for (var e = _graph.Offsets[u]; e < _graph.Offsets[u + 1]; e++)
        {
            if (!(_cost[e] >= 0))
            {
                throw new ArgumentException($"Edge {e} costs {_cost[e]}; costs should be 0 or more.");
            }

            var v = _graph.Targets[e];
            var cost = _best[u] + _cost[e];
            // A route as cheap with fewer hops is better wherever it is continued.
            if (cost < _best[v] && cost <= ceiling && v != skipped)
            {
                Offer(layer, hop, u, v, cost);
            }
        }
    }

    private void Offer(Layer layer, int hop, int u, int v, double cost)
    {
        if (cost < layer.CostOf(v) || (cost == layer.CostOf(v) && ComesFirst(u, layer.Before[v], hop - 1)))
        {
            layer.Take(v, u, cost);
        }
    }

    // Costs of this hop count only now: within a hop routes must not build on each other.
    private int[] Settle(Layer layer, int hop)
    {
        foreach (var v in layer.Reached)
        {
            (_best[v], _hops[v]) = (layer.CostOf(v), hop);
        }

        return [.. layer.Reached];
    }

    // Order of two different routes of equally many hops by their vertices, read from the source.
    private bool ComesFirst(int a, int b, int hop)
    {
        while (hop > 0)
        {
            var before = _layers[--hop].Before;
            if (before[a] == before[b])
            {
                break;
            }

            (a, b) = (before[a], before[b]);
        }

        return a < b;
    }

    private sealed class Layer
    {
        private readonly double[] _cost;

        public Layer(int count)
        {
            (_cost, Before) = (new double[count], new int[count]);
            Array.Fill(_cost, double.PositiveInfinity);
        }

        public int[] Before { get; }

        public List<int> Reached { get; } = [];

        public double CostOf(int v) => _cost[v];

        public void Take(int v, int u, double cost)
        {
            if (double.IsInfinity(_cost[v]))
            {
                Reached.Add(v);
            }

            (_cost[v], Before[v]) = (cost, u);
        }
    }
}
