using Kith.Gatherings;

namespace Kith.Tests.Gatherings;

/// <summary>Rules across changes of the clock: what people read on the wall stays.</summary>
public sealed class RecurrenceTests
{
    private static string[] Dates(string rule, string starts, string zone, int count = 3, string? from = null) =>
        [.. Recurrence.Parse(rule, starts, zone).From(from is null ? long.MinValue : Place.At(from)).Take(count)
            .Select(each => $"{Zones.Text(each.Local)} = {DateTimeOffset.FromUnixTimeMilliseconds(each.At):yyyy-MM-ddTHH:mm}")];

    [Theory]
    [InlineData("Europe/London", "2026-10-20T16:00", "2026-10-20T16:00 = 2026-10-20T15:00", "2026-10-27T16:00 = 2026-10-27T16:00")]
    [InlineData("Europe/London", "2027-03-23T16:00", "2027-03-23T16:00 = 2027-03-23T16:00", "2027-03-30T16:00 = 2027-03-30T15:00")]
    [InlineData("America/New_York", "2026-10-27T16:00", "2026-10-27T16:00 = 2026-10-27T20:00", "2026-11-03T16:00 = 2026-11-03T21:00")]
    [InlineData("America/New_York", "2027-03-09T16:00", "2027-03-09T16:00 = 2027-03-09T21:00", "2027-03-16T16:00 = 2027-03-16T20:00")]
    [InlineData("Asia/Kolkata", "2026-10-20T16:00", "2026-10-20T16:00 = 2026-10-20T10:30", "2026-10-27T16:00 = 2026-10-27T10:30")]
    [InlineData("Australia/Sydney", "2026-09-29T16:00", "2026-09-29T16:00 = 2026-09-29T06:00", "2026-10-06T16:00 = 2026-10-06T05:00")]
    public void The_local_time_stays_when_the_clock_changes(string zone, string starts, string before, string after) =>
        Assert.Equal([before, after], Dates("FREQ=WEEKLY;BYDAY=TU", starts, zone, 2));

    [Fact]
    public void A_time_that_the_clock_jumps_over_is_held_just_after_and_that_is_said()
    {
        var sundays = Recurrence.Parse("FREQ=WEEKLY;BYDAY=SU", "2027-03-21T01:30", "Europe/London").From(long.MinValue).Take(3).ToList();
        Assert.Equal(["2027-03-21T01:30", "2027-03-28T01:30", "2027-04-04T00:30"], sundays.Select(each => $"{DateTimeOffset.FromUnixTimeMilliseconds(each.At):yyyy-MM-ddTHH:mm}"));
        Assert.Equal([null, "The clock in Europe/London is put forward over 01:30 on 28 March 2027: it is held at 02:30.", null], sundays.Select(each => each.Note));
    }

    [Fact]
    public void A_time_that_the_clock_shows_twice_is_the_first_and_that_is_said()
    {
        var sunday = Recurrence.Parse("FREQ=WEEKLY;BYDAY=SU", "2026-10-25T01:30", "Europe/London").From(long.MinValue).First();
        Assert.Equal((Place.At("2026-10-25T00:30Z"), "The clock in Europe/London shows 01:30 twice on 25 October 2026: the first is meant."), (sunday.At, sunday.Note));
    }

    // In Egypt and Lebanon the day itself begins an hour late.
    [Theory]
    [InlineData("Africa/Cairo", "2027-04-29T00:00", "2027-04-28T22:00", "2027-04-29T22:00", "2027-04-30T21:00")]
    [InlineData("Asia/Beirut", "2027-03-27T00:00", "2027-03-26T22:00", "2027-03-27T22:00", "2027-03-28T21:00")]
    public void Midnight_may_not_exist(string zone, string starts, params string[] expected) => Assert.Equal(expected,
        Recurrence.Parse("FREQ=DAILY", starts, zone).From(long.MinValue).Take(3).Select(each => $"{DateTimeOffset.FromUnixTimeMilliseconds(each.At):yyyy-MM-ddTHH:mm}"));

