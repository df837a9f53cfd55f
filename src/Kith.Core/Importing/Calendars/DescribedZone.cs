using System.Text.RegularExpressions;
using NodaTime;
using NodaTime.TimeZones;

namespace Kith.Importing.Calendars;

/// <summary>
/// A zone of which a calendar gives no name that anybody knows, as its VTIMEZONE describes it: one clock, or two between which it
/// changes each year. Which zone of the world it is, is found by that.
/// </summary>
internal sealed partial class DescribedZone
{
    // Years in which the rules of today hold in most of the world: in the last one a zone has to keep to what is described, and of those
    // that do, the one that did longest is meant. Grand Turk has New York's clocks again, but stood still from 2015 to 2018.
    private const int First = 2008, Last = 2024;

    // Where several kept to the same clocks in all these years, the one in which most people live.
    private static readonly string[] Largest = ["America/New_York", "America/Chicago", "America/Denver", "America/Los_Angeles", "Europe/Berlin", "Australia/Sydney"];

    private static readonly DateTimeZone[] World = [.. Largest.Concat(TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Values.Order(StringComparer.Ordinal)).Distinct(StringComparer.Ordinal)
        .Select(DateTimeZoneProviders.Tzdb.GetZoneOrNull).OfType<DateTimeZone>()];

    private readonly List<(Offset To, Rule? On)> clocks = [];
    private Offset? to;
    private Rule? on;

    /// <summary>A STANDARD or DAYLIGHT begins.</summary>
    public void Begin() => (to, on) = (null, null);

    /// <summary>A line of it.</summary>
    public void Take(ContentLine line)
    {
        if (line.Name == "TZOFFSETTO" && OffsetLine().Match(line.Value.Trim()) is { Success: true } offset)
        {
            var minutes = (int.Parse(offset.Groups["h"].Value) * 60 + int.Parse(offset.Groups["m"].Value)) * (offset.Groups["sign"].Value == "-" ? -1 : 1);
            to = Math.Abs(minutes) <= 18 * 60 ? Offset.FromSeconds(minutes * 60) : null;
        }
        else if (line.Name == "RRULE" && Yearly().Match(line.Value.ToUpperInvariant()) is { Success: true } rule)
        {
            on = Rule.Of(rule);
        }
    }

    /// <summary>It ends.</summary>
    public void End()
    {
        if (to is { } offset)
        {
            clocks.Add((offset, on));
        }
    }

    /// <summary>The zone; null if there is none that keeps to these clocks, or the calendar tells of former times as well.</summary>
    public DateTimeZone? Zone() => clocks switch
    {
        [var (only, _)] => DateTimeZone.ForOffset(only),
        [{ On: not null }, { On: not null }] => World.Where(zone => Keeps(zone, Last)).MaxBy(zone => Enumerable.Range(First, Last - First).Count(year => Keeps(zone, year))),
        _ => null,
    };

    private bool Keeps(DateTimeZone zone, int year)
    {
        var changes = zone.GetZoneIntervals(new Interval(Instant.FromUtc(year, 1, 1, 0, 0), Instant.FromUtc(year + 1, 1, 1, 0, 0))).Skip(1)
            .Select(next => (next.WallOffset, (LocalDate?)next.IsoLocalStart.Date)).ToHashSet();
        return clocks.TrueForAll(clock => changes.Contains((clock.To, clock.On?.In(year))));
    }

    // The second Sunday of March, the last one of October.
    private sealed record Rule(int Month, int Nth, IsoDayOfWeek Day)
    {
        public static Rule? Of(Match rule)
        {
            var (month, nth) = (int.Parse(rule.Groups["month"].Value), int.Parse(rule.Groups["nth"].Value));
            return month is < 1 or > 12 || nth is 0 or > 5 or < -5
                ? null
                : new(month, nth, (IsoDayOfWeek)(Array.IndexOf(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], rule.Groups["day"].Value) + 1));
        }

        public LocalDate? In(int year)
        {
            var first = new LocalDate(year, Month, 1);
            var date = Nth > 0 ? first.PlusDays(-1).Next(Day).PlusWeeks(Nth - 1) : first.PlusMonths(1).Previous(Day).PlusWeeks(Nth + 1);
            return date.Month == Month ? date : null;
        }
    }

    [GeneratedRegex(@"^(?<sign>[+-])(?<h>\d\d)(?<m>\d\d)(?:\d\d)?$")]
    private static partial Regex OffsetLine();

    [GeneratedRegex(@"^(?!.*UNTIL)(?=.*FREQ=YEARLY)(?=.*BYMONTH=(?<month>\d{1,2})(?:;|$))(?=.*BYDAY=(?<nth>[+-]?\d)(?<day>MO|TU|WE|TH|FR|SA|SU)(?:;|$))")]
    private static partial Regex Yearly();
}
