using CsCheck;
using Kith.Ties;

namespace Kith.Tests.Ties;

public sealed class TimelineTests
{
    // 2024-10-04.
    private const int Today = Sample.Today;

    [Fact]
    public void Each_month_counts_its_days_with_contact()
    {
        var october = Sample.On(1, Today, Today - 3);
        var september = Sample.On(1, Today - 4, Today - 33);
        var august = Sample.On(1, Today - 34);
        Assert.Equal([1, 2, 2], Timeline.Of(october.Merge(september).Merge(august), Today, 3));
        Assert.Equal([2], Timeline.Of(october.Merge(september), Today, 1));
    }

    [Fact]
    public void A_timeline_equals_grouping_by_calendar_month() =>
        Gen.Select(Sample.Days, Gen.Int[1, 40]).Sample((days, months) =>
        {
            var epoch = new DateOnly(1970, 1, 1);
            var now = epoch.AddDays(Today);
            var first = new DateOnly(now.Year, now.Month, 1).AddMonths(1 - months);
            var plain = Enumerable.Range(0, months).Select(first.AddMonths).Select(month =>
                days.Dates.ToArray().Count(d => d <= Today && epoch.AddDays(d) >= month && epoch.AddDays(d) < month.AddMonths(1)));
            Assert.Equal(plain, Timeline.Of(days, Today, months));
        });

    [Fact]
    public void Days_outside_any_calendar_are_left_out() =>
        Assert.Equal([0, 0], Timeline.Of(Sample.On(1, int.MinValue, int.MaxValue), Today, 2));
}
