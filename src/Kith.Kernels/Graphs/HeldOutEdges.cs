namespace Kith.Kernels.Graphs;

/// <summary>
/// Parts of a graph from each of which other edges were held out, to see how well groups that were found without these edges foretell
/// them.
/// </summary>
internal sealed class HeldOutEdges
{
    // Of each part a tenth of the edges is held out: to hold out more would make the graph another.
    private const int Tenths = 10;

    // As many are enough to tell; a graph of fewer has each held out once.
    private const int Enough = 10_000;

    private readonly Csr _graph;
    private readonly ulong _seed;
    private readonly List<(Csr Left, Csr Weighed)> _parts = [];

    public HeldOutEdges(Csr graph, ulong seed, Work work)
    {
        (_graph, _seed) = (graph, seed);
        var wanted = Math.Clamp((int)Math.Ceiling(2.0 * Tenths * Enough / Math.Max(1, graph.Targets.Length)), 1, Tenths);
        for (var part = 0; part < wanted; part++)
        {
            work.Cancel.ThrowIfCancellationRequested();
            var left = new bool[graph.Targets.Length];
            for (var v = 0; v < graph.Count; v++)
            {
                for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
                {
                    left[e] = Tenth(v, graph.Targets[e]) != part;
                }
            }

            var rest = graph.Where(left);
            _parts.Add((rest, ShortWalks.Weigh(rest, work)));
        }
    }

    /// <summary>What is left of the graph in each part.</summary>
    public IEnumerable<Csr> Left => _parts.Select(part => part.Left);

    /// <summary>
    /// How much more likely groups at a resolution make the edges that were held out, in nats for each unit of weight: with a share f of
    /// them inside groups, where e was to be expected by the strengths of vertices, f ln f/e + (1 − f) ln (1 − f)/(1 − e). 0 where f ≤ e.
    /// </summary>
    public double Gain(double resolution, Work work)
    {
        var (inside, all, expected) = (0.0, 0.0, 0.0);
        for (var part = 0; part < _parts.Count; part++)
        {
            var (left, weighed) = _parts[part];
            var groups = Leiden.ByModularity(weighed, resolution, _seed, work: work);
            var (held, heldInside) = Held(part, groups.Of);
            all += held;
            inside += heldInside;
            expected += held * (Leiden.Modularity(left, groups, resolution: 0) - Leiden.Modularity(left, groups));
        }

        return all > 0 && inside > expected && expected > 0 ? Divergence(inside / all, expected / all) : 0;
    }

    private (double All, double Inside) Held(int part, int[] group)
    {
        var (all, inside) = (0.0, 0.0);
        for (var v = 0; v < _graph.Count; v++)
        {
            for (var e = _graph.Offsets[v]; e < _graph.Offsets[v + 1]; e++)
            {
                var other = _graph.Targets[e];
                if (other > v && Tenth(v, other) == part)
                {
                    var weight = _graph.IsUnit ? 1 : _graph.Weights[e];
                    all += weight;
                    inside += group[v] == group[other] ? weight : 0;
                }
            }
        }

        return (all, inside);
    }

    private static double Divergence(double f, double e) =>
        (f * Math.Log(f / e)) + (f < 1 ? (1 - f) * Math.Log((1 - f) / (1 - e)) : 0);

    // Both ways of an edge have the same; −1 for a loop, which is inside whatever the groups. SplitMix64 of both ends and the seed.
    private int Tenth(int one, int other)
    {
        if (one == other)
        {
            return -1;
        }

        var z = (((ulong)Math.Min(one, other) << 32) | (uint)Math.Max(one, other)) + (_seed * 0x9E3779B97F4A7C15);
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return (int)((z ^ (z >> 31)) % Tenths);
    }
}
