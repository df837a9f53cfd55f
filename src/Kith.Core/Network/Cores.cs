using System.Runtime.ExceptionServices;
using Kith.Kernels.Graphs;

namespace Kith.Network;

/// <summary>What computing over a whole network may take of the machine. It never changes a result.</summary>
public static class Cores
{
    // Beyond that many threads a network waits for memory.
    private const int Most = 8;

    /// <summary>A thread for each core.</summary>
    public static Work All { get; } = new(Math.Clamp(Environment.ProcessorCount, 1, Most));

    /// <summary>Does two things, at once if there are threads for it. What one of them throws is thrown as it is.</summary>
    public static void Both(Work work, Action one, Action other)
    {
        try
        {
            Parallel.Invoke(new ParallelOptions { MaxDegreeOfParallelism = work.Threads, CancellationToken = work.Cancel }, one, other);
        }
        catch (AggregateException errors)
        {
            ExceptionDispatchInfo.Throw(errors.InnerExceptions[0]);
        }
    }
}
