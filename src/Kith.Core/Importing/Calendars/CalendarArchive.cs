using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Calendars;

/// <summary>
/// Calendars in iCalendar (RFC 5545), alone or several together. Each date on which an event of several people has taken place is a
/// meeting: opened by the words of the invitation, attended by who had accepted it. What lies ahead, and what is one person's alone,
/// is left out; what is between two people, or marked private, goes in only where private talk does.
/// </summary>
public sealed class CalendarArchive : IImporter
{
    /// <inheritdoc/>
    public string Format => "ics";

    /// <inheritdoc/>
    public string Reads => "calendars (iCalendar)";

    /// <inheritdoc/>
    public bool Recognises(Archive archive) => archive.Files.Any(IsCalendar);

    /// <summary>None: a community has one source of calendars, and an event is known by its UID, which is the same in everybody's.</summary>
    public string? SourceKey(Archive archive) => null;

    /// <inheritdoc/>
    public IEnumerable<Entry> Read(Archive archive, ImportOptions options)
    {
        var kinds = archive.Files.ToLookup(IsCalendar);
        var files = kinds[true].ToList();
        var others = kinds[false].Where((file, i) => files.Count == 0 ? i == 0 : file.Length != 0 && Path.GetExtension(file.Path).ToLowerInvariant() is ".ics" or ".ical")
            .Select(file => new ImportIssue(file.Path, 0, "This is no calendar; it should be iCalendar and begin with BEGIN:VCALENDAR."));
        // First which versions and exceptions there are: an exception may stand before its series, or in another file.
        var scan = new CalendarScan(new(options.Zone ?? DateTimeZone.Utc));
        files.ForEach(scan.Take);
        // Then once without giving anything: whether it is too much must be known before any of it is written.
        foreach (var _ in Meetings())
        {
        }
        return others.Concat(Meetings());

        IEnumerable<Entry> Meetings() => files.SelectMany(new CalendarReading(scan, options).Read);
    }

    private static bool IsCalendar(ArchiveFile file) =>
        TextLines.Head(file, 3).FirstOrDefault(line => line.Trim().Length > 0)?.Trim().Equals("BEGIN:VCALENDAR", StringComparison.OrdinalIgnoreCase) == true;
}
