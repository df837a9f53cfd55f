using Kith.Kernels.Graphs;

namespace Kith.Evaluation;

/// <summary>
/// Measures reach: the warmest path of at most three ties between any two, against every path there is, on random graphs
/// whose costs are those of chances; some people do not pass requests on.
/// </summary>
public static class ReachEvaluation
{
    private const int RandomGraphs = 300;
    private const int Largest = 14;
    private const int Seed = 2001;
    private const int Hops = Network.Reach.MaxHops;

    /// <summary>The table over random graphs.</summary>
    public static Evaluation Run(AnswerSheet? sheet = null)
    {
        var random = new Random(Seed);
        return Of($"{RandomGraphs} random graphs", MadeUpGraphs.Few(Seed, RandomGraphs, Largest).Select((graph, number) =>
        {
            double[] costs = [.. graph.Weights.Select(_ => -Math.Log(1 - random.NextDouble()) + .3567)];
            bool[] closed = [.. Enumerable.Range(0, graph.Count).Select(_ => random.Next(6) == 0)];
            return ($"graph {number + 1}", graph, costs, closed, Enumerable.Range(0, graph.Count));
        }), sheet);
    }

    /// <summary>The table over the sources named of graphs.</summary>
    internal static Evaluation Of(string data, IEnumerable<(string Name, Csr Graph, double[] Costs, bool[] Closed, IEnumerable<int> Sources)> graphs, AnswerSheet? sheet = null)
    {
        var (same, all) = (0, 0);
        foreach (var (name, graph, costs, closed, sources) in graphs)
        {
            foreach (var source in sources)
            {
                var (fast, slow) = (Reach.From(graph, costs, source, Hops, closed), Every(graph, costs, closed, source));
                for (var target = 0; target < graph.Count; target++)
                {
                    // The sum of three numbers depends on the order in its last place.
                    var (quick, plain) = (fast.Cost(target), target == source ? 0 : slow[target]);
                    all++;
                    same += double.IsInfinity(quick) ? (double.IsInfinity(plain) ? 1 : 0) : Math.Abs(quick - plain) < 1e-9 ? 1 : 0;
                    sheet?.Add("reach", "cost", "kith", name, $"{source} {target}", quick, plain);
                }
            }
        }
        return new("reach", data, [$"{all} pairs"], [new("kith", Agree: (double)same / Math.Max(all, 1))]);
    }

    // Every way of at most so many hops, one after the other.
    private static double[] Every(Csr graph, double[] costs, bool[] closed, int source)
    {
        var best = new double[graph.Count];
        Array.Fill(best, double.PositiveInfinity);
        Walk(source, 0, 0);
        return best;

        void Walk(int at, double cost, int hops)
        {
            best[at] = Math.Min(best[at], cost);
            if (hops == Hops || (closed[at] && at != source))
            {
                return;
            }
            for (var e = graph.Offsets[at]; e < graph.Offsets[at + 1]; e++)
            {
                Walk(graph.Targets[e], cost + costs[e], hops + 1);
            }
        }
    }
}
