using Kith.Conversations;
using Kith.Gatherings;
using Kith.Importing.Text;
using NodaTime;
using NodaTime.Text;

namespace Kith.Importing.Calendars;

/// <summary>Events as meetings, date by date.</summary>
/// <param name="scan">What the archive holds.</param>
/// <param name="options">Which zone, which time it is, and whether private ones go in.</param>
internal sealed class CalendarReading(CalendarScan scan, ImportOptions options)
{
    // Thirteen years of working days: a rule that gives more was not made for people.
    private const int MostDates = 5000;
    private const string MessageKey = "invitation";
    private const long Day = TimeSpan.MillisecondsPerDay;

    // What one archive may bring, in rows of the database: a meeting of sixty is 3,600 of them, since each was there with each, and a small file can have it daily
    // for years. Of larger meetings no more is kept than who was there.
    private const long MostRows = 10_000_000;

    /// <summary>As many as count as having been there with each other: as Interactions has it, a slice that comes after this one.</summary>
    internal const int LargestTogether = 60;

    // Letters that take about as much room as a row.
    private const int LettersOfRow = 100;

    private readonly HashSet<string> introduced = new(StringComparer.Ordinal);
    private readonly HashSet<string> unknown = new(StringComparer.Ordinal);
    private long rows;
    private readonly long now = options.Now ?? Moment.Latest;

    /// <summary>The entries of a file.</summary>
    /// <exception cref="InvalidInputException">Together with those read before it is more than calendars of people hold.</exception>
    public IEnumerable<Entry> Read(ArchiveFile file)
    {
        var unorganized = new IssueLimit(file, "It names who was invited and not by whom, and was left out: an event of several people needs an ORGANIZER.");
        var timeless = new IssueLimit(file, "The event has no time that can be read, and was left out: DTSTART should be like 20240305T160000Z.");
        var any = false;
        foreach (var (one, issue) in CalendarEvents.In(file, scan.Zones))
        {
            any |= one is not null;
            if ((issue ?? (one is null ? null : Wrong(one, unorganized, timeless))) is { } wrong)
            {
                yield return wrong;
            }
            if (one is { Organizer: not null, Start: { } start } && scan.Zones.Time(start) is { } first && scan.IsLatest(one))
            {
                if (scan.Zones.Unknown(start) is { } zone && unknown.Add(zone))
                {
                    yield return new ImportIssue(file.Path, one.Line, $"Nobody knows the time zone {zone}; its times were taken for those of {scan.Zones.Floating.Id}. Name another with --zone.") { IsNote = true };
                }
                foreach (var entry in Dates(one, first, file))
                {
                    yield return entry;
                }
            }
        }
        foreach (var rest in new[] { unorganized.Rest, timeless.Rest }.OfType<ImportIssue>())
        {
            yield return rest;
        }
        if (!any)
        {
            yield return new ImportIssue(file.Path, 0, "The calendar holds no event.");
        }
    }

    private ImportIssue? Wrong(Invitation one, IssueLimit unorganized, IssueLimit timeless) =>
        one.Start is null || scan.Zones.Time(one.Start) is null ? timeless.At(one.Line)
        : one.Organizer is null && one.Invited.Count > 1 ? unorganized.At(one.Line) : null;

    private IEnumerable<Entry> Dates(Invitation one, CalendarTime first, ArchiveFile file)
    {
        var length = one.End is { } end && scan.Zones.Time(end) is { } until ? Math.Max(0, until.At - first.At) : one.Length;
        var key = one.Uid.Length > 0 ? one.Uid : $"e{Fingerprint.Of($"{one.Title}\n{one.Start!.Value}\n{one.Organizer!.Address}")}";
        if (one.Instead is { } instead)
        {
            return scan.Zones.Time(instead) is { } date ? Held(one, $"{key}/{Written(scan.DayOf(one.Uid, instead, date))}", first, length, file, inSeries: true) : [];
        }
        return one.Rule is null && one.Also.Count == 0 ? Held(one, key, first, length, file, inSeries: false) : Series(one, key, first, length, file);
    }

