namespace Kith.Ties;

/// <summary>A tie month by month, for the small line beside it.</summary>
public static class Timeline
{
    /// <summary>For each of the last calendar months (UTC), this one last: the days on which something went either way, 0-31.</summary>
    /// <param name="both">What went either way: both directions merged.</param>
    /// <param name="today">A UTC day since 1970; later days do not count.</param>
    /// <param name="months">How many months to look back, this one included.</param>
    public static int[] Of(Days both, int today, int months)
    {
        var counts = new int[months];
        var last = Month(today);
        for (var i = 0; i < both.Count && both.Dates[i] <= today; i++)
        {
            // No month is longer than 31 days: older days cannot be shown, and may lie outside any calendar.
            if ((long)today - both.Dates[i] < 31L * months && both.Micros[i] > 0)
            {
                var slot = months - 1 - (last - Month(both.Dates[i]));
                counts[Math.Max(slot, 0)] += slot >= 0 ? 1 : 0;
            }
        }
        return counts;
    }

    private static int Month(int date)
    {
        var day = DateOnly.FromDateTime(DateTime.UnixEpoch).AddDays(date);
        return day.Year * 12 + day.Month;
    }
}
