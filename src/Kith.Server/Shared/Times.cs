namespace Kith.Server.Shared;

/// <summary>Times as answers give them.</summary>
public static class Times
{
    /// <summary>UTC, from the stored milliseconds.</summary>
    public static DateTimeOffset Of(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);

    /// <summary>The day of a UTC day number since 1970.</summary>
    public static DateOnly Day(int day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day);
}
