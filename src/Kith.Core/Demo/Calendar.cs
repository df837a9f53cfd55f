namespace Kith.Demo;

/// <summary>
/// The year of the demo, moved by whole weeks so that it has just ended: it runs to the last Thursday midnight (UTC)
/// before now, and chats are on Thursdays.
/// </summary>
/// <param name="Start">UTC milliseconds of the beginning of week 0, a Friday.</param>
internal sealed record Calendar(long Start)
{
    public const int Weeks = 52;

    public const long Second = 1000, Minute = 60 * Second, Hour = 60 * Minute, Day = 24 * Hour;

    private const long Week = 7 * Day;

    /// <summary>The year that has just ended.</summary>
    public static Calendar Before(DateTimeOffset now)
    {
        // 2 January 1970 was a Friday.
        var weeks = (now.ToUnixTimeMilliseconds() - Day) / Week;
        return new Calendar(Day + (weeks - Weeks) * Week);
    }

    /// <summary>UTC milliseconds of the end.</summary>
    public long End => Start + Weeks * Week;

    /// <summary>UTC milliseconds of a time in a week; day 0 is Friday.</summary>
    public long At(int week, int day, int hour, int minute = 0) => Start + week * Week + day * Day + hour * Hour + minute * Minute;

    /// <summary>The same time, or in the morning if that is in the night (UTC).</summary>
    public static long Awake(long at) => at % Day < 6 * Hour ? at + 6 * Hour : at;

    /// <summary>Thursday, 18:00 UTC.</summary>
    public long Chat(int week) => At(week, 6, 18);
}
