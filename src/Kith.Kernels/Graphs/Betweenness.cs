using System.Collections.Concurrent;

namespace Kith.Kernels.Graphs;

/// <summary>How many shortest ways between others lead through each vertex. Ways are counted in hops; weights are ignored.</summary>
/// <remarks>Brandes, "A faster algorithm for betweenness centrality", Journal of Mathematical Sociology 25 (2001).</remarks>
public static class Betweenness
{
    // Sources are added up in so many sums, and these at the end: the same to the bit with any number of threads.
    private const int Sums = 8;

    /// <summary>Sum over pairs of others of the share of their shortest ways through each vertex; each unordered pair once when undirected.</summary>
    public static double[] Of(Csr graph, Work? work = null) =>
        Sum(graph, Sequence.UpTo(graph.Count), graph.IsDirected ? 1 : 0.5, work ?? Work.Alone);

    /// <summary>The same estimated from some sources drawn without repeating.</summary>
    /// <param name="graph">Directed or not.</param>
    /// <param name="sources">How many sources to draw.</param>
    /// <param name="seed">Same seed, same sources.</param>
    /// <param name="work">Threads, cancellation and progress.</param>
    /// <returns>
    /// Estimates, and a bound: with probability .95 no estimate is further off than this. It is Hoeffding's (Journal of the
    /// American Statistical Association 58, 1963) for all vertices together: (n−2) · n · √(ln(2n/.05) / 2k), halved when undirected.
    /// </returns>
    public static (double[] Estimates, double Bound) Sampled(Csr graph, int sources, ulong seed = 1, Work? work = null)
    {
        var all = Sequence.UpTo(graph.Count);
        if (sources >= all.Length)
        {
            return (Of(graph, work), 0);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(sources, 1);
        new Xoshiro(seed).Shuffle(all);
        var (n, once) = ((double)graph.Count, graph.IsDirected ? 1 : 0.5);
        var bound = once * n * Math.Max(0, n - 2) * Math.Sqrt(Math.Log(2 * n / 0.05) / (2 * sources));
        return (Sum(graph, all[..sources], once * n / sources, work ?? Work.Alone), bound);
    }

    private static double[] Sum(Csr graph, int[] sources, double scale, Work work)
    {
        using var crew = Crew.For(work, 2.0 * sources.Length * graph.Targets.Length, Sums);
        var (hops, sums) = (new HopGraph(graph, crew), new double[Sums][]);
        var batches = Near(hops, sources).Chunk(BetweennessWalk.Together).ToArray();
        var (walks, tally) = (new ConcurrentBag<BetweennessWalk>(), new Tally(work, batches.Length));
        crew.Run(Sums, part =>
        {
            var walk = walks.TryTake(out var idle) ? idle : new BetweennessWalk(hops);
            sums[part] = new double[graph.Count];
            for (var i = part; i < batches.Length; i += Sums)
            {
                walk.AddFrom(batches[i], sums[part]);
                tally.Add();
            }

            walks.Add(walk);
        });

        var total = new double[graph.Count];
        for (var r = 0; r < total.Length; r++)
        {
            foreach (var scores in sums)
            {
                total[hops.Vertices[r]] += scores[r] * scale;
            }
        }

        return total;
    }

    // The ranks of sources, so that those who are near each other follow each other: in the order of a search in breadth.
    private static IEnumerable<int> Near(HopGraph hops, int[] sources)
    {
        var (queue, isSeen, isSource, end) = (new int[hops.Count], new bool[hops.Count], new bool[hops.Count], 0);
        foreach (var source in sources)
        {
            isSource[hops.Ranks[source]] = true;
        }

        for (var (first, at) = (0, 0); first < hops.Count; first++)
        {
            See(first);
            for (; at < end; at++)
            {
                for (var e = hops.OutOffsets[queue[at]]; e < hops.OutOffsets[queue[at] + 1]; e++)
                {
                    See(hops.Out[e]);
                }
            }
        }

        return queue.Where(v => isSource[v]);

        void See(int v)
        {
            if (!isSeen[v])
            {
                queue[end++] = v;
                isSeen[v] = true;
            }
        }
    }
}
