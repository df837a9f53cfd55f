using Kith.Importing.Text;
using NodaTime;
using NodaTime.TimeZones;

namespace Kith.Importing.Calendars;

/// <summary>A time in a calendar.</summary>
/// <param name="Local">As it stands there; midnight where only the day does.</param>
/// <param name="Zone">Where it is meant.</param>
internal readonly record struct CalendarTime(LocalDateTime Local, DateTimeZone Zone)
{
    /// <summary>UTC milliseconds.</summary>
    public long At => Moment.At(Local, Zone);

    /// <summary>The day of it in another zone.</summary>
    public LocalDate DayIn(DateTimeZone zone) => Instant.FromUnixTimeMilliseconds(At).InZone(zone).Date;
}

/// <summary>The zones that calendars name: by IANA, as Windows does, or with a place or clocks of their own in a VTIMEZONE.</summary>
/// <param name="floating">Zone of times that name none.</param>
internal sealed class CalendarZones(DateTimeZone floating)
{
    private static readonly IDictionary<string, string> Windows = TzdbDateTimeZoneSource.Default.WindowsMapping.PrimaryMapping;

    private readonly Dictionary<string, string> places = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, DateTimeZone> described = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Zone of times that name none.</summary>
    public DateTimeZone Floating => floating;

    /// <summary>A VTIMEZONE says which place it is about.</summary>
    public void Learn(string id, string place) => places[id] = place;

    /// <summary>A VTIMEZONE describes its clocks: until another does, for each program has a "Customized Time Zone".</summary>
    public void Learn(string id, DescribedZone zone)
    {
        described.Remove(id);
        if (Find(id) is null && zone.Zone() is { } found)
        {
            described.Add(id, found);
        }
    }

    /// <summary>The time in a line such as <c>DTSTART;TZID=Europe/London:20240305T160000</c>; null if it is none.</summary>
    public CalendarTime? Time(ContentLine line) => Time(line.Value.Trim(), line["TZID"]);

    /// <summary>The times in a line with commas.</summary>
    public IEnumerable<CalendarTime> Times(ContentLine line) =>
        line.Value.Split(',').Select(value => Time(value.Split('/')[0].Trim(), line["TZID"])).OfType<CalendarTime>();

    /// <summary>The name of the zone that a line gives, if nobody knows it; else null.</summary>
    public string? Unknown(ContentLine line) => line["TZID"] is { } id && !line.Value.EndsWith('Z') && Find(id) is null ? id : null;

    private CalendarTime? Time(string value, string? id)
    {
        if (Numbers(value, 0, 8) is not { } day || Moment.Date(day / 10_000, day / 100 % 100, day % 100) is not { } date)
        {
            return null;
        }
        var zone = value.EndsWith('Z') ? DateTimeZone.Utc : id is null ? floating : Find(id) ?? floating;
        if (value.Length == 8)
        {
            return new(date.AtMidnight(), zone);
        }
        return value.Length is 15 or 16 && value[8] == 'T' && Numbers(value, 9, 6) is { } clock && clock / 10_000 < 24 && clock / 100 % 100 < 60 && clock % 100 <= 60
            ? new(date + new LocalTime(clock / 10_000, clock / 100 % 100, Math.Min(59, clock % 100)), zone)
            : null;
    }

    // "/example.org/20240101/Europe/London" is how some software writes that it means Europe/London.
    private DateTimeZone? Find(string id)
    {
        var parts = id.Split('/');
        return Known(id) ?? (places.TryGetValue(id, out var place) ? Known(place) : null)
            ?? Enumerable.Range(1, Math.Min(3, parts.Length) - 1).Select(more => Known(string.Join('/', parts[^(more + 1)..]))).FirstOrDefault(zone => zone is not null)
            ?? described.GetValueOrDefault(id);
    }

    private static DateTimeZone? Known(string name) =>
        DateTimeZoneProviders.Tzdb.GetZoneOrNull(name) ?? (Windows.TryGetValue(name, out var mapped) ? DateTimeZoneProviders.Tzdb.GetZoneOrNull(mapped) : null);

    private static int? Numbers(string text, int from, int count) =>
        text.Length >= from + count && text.AsSpan(from, count) is var digits && !digits.ContainsAnyExceptInRange('0', '9') ? int.Parse(digits) : null;
}
