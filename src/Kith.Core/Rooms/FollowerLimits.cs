namespace Kith.Rooms;

/// <summary>How much is kept for followers, and how long they are waited for.</summary>
public sealed record FollowerLimits
{
    /// <summary>Events of a room in memory; what is older comes from the store.</summary>
    public int Window { get; init; } = 512;

    /// <summary>Bytes written to one follower before the next has a turn.</summary>
    public int Turn { get; init; } = 32 * 1024;

    /// <summary>How long a write may hang until the connection is cut. Its follower comes back and goes on where it was.</summary>
    public TimeSpan Slow { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Silence after which a sign of life is sent.</summary>
    public TimeSpan Heartbeat { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>How often it is looked at whether somebody may still read, where nothing tells that it has changed.</summary>
    public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a room is kept ready for followers to come back.</summary>
    public TimeSpan Linger { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Least time between two rounds. A few followers get each event at once; for thousands, in whose rounds most of the
    /// work is a system call for each, events that come close together share one.
    /// </summary>
    public static TimeSpan Between(int followers) => TimeSpan.FromMilliseconds(Math.Clamp((followers - 1000) / 25, 0, 250));
}
