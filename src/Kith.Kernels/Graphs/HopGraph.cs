namespace Kith.Kernels.Graphs;

/// <summary>Who is one hop away, either way, vertices renumbered by degree so that what is read most stands together. No loops.</summary>
internal sealed class HopGraph
{
    public HopGraph(Csr graph)
    {
        Ranks = new int[graph.Count];
        var vertices = Ranked.ByDegree(graph);
        for (var r = 0; r < vertices.Length; r++)
        {
            Ranks[vertices[r]] = r;
        }

        (OutOffsets, Out) = Renumbered(graph, vertices);
        (InOffsets, In) = graph.IsDirected ? Renumbered(graph.Reverse(), vertices) : (OutOffsets, Out);
    }

    /// <summary>Rank of each vertex.</summary>
    public int[] Ranks { get; }

    public int[] OutOffsets { get; }

    public int[] Out { get; }

    public int[] InOffsets { get; }

    public int[] In { get; }

    public int Count => Ranks.Length;

    private (int[] Offsets, int[] Targets) Renumbered(Csr graph, int[] vertices)
    {
        var (offsets, targets, n) = (new int[graph.Count + 1], new int[graph.Targets.Length], 0);
        for (var r = 0; r < vertices.Length; r++)
        {
            foreach (var u in graph.Row(vertices[r]))
            {
                targets[n] = Ranks[u];
                n += Ranks[u] != r ? 1 : 0;
            }

            offsets[r + 1] = n;
        }

        return (offsets, targets);
    }
}
