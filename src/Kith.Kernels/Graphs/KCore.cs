namespace Kith.Kernels.Graphs;

/// <summary>The core number of each vertex: the largest k such that it belongs to a part where everybody has k neighbours inside.</summary>
/// <remarks>Batagelj and Zaveršnik, "An O(m) algorithm for cores decomposition of networks" (2003).</remarks>
public static class KCore
{
    /// <summary>Core numbers. Direction, weights and loops are ignored.</summary>
    public static int[] Of(Csr graph)
    {
        var simple = graph.ToSimple();
        var left = graph.PerVertex(simple.Degree);
        var (order, place, starts) = SortedByDegree(left);
        foreach (var i in Sequence.UpTo(graph.Count))
        {
            var v = order[i];
            foreach (var u in simple.Row(v))
            {
                if (left[u] > left[v])
                {
                    // u changes places with the first vertex of its degree, and the next degree begins behind it.
                    var first = starts[left[u]]++;
                    var other = order[first];
                    (order[place[u]], order[first]) = (other, u);
                    (place[other], place[u]) = (place[u], first);
                    left[u]--;
                }
            }
        }

        return left;
    }

    private static (int[] Order, int[] Place, int[] Starts) SortedByDegree(int[] degrees)
    {
        var starts = new int[degrees.Length + 2];
        foreach (var degree in degrees)
        {
            starts[degree + 1]++;
        }

        for (var d = 0; d < degrees.Length; d++)
        {
            starts[d + 1] += starts[d];
        }

        var next = (int[])starts.Clone();
        var (order, place) = (new int[degrees.Length], new int[degrees.Length]);
        for (var v = 0; v < degrees.Length; v++)
        {
            place[v] = next[degrees[v]]++;
            order[place[v]] = v;
        }

        return (order, place, starts);
    }
}
