using System.Runtime.ExceptionServices;

namespace Kith.Kernels.Graphs;

/// <summary>Parts that the members of a <see cref="Crew"/> take one after the other until none is left.</summary>
internal sealed class Turn(int parts, Action<int, int> part)
{
    private readonly ManualResetEventSlim _isDone = new();
    private int _next;
    private int _done;
    private int _members;
    private ExceptionDispatchInfo? _error;

    /// <summary>Whether there are parts that nobody has taken.</summary>
    public bool IsOpen => Volatile.Read(ref _next) < parts;

    /// <summary>Carries out parts until all are taken.</summary>
    public void Take()
    {
        var (member, done) = (Interlocked.Increment(ref _members) - 1, 0);
        try
        {
            for (var i = Interlocked.Increment(ref _next) - 1; i < parts; i = Interlocked.Increment(ref _next) - 1)
            {
                done++;
                part(i, member);
            }
        }
        catch (Exception error) // goes on to the caller, who waits; nobody begins another part
        {
            Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(error), null);
            done += Math.Max(0, parts - Interlocked.Exchange(ref _next, parts));
        }

        if (Interlocked.Add(ref _done, done) == parts)
        {
            _isDone.Set();
        }
    }

    /// <summary>Returns when all parts are done.</summary>
    /// <exception cref="Exception">What a part threw.</exception>
    public void Wait()
    {
        _isDone.Wait();
        _error?.Throw();
    }
}
