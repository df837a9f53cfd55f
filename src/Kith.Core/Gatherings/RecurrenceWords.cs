using System.Globalization;
using Ical.Net;
using Ical.Net.DataTypes;
using NodaTime;

namespace Kith.Gatherings;

/// <summary>Recurrence rules as people say them.</summary>
internal static class RecurrenceWords
{
    private static readonly DayOfWeek[] WorkDays = [DayOfWeek.Monday, DayOfWeek.Tuesday, DayOfWeek.Wednesday, DayOfWeek.Thursday, DayOfWeek.Friday];

    /// <summary>Without the time of day: <c>every 2 weeks on Tuesday and Thursday, until 20 December 2026</c>.</summary>
    public static string Of(RecurrenceRule rule, string text, LocalDateTime starts) => Dates(rule, starts) is { } dates ? dates + End(rule) : $"by the rule {text}";

    // Null where there are no simple words for it.
    private static string? Dates(RecurrenceRule rule, LocalDateTime starts)
    {
        var simple = rule.BySetPosition.Count + rule.ByWeekNo.Count + rule.ByYearDay.Count == 0;
        var days = rule.ByDay.Count > 0 ? rule.ByDay.Select(day => day.DayOfWeek).ToList() : [starts.ToDateTimeUnspecified().DayOfWeek];
        var every = rule.Interval;
        return rule.Frequency switch
        {
            FrequencyType.Daily when simple && rule.ByDay.Count + rule.ByMonth.Count + rule.ByMonthDay.Count == 0 => every == 1 ? "every day" : $"every {every} days",
            FrequencyType.Weekly when simple && rule.ByMonth.Count == 0 => every != 1 ? $"every {every} weeks on {List(days)}"
                : days.Order().SequenceEqual(WorkDays) ? "every weekday" : $"every {List(days)}",
            FrequencyType.Monthly when simple && rule.ByMonth.Count == 0 && rule.ByMonthDay.Count == 0 && rule.ByDay is [{ Offset: { } nth and not 0 } day] =>
                $"on the {Nth(nth)} {day.DayOfWeek} of every {Months(every)}",
            FrequencyType.Monthly when simple && rule.ByMonth.Count + rule.ByDay.Count == 0 && rule.ByMonthDay.Count <= 1 =>
                $"on {(rule.ByMonthDay is [-1] ? "the last day" : $"day {(rule.ByMonthDay is [var number] ? number : starts.Day)}")} of every {Months(every)}",
            FrequencyType.Yearly when simple && rule.ByDay.Count + rule.ByMonth.Count + rule.ByMonthDay.Count == 0 =>
                $"every {(every == 1 ? "year" : $"{every} years")} on {starts.ToString("d MMMM", CultureInfo.InvariantCulture)}",
            _ => null,
        };
    }

    private static string End(RecurrenceRule rule) => (rule.Until, rule.Count) switch
    {
        ({ } until, _) => $", until {until.Value.ToString("d MMMM yyyy", CultureInfo.InvariantCulture)},",
        (_, 1) => ", once,",
        (_, { } count) => $", {count} times,",
        _ => "",
    };

    private static string Months(int every) => every == 1 ? "month" : $"{every} months";

    private static string List(IReadOnlyList<DayOfWeek> days)
    {
        // The week begins on Monday.
        var names = days.Distinct().OrderBy(day => ((int)day + 6) % 7).Select(day => day.ToString()).ToList();
        return names.Count == 1 ? names[0] : $"{string.Join(", ", names.SkipLast(1))} and {names[^1]}";
    }

    private static string Nth(int nth) => nth switch
    {
        1 => "first", 2 => "second", 3 => "third", 4 => "fourth", 5 => "fifth",
        -1 => "last", -2 => "second to last",
        > 0 => $"{nth}th",
        _ => $"{-nth}th to last",
    };
}
