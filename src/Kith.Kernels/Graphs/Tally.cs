namespace Kith.Kernels.Graphs;

/// <summary>Counts what several threads have done and tells it in order.</summary>
internal sealed class Tally(Work work, long all)
{
    private readonly Lock _telling = new();
    private long _done;

    /// <summary>One more is done.</summary>
    /// <exception cref="OperationCanceledException">The work is cancelled.</exception>
    public void Add()
    {
        work.Cancel.ThrowIfCancellationRequested();
        if (work.Progress is null)
        {
            return;
        }

        lock (_telling)
        {
            work.Done((double)++_done / all);
        }
    }
}
