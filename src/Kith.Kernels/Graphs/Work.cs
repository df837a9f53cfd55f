namespace Kith.Kernels.Graphs;

/// <summary>How a long computation is to be carried out. It never changes the result.</summary>
/// <param name="Threads">Threads to use, at least 1.</param>
/// <param name="Cancel">Stops the computation with an <see cref="OperationCanceledException"/>.</param>
/// <param name="Progress">Told now and then what share is done, 0 to 1; by any of the threads.</param>
public sealed record Work(int Threads = 1, CancellationToken Cancel = default, IProgress<double>? Progress = null)
{
    /// <summary>One thread, to the end, in silence.</summary>
    public static Work Alone { get; } = new();

    /// <summary>Nanoseconds that a computation is expected to take before threads are called for it; 0 in tests of small graphs.</summary>
    internal long Worthwhile { get; init; } = 300_000;

    /// <summary>The same without progress: for a part whose own shares are not those of the whole.</summary>
    internal Work Silent => Progress is null ? this : this with { Progress = null };

    internal void Done(double share)
    {
        Cancel.ThrowIfCancellationRequested();
        Progress?.Report(share);
    }
}