    [Theory]
    [InlineData("FREQ=MONTHLY;BYDAY=1TU", "2026-12-01T16:00", "2026-12-01T16:00 = 2026-12-01T16:00", "2027-01-05T16:00 = 2027-01-05T16:00")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR", "2026-12-01T16:00", "2026-12-25T16:00 = 2026-12-25T16:00", "2027-01-29T16:00 = 2027-01-29T16:00")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=31", "2026-12-01T16:00", "2026-12-31T16:00 = 2026-12-31T16:00", "2027-01-31T16:00 = 2027-01-31T16:00")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2", "2026-12-01T16:00", "2026-12-01T16:00 = 2026-12-01T16:00", "2026-12-15T16:00 = 2026-12-15T16:00")]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=1", "2026-12-01T16:00", "2026-12-01T16:00 = 2026-12-01T16:00")]
    [InlineData("FREQ=WEEKLY;UNTIL=20261201", "2026-12-01T16:00", "2026-12-01T16:00 = 2026-12-01T16:00")]
    public void Rules_give_the_dates_of_RFC_5545(string rule, string starts, params string[] expected) => Assert.Equal(expected, Dates(rule, starts, "Europe/London", 2));

    // 21:00 in New York is two in the morning of the next day in UTC.
    [Theory]
    [InlineData("20261209T015959Z", 1)]
    [InlineData("20261209T020000Z", 2)]
    [InlineData("20261208", 2)]
    [InlineData("20261207", 1)]
    public void The_end_of_a_rule_is_read_where_it_is_meant(string until, int count) =>
        Assert.Equal(count, Dates($"FREQ=WEEKLY;UNTIL={until}", "2026-12-01T21:00", "America/New_York", 9).Length);

    [Fact]
    public void Dates_are_found_years_after_the_start_and_counted_from_it()
    {
        Assert.Equal(["2036-12-02T16:00 = 2036-12-02T16:00"], Dates("FREQ=WEEKLY;BYDAY=TU", "2026-12-01T16:00", "Europe/London", 1, "2036-12-01T00:00Z"));
        Assert.Equal(["2026-12-15T16:00 = 2026-12-15T16:00"], Dates("FREQ=WEEKLY;COUNT=3", "2026-12-01T16:00", "Europe/London", 9, "2026-12-10T00:00Z"));
        Assert.Empty(Dates("FREQ=WEEKLY;COUNT=3", "2026-12-01T16:00", "Europe/London", 9, "2026-12-16T00:00Z"));
    }

    [Theory]
    [InlineData("FREQ=WEEKLY;BYDAY=TU", "every Tuesday at 16:00, Europe/London")]
    [InlineData("FREQ=WEEKLY", "every Tuesday at 16:00, Europe/London")]
    [InlineData("FREQ=WEEKLY;BYDAY=SU,TU,TH", "every Tuesday, Thursday and Sunday at 16:00, Europe/London")]
    [InlineData("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday at 16:00, Europe/London")]
    [InlineData("FREQ=WEEKLY;INTERVAL=2;BYDAY=TU", "every 2 weeks on Tuesday at 16:00, Europe/London")]
    [InlineData("FREQ=MONTHLY;BYDAY=1TU", "on the first Tuesday of every month at 16:00, Europe/London")]
    [InlineData("FREQ=MONTHLY;BYDAY=-1FR;INTERVAL=3", "on the last Friday of every 3 months at 16:00, Europe/London")]
    [InlineData("FREQ=MONTHLY;BYMONTHDAY=15", "on day 15 of every month at 16:00, Europe/London")]
    [InlineData("FREQ=YEARLY", "every year on 1 December at 16:00, Europe/London")]
    [InlineData("FREQ=DAILY;COUNT=10", "every day, 10 times, at 16:00, Europe/London")]
    [InlineData("FREQ=WEEKLY;UNTIL=20261220", "every Tuesday, until 20 December 2026, at 16:00, Europe/London")]
    [InlineData("FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1", "by the rule FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=1 at 16:00, Europe/London")]
    public void A_rule_is_said_as_people_say_it(string rule, string words) => Assert.Equal(words, Recurrence.Parse(rule, "2026-12-01T16:00", "Europe/London").Words);

    [Theory]
    [InlineData("", "The rule can't be read")]
    [InlineData("every tuesday", "The rule can't be read")]
    [InlineData("FREQ=WEEKLY;BYDAY=XX", "The rule can't be read")]
    [InlineData("FREQ=WEEKLY;INTERVAL=0", "The rule can't be read")]
    [InlineData("FREQ=WEEKLY;COUNT=2;UNTIL=20261220", "The rule can't be read")]
    [InlineData("FREQ=HOURLY", "Gatherings recur by day, week, month or year.")]
    [InlineData("FREQ=DAILY;BYHOUR=3", "The time of day is that of the first date")]
    [InlineData("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "The rule gives no date at all.")]
    [InlineData("FREQ=WEEKLY;UNTIL=20200101", "The rule gives no date at all.")]
    [InlineData("FREQ=WEEKLY;UNTIL=soon", "The rule can't be read: its UNTIL is no date.")]
    public void A_rule_that_cannot_be_is_refused_in_a_sentence(string rule, string sentence) =>
        Assert.StartsWith(sentence, Assert.Throws<InvalidInputException>(() => Recurrence.Parse(rule, "2026-12-01T16:00", "Europe/London")).Message, StringComparison.Ordinal);
}
