namespace Kith.Kernels.Graphs;

/// <summary>Which two vertices are likely to meet, by the neighbours they share; those with few neighbours count more.</summary>
/// <remarks>Direction, weights and loops are ignored: pass a graph from <see cref="Csr.ToSimple"/>.</remarks>
public static class SharedNeighbours
{
    /// <summary>Σ over shared neighbours z of 1 / ln degree(z), for every vertex beside the given one (its own place is 0).</summary>
    /// <remarks>Adamic and Adar, "Friends and neighbors on the web", Social Networks 25 (2003).</remarks>
    public static double[] AdamicAdar(Csr simple, int vertex) => Sum(simple, vertex, degree => 1 / Math.Log(degree));

    /// <summary>The same for every pair that shares somebody, once: the smaller number first, in ascending order.</summary>
    public static IEnumerable<(int One, int Other, double Score)> AdamicAdar(Csr simple)
    {
        var scores = new SparseSums(simple.Count);
        for (var one = 0; one < simple.Count; one++)
        {
            foreach (var shared in simple.Row(one))
            {
                var worth = 1 / Math.Log(simple.Degree(shared));
                foreach (var other in simple.Row(shared))
                {
                    scores.Add(other, other > one ? worth : 0);
                }
            }

            scores.Sort();
            for (var i = 0; i < scores.Filled.Length; i++)
            {
                yield return (one, scores.Filled[i], scores[scores.Filled[i]]);
            }

            scores.Clear();
        }
    }

    /// <summary>Σ over shared neighbours z of 1 / degree(z).</summary>
    /// <remarks>Zhou, Lü, Zhang, "Predicting missing links via local information", European Physical Journal B 71 (2009).</remarks>
    public static double[] ResourceAllocation(Csr simple, int vertex) => Sum(simple, vertex, degree => 1.0 / degree);

    private static double[] Sum(Csr simple, int vertex, Func<int, double> worth)
    {
        var scores = new double[simple.Count];
        foreach (var shared in simple.Row(vertex))
        {
            var one = worth(simple.Degree(shared));
            foreach (var other in simple.Row(shared))
            {
                scores[other] += other == vertex ? 0 : one;
            }
        }

        return scores;
    }
}
