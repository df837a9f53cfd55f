namespace Kith.Kernels.Graphs;

/// <summary>
/// The edges of a graph, weighed also by how surely a walk of one or two steps leads from one end to the other: an edge between two who
/// share contacts that have few says more about groups than one to somebody whom everybody knows.
/// </summary>
/// <remarks>
/// After De Meo, Ferrara, Fiumara, Provetti, "Enhancing community detection using a network weighting strategy", Information Sciences
/// 222 (2013), who weigh by longer walks. O(Σ over edges of the smaller degree of both ends).
/// </remarks>
public static class ShortWalks
{
    /// <summary>
    /// w_ij + n_ij + t_ij, each brought to the same total, where n_ij = w_ij / √(s_i s_j), t_ij = Σ_k w_ik w_kj / s_k / √(s_i s_j) over
    /// shared contacts k, and s is the sum of the weights of a vertex. The total stays as it was; a loop stays as it is.
    /// </summary>
    /// <param name="graph">Undirected, weights ≥ 0; an edge of weight 0 is no edge and stays none.</param>
    /// <param name="work">Cancellation.</param>
    /// <exception cref="ArgumentException">The graph is directed.</exception>
    public static Csr Weigh(Csr graph, Work? work = null)
    {
        if (graph.IsDirected)
        {
            throw new ArgumentException("Short walks need an undirected graph: use ToUndirected().", nameof(graph));
        }

        var simple = graph.WithoutLoops();
        var strengths = simple.PerVertex(simple.Strength);
        var roots = Array.ConvertAll(strengths, s => s > 0 ? 1 / Math.Sqrt(s) : 0);
        var (own, one, two) = (simple.Weights, new double[simple.Targets.Length], Shared(simple, strengths, work ?? Work.Alone));
        for (var v = 0; v < simple.Count; v++)
        {
            for (var e = simple.Offsets[v]; e < simple.Offsets[v + 1]; e++)
            {
                var both = own[e] > 0 ? roots[v] * roots[simple.Targets[e]] : 0;
                (one[e], two[e]) = (own[e] * both, two[e] * both);
            }
        }

        return graph.Weighing(WithLoops(graph, Mixed(own, one, two)));
    }

    // Where nobody shares a contact, there is nothing to mix in of that.
    private static double[] Mixed(double[] own, double[] one, double[] two)
    {
        var (all, ones, twos) = (own.Sum(), one.Sum(), two.Sum());
        var (ofOne, ofTwo) = (ones > 0 ? all / ones : 0, twos > 0 ? all / twos : 0);
        var parts = 1 + (ofOne > 0 ? 1 : 0) + (ofTwo > 0 ? 1 : 0);
        var mixed = new double[own.Length];
        for (var e = 0; e < mixed.Length; e++)
        {
            mixed[e] = (own[e] + (ofOne * one[e]) + (ofTwo * two[e])) / parts;
        }

        return mixed;
    }

    // Σ_k w_ik w_kj / s_k beside each edge: the row of the end with fewer contacts is held against that of the other.
    private static double[] Shared(Csr simple, double[] strengths, Work work)
    {
        var (offsets, targets, weights) = (simple.Offsets, simple.Targets, simple.Weights);
        var (sums, marks) = (new double[targets.Length], new double[simple.Count]);
        for (var i = 0; i < simple.Count; i++)
        {
            if ((i & 0xff) == 0)
            {
                work.Cancel.ThrowIfCancellationRequested();
            }

            for (var e = offsets[i]; e < offsets[i + 1]; e++)
            {
                marks[targets[e]] = weights[e] > 0 ? weights[e] / strengths[targets[e]] : 0;
            }

            for (var e = offsets[i]; e < offsets[i + 1]; e++)
            {
                var j = targets[e];
                if ((simple.Degree(j), j).CompareTo((simple.Degree(i), i)) < 0)
                {
                    var sum = 0.0;
                    for (var f = offsets[j]; f < offsets[j + 1]; f++)
                    {
                        sum += weights[f] * marks[targets[f]];
                    }

                    sums[e] = sum;
                    sums[offsets[j] + simple.Row(j).BinarySearch(i)] = sum;
                }
            }

            foreach (var j in simple.Row(i))
            {
                marks[j] = 0;
            }
        }

        return sums;
    }

    private static double[] WithLoops(Csr graph, double[] simple)
    {
        if (!graph.HasLoops)
        {
            return simple;
        }

        var (weights, next) = (new double[graph.Targets.Length], 0);
        for (var v = 0; v < graph.Count; v++)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                weights[e] = graph.Targets[e] == v ? graph.Weights[e] : simple[next++];
            }
        }

        return weights;
    }
}
