using Kith.Kernels.Graphs;
using Kith.Network;

namespace Kith.Server.Shared;

/// <summary>
/// Something large that is made of the network and kept: its map, its health. Whoever comes first waits. When the network has changed
/// since, what is made quickly is made again; what takes long is made again beside the answers, for at most a tenth of the time, and they
/// are that much older. Nobody waits who asks for something else.
/// </summary>
/// <param name="make">Makes it.</param>
/// <param name="time">The clock.</param>
public sealed class Kept<T>(Func<Snapshot, Work, T> make, TimeProvider time) where T : class
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);
    private const int Share = 10;

    private sealed record Made(Snapshot Of, T It, TimeSpan Cost, long Began, long At);

    private readonly Lock making = new(), asking = new(), keeping = new();
    private volatile Made? made;
    private Task remaking = Task.CompletedTask, asked = Task.CompletedTask;
    private int forgotten;
    private double progress;

    /// <summary>It, or null before it was made for the first time.</summary>
    public T? Known => made?.It;

    /// <summary>What share of the work at hand is done, 0 to 1.</summary>
    public double Progress => Volatile.Read(ref progress);

    /// <summary>As of a network, or of one not much older.</summary>
    public T Of(Snapshot now) => Aged(now).It;

    /// <summary>The same, and how long ago it was begun; null if it is as of this network.</summary>
    public (T It, TimeSpan? Age) Aged(Snapshot now)
    {
        var it = For(now);
        return (it.It, ReferenceEquals(it.Of, now) ? null : time.GetElapsedTime(it.Began));
    }

    private Made For(Snapshot now)
    {
        if (made is { } known && ReferenceEquals(known.Of, now))
        {
            return known;
        }
        lock (making)
        {
            // Whoever has just decided who is who wants to see it, and what was made of nothing is of no use once there is something.
            if (made is { } old && (!old.Of.IsEmpty || now.IsEmpty) && (old.Cost >= Patience || !remaking.IsCompleted) && old.Of.PeopleVersion == now.PeopleVersion)
            {
                if (remaking.IsCompleted && !ReferenceEquals(old.Of, now) && time.GetElapsedTime(old.At) > old.Cost * Share)
                {
                    remaking = Task.Run(() => Make(now));
                }
                return old;
            }
            return made is { } same && ReferenceEquals(same.Of, now) ? same : Make(now);
        }
    }

    /// <summary>Begins with it if it isn't there, and waits so long; false if it takes longer.</summary>
    public async Task<bool> Within(TimeSpan patience, Func<Snapshot> network)
    {
        Task work;
        lock (asking)
        {
            work = asked = asked.IsCompleted ? Task.Run(() => Of(network())) : asked;
        }
        if (await Task.WhenAny(work, Task.Delay(patience, time)) != work)
        {
            return false;
        }
        await work;
        return true;
    }

    /// <summary>Makes it before anybody asks, if whoever asks would have to wait.</summary>
    public void Ahead(Func<Snapshot> network)
    {
        if (made is not { } known || known.Cost >= Patience)
        {
            Of(network());
        }
    }

    /// <summary>Forgets it: whoever asks next gets it as of then.</summary>
    public void Forget()
    {
        lock (keeping)
        {
            forgotten++;
            made = null;
        }
    }

    private Made Make(Snapshot now)
    {
        var (began, then) = (time.GetTimestamp(), Volatile.Read(ref forgotten));
        Volatile.Write(ref progress, 0);
        var it = make(now, Cores.All with { Progress = new Told(this) });
        var next = new Made(now, it, time.GetElapsedTime(began), began, time.GetTimestamp());
        lock (keeping)
        {
            // One that was begun earlier may be done later.
            if (then == forgotten && !(made?.Began > began))
            {
                made = next;
            }
        }
        return next;
    }

    private sealed class Told(Kept<T> kept) : IProgress<double>
    {
        public void Report(double value) => Volatile.Write(ref kept.progress, value);
    }
}
