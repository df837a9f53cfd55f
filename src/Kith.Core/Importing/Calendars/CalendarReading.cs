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
    private const long Day = 86_400_000;

    private readonly HashSet<string> introduced = new(StringComparer.Ordinal);
    private readonly long now = options.Now ?? Moment.Latest;

    /// <summary>The entries of a file.</summary>
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
                if (scan.Zones.NewlyUnknown(start) is { } zone)
                {
                    yield return new ImportIssue(file.Path, one.Line, $"Nobody knows the time zone {zone}; its times were taken for those of {scan.Zones.Floating.Id}. Name another with --zone.");
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
            return scan.Zones.Time(instead) is { } date ? Held(one, $"{key}/{Written(scan.DayOf(one.Uid, instead, date))}", first, length, inSeries: true) : [];
        }
        return one.Rule is null && one.Also.Count == 0 ? Held(one, key, first, length, inSeries: false) : Series(one, key, first, length, file);
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
            foreach (var entry in Held(one, $"{key}/{Written(date.Local.Date)}", date, length, inSeries: true, isCancelled: without.Contains(date.Local.Date)))
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

    private IEnumerable<Entry> Held(Invitation one, string key, CalendarTime start, long? length, bool inSeries, bool isCancelled = false)
    {
        var (at, there) = (start.At, one.There);
        var isMarked = scan.IsPrivate(one);
        var invited = scan.MostInvited(one);
        var isPrivate = isMarked || invited < 3;
        if (at > now || !Moment.IsPossible(at) || invited < 2 || (isPrivate && !options.IncludePrivate))
        {
            // It may have come in before somebody marked it. Of how few it is, not every copy tells rightly.
            return isMarked ? [new PrivacyEntry(key, one.AsOf)] : [];
        }
        if (isCancelled || one.IsCancelled)
        {
            return [new RemovalEntry(key, MessageKey, one.AsOf)];
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
            new MessageEntry(key, MessageKey, one.Organizer!.Address, at, one.Description.Length > 0 ? $"{title}\n\n{one.Description}" : title),
            .. there.Select(person => new AttendanceEntry(key, person.Address, at, length is null ? null : to)),
            .. one.Declined.Select(person => new AbsenceEntry(key, person.Address)),
        ];
    }

    private static string Written(LocalDate day) => LocalDatePattern.Iso.Format(day);
}
