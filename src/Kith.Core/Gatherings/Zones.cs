using Kith.Store;
using NodaTime;
using NodaTime.Text;
using NodaTime.TimeZones;

namespace Kith.Gatherings;

/// <summary>A local time in a zone, as an instant.</summary>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Note">In a sentence, if that local time does not exist or exists twice: what was made of it.</param>
public readonly record struct Zoned(long At, string? Note);

/// <summary>Local times of IANA time zones, right across changes of the clock.</summary>
public static class Zones
{
    private static readonly LocalDateTimePattern Minute = LocalDateTimePattern.CreateWithInvariantCulture("uuuu'-'MM'-'dd'T'HH':'mm");

    // A clock that was put forward: the time after the gap as far as the asked one lies in it. One that was put back: the first of the two.
    private static readonly ZoneLocalMappingResolver Lenient = Resolvers.CreateMappingResolver(
        Resolvers.ReturnEarlier, Resolvers.ReturnForwardShifted);

    /// <summary>Zones to choose from, by area and place.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. TzdbDateTimeZoneSource.Default.ZoneLocations!.Select(place => place.ZoneId).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal), "UTC"];

    /// <summary>The zone of that name.</summary>
    /// <exception cref="InvalidInputException">There is none.</exception>
    public static DateTimeZone Find(string? name, string where = "zone") => DateTimeZoneProviders.Tzdb.GetZoneOrNull(name ?? "")
        ?? throw new InvalidInputException($"There is no time zone \"{Typed.Text(name, 100, "time zone")}\".", where, "Write it like Europe/London.");

    /// <summary>Reads a local time such as <c>2026-12-01T16:00</c>.</summary>
    /// <exception cref="InvalidInputException">It is none, or out of reach.</exception>
    public static LocalDateTime Parse(string? local, string where = "time") =>
        Minute.Parse((local ?? "").Trim().Replace(' ', 'T')) is { Success: true, Value: { Year: >= 2000 and < 2100 } time }
            ? time
            : throw new InvalidInputException($"\"{Typed.Text(local, 100, where)}\" is no date and time.", where, "Write it like 2026-12-01T16:00.");

    /// <summary>The stored form: <c>2026-12-01T16:00</c>.</summary>
    public static string Text(LocalDateTime local) => Minute.Format(local);

    /// <summary>When a local time is.</summary>
    public static Zoned At(LocalDateTime local, DateTimeZone zone)
    {
        var at = zone.ResolveLocal(local, Lenient);
        return new(at.ToInstant().ToUnixTimeMilliseconds(), zone.MapLocal(local).Count switch
        {
            0 => $"The clock in {zone.Id} is put forward over {local:HH:mm} on {local:d MMMM uuuu}: it is held at {at:HH:mm}.",
            1 => null,
            _ => $"The clock in {zone.Id} shows {local:HH:mm} twice on {local:d MMMM uuuu}: the first is meant.",
        });
    }

    /// <summary>The local time of an instant (UTC milliseconds).</summary>
    public static LocalDateTime Local(long at, DateTimeZone zone) => Instant.FromUnixTimeMilliseconds(at).InZone(zone).LocalDateTime;
}
