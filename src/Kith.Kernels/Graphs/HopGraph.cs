namespace Kith.Kernels.Graphs;

/// <summary>Who is one hop away, either way, vertices renumbered by degree so that what is read most stands together. No loops.</summary>
internal sealed class HopGraph
{
    private const int Pieces = 32;

    public HopGraph(Csr graph, Crew crew)
    {
        Vertices = Ranked.ByDegree(graph);
        Ranks = new int[graph.Count];
        for (var r = 0; r < Vertices.Length; r++)
        {
            Ranks[Vertices[r]] = r;
        }

        graph = graph.WithoutLoops(new Work(crew.Threads));
        (OutOffsets, Out) = Renumbered(graph, crew);
        (InOffsets, In) = graph.IsDirected ? Renumbered(graph.Reverse(new Work(crew.Threads)), crew) : (OutOffsets, Out);
    }

    /// <summary>The vertex at each rank.</summary>
    public int[] Vertices { get; }

    /// <summary>Rank of each vertex.</summary>
    public int[] Ranks { get; }

    public int[] OutOffsets { get; }

    public int[] Out { get; }

    public int[] InOffsets { get; }

    public int[] In { get; }

    public int Count => Ranks.Length;

    private (int[] Offsets, int[] Targets) Renumbered(Csr graph, Crew crew)
    {
        var (offsets, targets) = (new int[graph.Count + 1], GC.AllocateUninitializedArray<int>(graph.Targets.Length));
        for (var r = 0; r < Vertices.Length; r++)
        {
            offsets[r + 1] = offsets[r] + graph.Degree(Vertices[r]);
        }

        crew.Run(Pieces, piece =>
        {
            var last = At(piece + 1);
            for (var r = At(piece); r < last; r++)
            {
                var n = offsets[r];
                foreach (var u in graph.Row(Vertices[r]))
                {
                    targets[n++] = Ranks[u];
                }
            }
        });
        return (offsets, targets);

        // First rank of a piece; each has about as many edges.
        int At(int piece)
        {
            var place = Array.BinarySearch(offsets, (int)((long)offsets[^1] * piece / Pieces));
            return piece == Pieces ? Vertices.Length : place < 0 ? ~place : place;
        }
    }
}
