namespace Kith.Kernels.Graphs;

/// <summary>
/// The caller, and threads of the pool that help where they come in time. Nobody waits for a helper to start, only for one that has
/// taken a part: with more threads nothing takes longer, however short the turns are.
/// </summary>
internal sealed class Crew : IDisposable, IThreadPoolWorkItem
{
    // So often a helper looks for the next turn before it goes back to the pool; some tens of microseconds.
    private const int Patience = 60;

    // Shorter ranges are not worth a turn.
    private const int Range = 4096;

    /// <summary>Parts for each thread, so that all are done at about the same time.</summary>
    public const int Pieces = 64;

    private Turn? _turn;
    private int _helpers;
    private volatile bool _isOver;

    public Crew(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        Threads = threads;
    }

    public int Threads { get; }

    /// <summary>As many threads as the work says, and no more than are of use; one where calling a second takes about as long.</summary>
    /// <param name="work">Says how many threads.</param>
    /// <param name="nanoseconds">About as long takes one.</param>
    /// <param name="most">As many parts can be worked on at once.</param>
    public static Crew For(Work work, double nanoseconds, int most = int.MaxValue) =>
        new(nanoseconds < work.Worthwhile ? 1 : Math.Min(most, work.Threads));

    /// <summary>Runs parts 0 .. parts − 1, each once, by whoever is free; returns when all are done. Parts must not write to the same place.</summary>
    public void Run(int parts, Action<int> part)
    {
        if (Threads > 1 && parts > 1)
        {
            Run(parts, (one, _) => part(one));
            return;
        }

        for (var i = 0; i < parts; i++)
        {
            part(i);
        }
    }

    /// <summary>The same; each part is told too which of the threads, 0 .. threads − 1, carries it out: what belongs to that one no other touches meanwhile.</summary>
    public void Run(int parts, Action<int, int> part)
    {
        var turn = new Turn(parts, part);
        Interlocked.Exchange(ref _turn, turn); // seen by a helper about to leave, or else it is seen to have left
        for (var missing = Math.Min(Threads, parts) - 1; missing > 0 && Enter(); missing--)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }

        turn.Take();
        turn.Wait();
    }

    /// <summary>Goes over 0 .. count − 1 in ranges: first, and the last excluded.</summary>
    public void Over(int count, Action<int, int> range) => Over(count, Range, range);

    /// <summary>The same, in ranges of at least so many.</summary>
    public void Over(int count, int least, Action<int, int> range)
    {
        var parts = Threads == 1 ? 1 : Math.Clamp(count / least, 1, Pieces * Threads);
        Run(parts, part => range((int)((long)count * part / parts), (int)((long)count * (part + 1) / parts)));
    }

    public void Dispose() => _isOver = true;

    void IThreadPoolWorkItem.Execute()
    {
        do
        {
            var pause = default(SpinWait);
            while (!_isOver && pause.Count < Patience)
            {
                if (Volatile.Read(ref _turn) is { IsOpen: true } turn)
                {
                    turn.Take();
                    pause.Reset();
                }
                else
                {
                    pause.SpinOnce(sleep1Threshold: -1);
                }
            }

            Interlocked.Decrement(ref _helpers);
        }
        while (!_isOver && Volatile.Read(ref _turn) is { IsOpen: true } && Enter());
    }

    private bool Enter()
    {
        for (var now = Volatile.Read(ref _helpers); now < Threads - 1;)
        {
            var seen = Interlocked.CompareExchange(ref _helpers, now + 1, now);
            if (seen == now)
            {
                return true;
            }

            now = seen;
        }

        return false;
    }
}
