using Kith.Importing.Mail;
using Kith.Importing.Text;
using NodaTime.Text;

namespace Kith.Importing.Calendars;

/// <summary>Somebody whom an event names.</summary>
/// <param name="Address">Of their mail.</param>
/// <param name="Name">As shown, or null.</param>
/// <param name="Answer">PARTSTAT, in upper case; null if none was given.</param>
internal sealed record Invited(string Address, string? Name, string? Answer)
{
    /// <summary>Whether it is a calendar that a team shares, which calls meetings and comes to none.</summary>
    public bool IsCalendar => Address.EndsWith("@group.calendar.google.com", StringComparison.Ordinal);

    /// <summary>Somebody; null if the line names a room, a group or a list, or nobody that can be known again.</summary>
    public static Invited? Of(ContentLine line)
    {
        var value = line.Value.Trim();
        var address = (value.StartsWith("mailto:", StringComparison.OrdinalIgnoreCase) ? value[7..] : line["EMAIL"] ?? value).Trim().ToLowerInvariant();
        return line["CUTYPE"]?.ToUpperInvariant() is "ROOM" or "RESOURCE" or "GROUP" || address.EndsWith("@resource.calendar.google.com", StringComparison.Ordinal)
            || MailAddress.In($"\"{line["CN"]?.Replace("\\", "", StringComparison.Ordinal)}\" <{address}>").FirstOrDefault() is not { Address: { } known, IsList: false } one
            ? null
            : new(known, one.Name, line["PARTSTAT"]?.ToUpperInvariant());
    }
}

/// <summary>An event of a calendar: a meeting, a series of them, or one date of a series that differs.</summary>
internal sealed class Invitation
{
    // More are not people who meet.
    private const int MostInvited = 500;

    // Letters of dates that don't fit a rule: some four thousand of them.
    private const int LongestDates = 65_536;

    // Of a line that is kept as it is.
    private const int LongestValue = 1000;

    private int dates;

    private long stamped, modified;

    private readonly Dictionary<string, Invited> invited = new(StringComparer.Ordinal);

    /// <summary>Number of its first line.</summary>
    public long Line { get; init; }

    /// <summary>The same in every calendar; empty if it has none.</summary>
    public string Uid { get; private set; } = "";

    /// <summary>Grows with each change that matters to those invited.</summary>
    public long Sequence { get; private set; }

    /// <summary>
    /// UTC milliseconds as of which this is said; 0 if unknown. LAST-MODIFIED where there is one: the DTSTAMP of what is published is the time of the
    /// export (RFC 5545, 3.8.7.2), and says nothing of the event.
    /// </summary>
    public long AsOf => modified > 0 ? modified : stamped;

    public string Title { get; private set; } = "";

    public string Description { get; private set; } = "";

    public ContentLine? Start { get; private set; }

    public ContentLine? End { get; private set; }

    /// <summary>How long it lasts, where that is said instead of its end; in milliseconds.</summary>
    public long? Length { get; private set; }

    /// <summary>When the date of the series that this is about would have been; null for the series, or what is none.</summary>
    public ContentLine? Instead { get; private set; }

    /// <summary>RRULE.</summary>
    public string? Rule { get; private set; }

    /// <summary>EXDATE and RDATE.</summary>
    public List<ContentLine> Without { get; } = [];

    public List<ContentLine> Also { get; } = [];

    public Invited? Organizer { get; private set; }

    public bool IsCancelled { get; private set; }

    public bool IsPrivate { get; private set; }

    /// <summary>All who are named, the organizer first.</summary>
    public IReadOnlyList<Invited> Invited => [.. invited.Values.OrderBy(one => one.Address != Organizer?.Address)];

    /// <summary>Who was there, as far as a calendar tells: who had accepted, and the organizer unless they declined.</summary>
    public IReadOnlyList<Invited> There => [.. Invited.Where(one => one.Answer == "ACCEPTED" || one.Address == Organizer?.Address && one.Answer is not "DECLINED")];

    /// <summary>Who was not, though perhaps they had accepted once.</summary>
    public IEnumerable<Invited> Declined => Invited.Where(one => one.Answer == "DECLINED");

    /// <summary>Which date of which event it is about, as written.</summary>
    public string Which => $"{Uid}\n{Instead?.Value}";

    /// <summary>Takes a line of it in.</summary>
    public void Take(ContentLine line, CalendarZones zones)
    {
        switch (line.Name)
        {
            case "DTSTART" or "DTEND" or "DURATION" or "RECURRENCE-ID" or "RRULE" when line.Value.Length > LongestValue: break;
            case "EXDATE" or "RDATE" when (dates += line.Value.Length) > LongestDates: break;
            case "UID": Uid = Storable.Key(line.Text); break;
            case "SEQUENCE": Sequence = long.TryParse(line.Value, out var sequence) ? sequence : 0; break;
            case "DTSTAMP": stamped = TimeOf(line, zones); break;
            case "LAST-MODIFIED": modified = TimeOf(line, zones); break;
            case "SUMMARY": Title = line.Text.Replace('\n', ' '); break;
            case "DESCRIPTION": Description = WithoutDialIn(line.Text); break;
            case "DTSTART": Start = line; break;
            case "DTEND": End = line; break;
            case "DURATION": Length = LengthOf(line.Value.Trim()); break;
            case "RECURRENCE-ID": Instead = line; break;
            case "RRULE": Rule = line.Value.Trim(); break;
            case "EXDATE": Without.Add(line); break;
            case "RDATE": Also.Add(line); break;
            case "STATUS": IsCancelled = line.Value.Trim().Equals("CANCELLED", StringComparison.OrdinalIgnoreCase); break;
            case "CLASS": IsPrivate = line.Value.Trim().ToUpperInvariant() is "PRIVATE" or "CONFIDENTIAL"; break;
            case "ORGANIZER" when Calendars.Invited.Of(line) is { } one:
                Organizer = one;
                if (!one.IsCalendar)
                {
                    invited.TryAdd(one.Address, one);
                }
                break;
            case "ATTENDEE" when invited.Count < MostInvited && Calendars.Invited.Of(line) is { IsCalendar: false } one:
                invited[one.Address] = one with { Name = one.Name ?? invited.GetValueOrDefault(one.Address)?.Name };
                break;
        }
    }

    private static long TimeOf(ContentLine line, CalendarZones zones) => zones.Time(line)?.At is { } at && Moment.IsPossible(at) ? at : 0;

    // Months have no length of their own, and no meeting lasts one.
    private static long? LengthOf(string text) => PeriodPattern.Roundtrip.Parse(text) is { Success: true, Value: { Years: 0, Months: 0 } period }
        && Math.Abs((double)period.Weeks) + Math.Abs((double)period.Days) + Math.Abs((double)period.Hours) < 10_000 && Math.Abs((double)period.Minutes) + Math.Abs((double)period.Seconds) < 1e6
        ? (long)Math.Max(0, period.ToDuration().TotalMilliseconds) : null;

    // How to dial in, with its secrets, is what calendars of Google and Microsoft put below such a line.
    private static string WithoutDialIn(string text) =>
        string.Join('\n', text.Split('\n').TakeWhile(line => !line.StartsWith("-::~", StringComparison.Ordinal) && !line.StartsWith("________", StringComparison.Ordinal))).Trim();
}
