using Kith.Kernels.Graphs;

namespace Kith.Network;

/// <summary>What computing over a whole network may take of the machine. It never changes a result.</summary>
internal static class Cores
{
    // Beyond that many threads a network waits for memory.
    private const int Most = 8;

    /// <summary>A thread for each core.</summary>
    public static Work All { get; } = new(Math.Clamp(Environment.ProcessorCount, 1, Most));
}
