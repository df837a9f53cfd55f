using System.Runtime.ExceptionServices;

namespace Kith.Kernels.Graphs;

/// <summary>Threads that stay at hand between many short turns: starting some for each turn would cost more than the turn.</summary>
internal sealed class Crew : IDisposable
{
    private readonly Barrier? _gate; // none for one thread
    private readonly Thread[] _threads;
    private Action<int>? _part;
    private int _parts;
    private int _next;
    private ExceptionDispatchInfo? _error;

    public Crew(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        _threads = threads == 1 ? [] : new Thread[threads - 1];
        _gate = threads == 1 ? null : new Barrier(threads);
        for (var i = 0; i < _threads.Length; i++)
        {
            _threads[i] = new Thread(Stand) { IsBackground = true, Name = "kernel" };
            _threads[i].Start();
        }
    }

    public int Threads => _threads.Length + 1;

    /// <summary>Runs parts 0 .. parts − 1, each once, by whoever is free; returns when all are done. Parts must not write to the same place.</summary>
    public void Run(int parts, Action<int> part)
    {
        if (_gate is null || parts == 1)
        {
            for (var i = 0; i < parts; i++)
            {
                part(i);
            }

            return;
        }

        (_part, _parts, _next) = (part, parts, 0);
        _gate.SignalAndWait();
        Take(part);
        _gate.SignalAndWait();
        _error?.Throw();
    }

    public void Dispose()
    {
        if (_gate is null)
        {
            return;
        }

        _part = null;
        _gate.SignalAndWait();
        foreach (var thread in _threads)
        {
            thread.Join();
        }

        _gate.Dispose();
    }

    private void Stand()
    {
        while (true)
        {
            _gate!.SignalAndWait();
            if (_part is not { } part)
            {
                return;
            }

            Take(part);
            _gate.SignalAndWait();
        }
    }

    private void Take(Action<int> part)
    {
        try
        {
            for (var i = Interlocked.Increment(ref _next) - 1; i < _parts; i = Interlocked.Increment(ref _next) - 1)
            {
                part(i);
            }
        }
        catch (Exception error) // goes on to the caller of Run, who waits at the gate
        {
            _next = _parts;
            _error = ExceptionDispatchInfo.Capture(error);
        }
    }
}
