using NodaTime;

namespace Kith.Importing.Calendars;

/// <summary>What has to be known of all events before any is read: the latest version of each, and the dates of series that stand apart.</summary>
/// <param name="zones">The zones that the calendars name.</param>
internal sealed class CalendarScan(CalendarZones zones)
{
    private readonly record struct Version(long Sequence, long AsOf, bool IsPrivate, int Invited);

    private readonly Dictionary<string, Version> latest = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContentLine> starts = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<ContentLine>> apart = new(StringComparer.Ordinal);

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);

    /// <summary>What somebody is called in any event; null if in none.</summary>
    public string? NameOf(string address) => names.GetValueOrDefault(address);

    /// <summary>The zones that the calendars name.</summary>
    public CalendarZones Zones => zones;

    /// <summary>Looks at a file.</summary>
    public void Take(ArchiveFile file)
    {
        foreach (var (one, _) in CalendarEvents.In(file, zones))
        {
            foreach (var person in one?.Invited.Append(one.Organizer).OfType<Invited>().Where(person => person.Name is not null) ?? [])
            {
                names.TryAdd(person.Address, person.Name!);
            }
            if (one is null || one.Uid.Length == 0)
            {
                continue;
            }
            var newer = latest.TryGetValue(one.Which, out var known) ? (one.Sequence, one.AsOf).CompareTo((known.Sequence, known.AsOf)) : 1;
            if (newer >= 0)
            {
                var same = newer == 0 ? known : default;
                latest[one.Which] = new(one.Sequence, one.AsOf, one.IsPrivate || same.IsPrivate, Math.Max(one.Invited.Count, same.Invited));
            }
            if (one.Instead is { } instead)
            {
                if (!apart.TryGetValue(one.Uid, out var dates))
                {
                    apart.Add(one.Uid, dates = []);
                }
                dates.Add(instead);
            }
            else if (one.Rule is not null && one.Start is { } start)
            {
                starts[one.Uid] = start;
            }
        }
    }

    /// <summary>Whether no other calendar of the archive knows better; of equals all are read.</summary>
    public bool IsLatest(Invitation one) => one.Uid.Length == 0 || (latest[one.Which].Sequence, latest[one.Which].AsOf) == (one.Sequence, one.AsOf);

    /// <summary>Whether somebody marked its latest version private: one of several whose calendars hold it is enough.</summary>
    public bool IsPrivate(Invitation one) => one.IsPrivate || (one.Uid.Length > 0 && latest[one.Which].IsPrivate);

    /// <summary>How many people are invited to it, by the calendar that names most: some show guests only their own invitation.</summary>
    public int MostInvited(Invitation one) => one.Uid.Length == 0 ? one.Invited.Count : latest[one.Which].Invited;

    /// <summary>The day by which a date of a series is known: in the zone in which the series is held. A rule gives a day at most once.</summary>
    public LocalDate DayOf(string uid, ContentLine date, CalendarTime time) =>
        date.Value.Trim().EndsWith('Z') && starts.TryGetValue(uid, out var start) && zones.Time(start) is { } first ? time.DayIn(first.Zone) : time.Local.Date;

    /// <summary>The days of a series that stand apart.</summary>
    public HashSet<LocalDate> Apart(string uid) =>
        [.. apart.GetValueOrDefault(uid, []).Select(date => (Date: date, Time: zones.Time(date))).Where(each => each.Time is not null).Select(each => DayOf(uid, each.Date, each.Time!.Value))];
}
