using System.Buffers;

namespace Kith.Kernels.Graphs;

/// <summary>What one thread needs to look for <see cref="Triangles"/>: lent, and good for any number of turns, each of higher ranks.</summary>
internal sealed class TriangleRoom : IDisposable
{
    public TriangleRoom(Ranked graph)
    {
        var room = Triangles.Enough + graph.Longest() + 32;
        (Places, AB, BC) = (ArrayPool<int>.Shared.Rent(graph.Rows), ArrayPool<int>.Shared.Rent(room), ArrayPool<int>.Shared.Rent(room));
        Places.AsSpan(0, graph.Rows).Clear();
    }

    /// <summary>Beside each rank 1 + the place of the edge that leads there; 0, or one of a rank that was visited before, where none does.</summary>
    public int[] Places { get; }

    /// <summary>Candidates: places of edges from a to b.</summary>
    public int[] AB { get; }

    /// <summary>Beside them those of edges from b to c.</summary>
    public int[] BC { get; }

    public void Dispose()
    {
        ArrayPool<int>.Shared.Return(Places);
        ArrayPool<int>.Shared.Return(AB);
        ArrayPool<int>.Shared.Return(BC);
    }
}
