using System.Data.Common;
using Npgsql;

namespace Kith.Rooms;

/// <summary>How often a transaction is tried again that failed through nobody's fault.</summary>
internal sealed class Retries(TimeProvider time)
{
    // A database server that is restarted is back by then; whoever waits longer is told.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(100);

    private readonly long began = time.GetTimestamp();

    /// <summary>Whether it has been tried for long enough.</summary>
    public bool Exhausted => time.GetElapsedTime(began) > Patience;

    /// <summary>Whether the same may go well another time: the connection was lost, or others were in the way.</summary>
    public static bool MayHelp(Exception e) => e is DbException { IsTransient: true }
        or PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown };

    /// <summary>Lets a moment pass.</summary>
    public void Wait() => Thread.Sleep(Pause);
}
