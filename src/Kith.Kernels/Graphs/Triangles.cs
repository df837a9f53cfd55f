using System.Runtime.CompilerServices;

namespace Kith.Kernels.Graphs;

/// <summary>Receives each triangle once: three vertices and the places of its edges in the rows, both ways.</summary>
internal interface ITriangleVisitor
{
    void Visit(in Triangle triangle);
}

/// <summary>Three vertices joined pairwise; AB is the place of the edge from a to b among <see cref="Csr.Targets"/>.</summary>
internal readonly record struct Triangle(int A, int B, int C, int AB, int BA, int AC, int CA, int BC, int CB);

/// <summary>All triangles of an undirected graph without loops, in O(m · √m): each edge is walked from its end of lower degree.</summary>
/// <remarks>Chiba and Nishizeki, SIAM Journal on Computing 14 (1985).</remarks>
internal static class Triangles
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Visit<TVisitor>(Csr graph, TVisitor visitor)
        where TVisitor : struct, ITriangleVisitor
    {
        var twins = Twins(graph);
        var (offsets, targets, places) = Upward(graph);
        var mark = new int[graph.Count]; // 1 + place of the edge from a
        for (var a = 0; a < graph.Count; a++)
        {
            for (var i = offsets[a]; i < offsets[a + 1]; i++)
            {
                mark[targets[i]] = places[i] + 1;
            }

            for (var i = offsets[a]; i < offsets[a + 1]; i++)
            {
                var b = targets[i];
                for (var j = offsets[b]; j < offsets[b + 1]; j++)
                {
                    var c = targets[j];
                    if (mark[c] != 0)
                    {
                        var (ab, ac, bc) = (places[i], mark[c] - 1, places[j]);
                        visitor.Visit(new Triangle(a, b, c, ab, twins[ab], ac, twins[ac], bc, twins[bc]));
                    }
                }
            }

            for (var i = offsets[a]; i < offsets[a + 1]; i++)
            {
                mark[targets[i]] = 0;
            }
        }
    }

    // Place of the same edge in the row of its other end. Rows are ascending, so each fills from its start.
    private static int[] Twins(Csr graph)
    {
        var twins = new int[graph.Targets.Length];
        var next = graph.Offsets[..graph.Count];
        for (var v = 0; v < graph.Count; v++)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                twins[e] = next[graph.Targets[e]]++;
            }
        }

        return twins;
    }

    // Edges towards the end of higher degree, or of higher number among equals.
    private static (int[] Offsets, int[] Targets, int[] Places) Upward(Csr graph)
    {
        var offsets = new int[graph.Count + 1];
        var targets = new int[graph.Targets.Length / 2];
        var places = new int[graph.Targets.Length / 2];
        var n = 0;
        for (var v = 0; v < graph.Count; v++)
        {
            for (var e = graph.Offsets[v]; e < graph.Offsets[v + 1]; e++)
            {
                var u = graph.Targets[e];
                var (own, other) = (graph.Degree(v), graph.Degree(u));
                if (own < other || (own == other && v < u))
                {
                    (targets[n], places[n++]) = (u, e);
                }
            }

            offsets[v + 1] = n;
        }

        return (offsets, targets, places);
    }
}
