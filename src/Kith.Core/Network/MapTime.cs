namespace Kith.Network;

/// <summary>How far apart the moments of a map's past are.</summary>
public enum MapStep
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>Seven days.</summary>
    Week,

    /// <summary>A calendar month.</summary>
    Month,

    /// <summary>A quarter of a year.</summary>
    Quarter,

    /// <summary>A calendar year.</summary>
    Year,
}

/// <summary>The moments at which the past of a map can be shown: few enough to step through, at ends that people have names for.</summary>
/// <param name="Step">How far apart they are.</param>
/// <param name="Ends">UTC days since 1970, ascending: each is the last day of a month, quarter …; the last is the last day of all.</param>
public sealed record MapTime(MapStep Step, IReadOnlyList<int> Ends)
{
    /// <summary>At most this many moments.</summary>
    public const int Most = 120;

    /// <summary>Of a map without a past.</summary>
    public static MapTime Never { get; } = new(MapStep.Day, []);

    /// <summary>The finest steps of which there are not too many.</summary>
    /// <param name="first">A UTC day since 1970.</param>
    /// <param name="last">Not before the first.</param>
    public static MapTime Between(int first, int last)
    {
        foreach (var step in Enum.GetValues<MapStep>())
        {
            if (EndsOf(step, first, last) is { } ends)
            {
                return new(step, ends);
            }
        }
        // More than a hundred years: a wrong date at the beginning. What came before is in the first year shown.
        return new(MapStep.Year, EndsOf(MapStep.Year, DayNumber(new DateOnly(DateOf(last).Year - Most + 1, 1, 1)), last)!);
    }

    // Null if there are too many.
    private static List<int>? EndsOf(MapStep step, int first, int last)
    {
        if ((last - first) / 366 > Most)
        {
            return null;
        }
        var ends = new List<int>();
        for (var end = EndOf(step, first, last); ends.Count <= Most; end = EndOf(step, end + 1, last))
        {
            ends.Add(Math.Min(end, last));
            if (end >= last)
            {
                return ends.Count <= Most ? ends : null;
            }
        }
        return null;
    }

    // Last day of the span that a day lies in. Weeks count back from the last day.
    private static int EndOf(MapStep step, int day, int last)
    {
        var date = DateOf(day);
        return step switch
        {
            MapStep.Day => day,
            MapStep.Week => last - (last - day) / 7 * 7,
            MapStep.Month => DayNumber(new DateOnly(date.Year, date.Month, 1).AddMonths(1)) - 1,
            MapStep.Quarter => DayNumber(new DateOnly(date.Year, (date.Month - 1) / 3 * 3 + 1, 1).AddMonths(3)) - 1,
            _ => DayNumber(new DateOnly(date.Year, 12, 31)),
        };
    }

    private static DateOnly DateOf(int day) => DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(day);

    private static int DayNumber(DateOnly date) => date.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
}
