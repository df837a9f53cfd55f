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
    // A year in which the rules of today hold.
    private const int Year = 2024;

    private static readonly DateTimeZone[] World = [.. TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping.Values.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)
        .Select(DateTimeZoneProviders.Tzdb.GetZoneOrNull).OfType<DateTimeZone>()];

    private readonly List<(Offset To, LocalDate? On)> clocks = [];
    private Offset? to;
    private LocalDate? on;

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
            on = Date(rule);
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
        [{ On: not null }, { On: not null }] => Array.Find(World, zone => clocks.TrueForAll(Changes(zone).Contains)),
        _ => null,
    };

    private static HashSet<(Offset, LocalDate?)> Changes(DateTimeZone zone) =>
        [.. zone.GetZoneIntervals(new Interval(Instant.FromUtc(Year, 1, 1, 0, 0), Instant.FromUtc(Year + 1, 1, 1, 0, 0))).Skip(1).Select(next => (next.WallOffset, (LocalDate?)next.IsoLocalStart.Date))];

    // The second Sunday of March, the last one of October.
    private static LocalDate? Date(Match rule)
    {
        var (month, nth) = (int.Parse(rule.Groups["month"].Value), int.Parse(rule.Groups["nth"].Value));
        if (month is < 1 or > 12 || nth is 0 or > 5 or < -5)
        {
            return null;
        }
        var day = (IsoDayOfWeek)(Array.IndexOf(["MO", "TU", "WE", "TH", "FR", "SA", "SU"], rule.Groups["day"].Value) + 1);
        var first = new LocalDate(Year, month, 1);
        var date = nth > 0 ? first.PlusDays(-1).Next(day).PlusWeeks(nth - 1) : first.PlusMonths(1).Previous(day).PlusWeeks(nth + 1);
        return date.Month == month ? date : null;
    }

    [GeneratedRegex(@"^(?<sign>[+-])(?<h>\d\d)(?<m>\d\d)(?:\d\d)?$")]
    private static partial Regex OffsetLine();

    [GeneratedRegex(@"^(?!.*UNTIL)(?=.*FREQ=YEARLY)(?=.*BYMONTH=(?<month>\d{1,2})(?:;|$))(?=.*BYDAY=(?<nth>[+-]?\d)(?<day>MO|TU|WE|TH|FR|SA|SU)(?:;|$))")]
    private static partial Regex Yearly();
}
