namespace Kith.Kernels.Graphs;

/// <summary>Weakly connected components: who can be reached at all when direction is ignored.</summary>
/// <remarks>
/// Undirected, one piece is searched after the other (<see cref="ComponentsFlood"/>), by one thread: two that join pieces took about as long or longer. Of a
/// directed edge only one end knows; pieces are joined then (<see cref="ComponentsUnion"/>).
/// </remarks>
public static class Components
{
    /// <summary>Components, the largest first.</summary>
    public static Partition Of(Csr graph, Work? work = null)
    {
        work ??= Work.Alone;
        var components = graph.IsDirected ? ComponentsUnion.Run(graph, work) : ComponentsFlood.Run(graph, work);
        work.Done(1);
        return components;
    }
}
