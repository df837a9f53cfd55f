using NodaTime;
using NodaTime.TimeZones;

namespace Kith.Importing.Text;

/// <summary>Times in archives: local ones become UTC, absurd ones become nothing.</summary>
internal static class Moment
{
    /// <summary>UTC milliseconds of 1970-01-02: zero and the first day are what software writes that does not know the time.</summary>
    public const long Earliest = TimeSpan.MillisecondsPerDay;

    /// <summary>UTC milliseconds of 2100-01-01.</summary>
    public const long Latest = 4_102_444_800_000L;

    /// <summary>Whether anybody can have said anything at that time (UTC milliseconds).</summary>
    public static bool IsPossible(long at) => at is >= Earliest and < Latest;

    /// <summary>UTC milliseconds of a local time. Where clocks are set back an hour comes twice: the second, if the first would lie before <paramref name="after"/>.</summary>
    public static long At(LocalDateTime local, DateTimeZone zone, long after = long.MinValue)
    {
        var mapped = zone.MapLocal(local);
        if (mapped.Count == 0)
        {
            return Resolvers.LenientResolver(mapped).ToInstant().ToUnixTimeMilliseconds();
        }
        var first = mapped.First().ToInstant().ToUnixTimeMilliseconds();
        return first >= after ? first : mapped.Last().ToInstant().ToUnixTimeMilliseconds();
    }

    /// <summary>A date, if there is one of these numbers.</summary>
    public static LocalDate? Date(int year, int month, int day) =>
        year is >= 1970 and < 2100 && month is >= 1 and <= 12 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day) : null;

    /// <summary>From 1; 0 if these are not the first letters of an English month.</summary>
    public static int Month(ReadOnlySpan<char> name) =>
        name.Length < 3 ? 0 : "janfebmaraprmayjunjulaugsepoctnovdec".AsSpan().IndexOf(Lower(name[..3])) is >= 0 and var at && at % 3 == 0 ? at / 3 + 1 : 0;

    private static string Lower(ReadOnlySpan<char> text) => text.ToString().ToLowerInvariant();
}
