using Kith.Kernels.Graphs;

namespace Kith.Network;

/// <summary>
/// The one way in which people are grouped, on the map, before a gathering and in the health of a network: by the resolution
/// that their ties call for, because plain modularity does not see small groups. How well: docs/accuracy.md, "Which groups there are".
/// </summary>
public static class Grouping
{
    /// <summary>Groups of a network; the largest is 0.</summary>
    /// <param name="graph">Undirected, the strength of ties as weights.</param>
    /// <param name="seed">Same seed, same groups.</param>
    public static Partition Of(Csr graph, ulong seed = 1) => FittedLeiden.Find(graph, seed).Groups;

    /// <summary>The same, with cancellation and progress.</summary>
    public static Partition Of(Csr graph, Work work) => FittedLeiden.Find(graph, work: work).Groups;
}