    private IEnumerable<Entry> Series(Invitation one, string key, CalendarTime first, long? length, ArchiveFile file)
    {
        var (dates, issue) = Given(one, first, file);
        if (issue is not null)
        {
            yield return issue;
        }
        var without = one.Without.SelectMany(line => scan.Zones.Times(line).Select(time => scan.DayOf(one.Uid, line, time))).ToHashSet();
        var apart = scan.Apart(one.Uid);
        foreach (var date in dates.DistinctBy(date => date.Local.Date).Where(date => !apart.Contains(date.Local.Date)))
        {
            foreach (var entry in Held(one, $"{key}/{Written(date.Local.Date)}", date, length, file, inSeries: true, isCancelled: without.Contains(date.Local.Date)))
            {
                yield return entry;
            }
        }
    }

    private (IReadOnlyList<CalendarTime> Dates, ImportIssue? Issue) Given(Invitation one, CalendarTime first, ArchiveFile file)
    {
        var also = one.Also.SelectMany(scan.Zones.Times).Select(time => new CalendarTime(Instant.FromUnixTimeMilliseconds(time.At).InZone(first.Zone).LocalDateTime, first.Zone));
        if (one.Rule is null)
        {
            return ([first, .. also], null);
        }
        try
        {
            var given = Recurrence.Of(one.Rule, first.Local, first.Zone).From(long.MinValue).TakeWhile(date => date.At <= now).Take(MostDates + 1).ToList();
            return ([.. given.Take(MostDates).Select(date => new CalendarTime(date.Local, first.Zone)), .. also],
                given.Count <= MostDates ? null : new ImportIssue(file.Path, one.Line, $"The series gives more than {MostDates} dates; the first {MostDates} were taken."));
        }
        catch (InvalidInputException wrong)
        {
            return ([first, .. also], new ImportIssue(file.Path, one.Line, $"Of this series only the first date was taken: {wrong.Message}"));
        }
    }

    private void Count(Invitation one, int there, string file)
    {
        rows += 1 + one.Invited.Count + (one.Title.Length + one.Description.Length) / LettersOfRow + (there > LargestTogether ? there : (long)there * there);
        if (rows > MostRows)
        {
            throw new InvalidInputException("The calendars say more than ten million times that somebody was at a meeting with somebody, which is more than Kith takes at once.", file,
                "Give fewer calendars at a time, and none with a series of very many people that goes on for years.");
        }
    }

    private IEnumerable<Entry> Held(Invitation one, string key, CalendarTime start, long? length, ArchiveFile file, bool inSeries, bool isCancelled = false)
    {
        var (at, there) = (start.At, one.There);
        Count(one, there.Count, file.Path);
        var isMarked = scan.IsPrivate(one);
        var invited = scan.MostInvited(one);
        var isPrivate = isMarked || invited < 3;
        // It may have come in before somebody marked it, or called it off. Of how few it is, not every copy tells rightly.
        PrivacyEntry[] marked = isMarked ? [new(key, one.AsOf)] : [];
        if (at > now || !Moment.IsPossible(at))
        {
            return marked;
        }
        if (isCancelled || one.IsCancelled)
        {
            return [.. marked, new RemovalEntry(key, MessageKey, one.AsOf)];
        }
        if (invited < 2 || (isPrivate && !options.IncludePrivate))
        {
            return marked;
        }
        if (there.Count < 2)
        {
            // That nobody came, only a calendar that knows all answers could say.
            return one.Declined.Select(person => new AbsenceEntry(key, person.Address, one.AsOf));
        }
        var title = one.Title.Length > 0 ? one.Title : "Meeting";
        var to = at + Math.Min(length ?? 0, 30 * Day);
        return
        [
            .. there.Append(one.Organizer!).Where(person => introduced.Add(person.Address)).Select(person => new PersonEntry(person.Address, scan.NameOf(person.Address), person.Address, person.IsCalendar)),
            new ConversationEntry(key, inSeries ? $"{title} {Written(start.Local.Date)}" : title, ConversationKind.Meeting, isPrivate ? Visibility.Participants : Visibility.Community, AsOf: one.AsOf),
            new MessageEntry(key, MessageKey, one.Organizer!.Address, at, one.Description.Length > 0 ? $"{title}\n\n{one.Description}" : title) { Act = Act.Invitation },
            .. there.Select(person => new AttendanceEntry(key, person.Address, at, length is null ? null : to)),
            .. one.Declined.Select(person => new AbsenceEntry(key, person.Address)),
        ];
    }

    private static string Written(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
