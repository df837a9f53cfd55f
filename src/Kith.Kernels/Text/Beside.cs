namespace Kith.Kernels.Text;

/// <summary>
/// Work done beside the caller, one piece after the other in the order given, so that its results do not depend on threads. A
/// piece waits for the one before: what is not yet done never grows.
/// </summary>
public sealed class Beside
{
    private Task last = Task.CompletedTask;

    /// <summary>Begins a piece of work when the one before is done. What that one threw is thrown here.</summary>
    public void Do(Action work)
    {
        Finish();
        last = Task.Run(work);
    }

    /// <summary>Returns when all work is done.</summary>
    public void Finish() => last.GetAwaiter().GetResult();
}
