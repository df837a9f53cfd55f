using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Evaluation;
using Kith.Store;
using NodaTime;

namespace Kith.Gatherings;

/// <summary>One date that a rule gives.</summary>
/// <param name="Local">Local date and time, as the rule gives it.</param>
/// <param name="At">UTC milliseconds.</param>
/// <param name="Note">In a sentence, if that local time does not exist or exists twice.</param>
public readonly record struct Occurrence(LocalDateTime Local, long At, string? Note);

/// <summary>
/// A recurrence rule (RFC 5545, 3.3.10) with its start and zone. The local time of day stays through changes of the clock:
/// the rule is worked out in local time, and each date then put into the zone.
/// </summary>
public sealed class Recurrence
{
    private const int LongestRule = 300;

    // The first year of which no date is given.
    private const int End = 2100;

    private readonly string source;
    private readonly RecurrenceRule rule;
    private readonly LocalDateTime starts;
    private readonly DateTimeZone zone;

    private Recurrence(string source, RecurrenceRule rule, LocalDateTime starts, DateTimeZone zone) =>
        (this.source, this.rule, this.starts, this.zone) = (source, rule, starts, zone);

    /// <summary>The local start of the first.</summary>
    public LocalDateTime Starts => starts;

    /// <summary>Where the local times are meant.</summary>
    public DateTimeZone Zone => zone;

    /// <summary>The rule for people: <c>every Tuesday at 16:00, Europe/London</c>.</summary>
    public string Words => $"{RecurrenceWords.Of(rule, source, starts)} at {starts.ToString("HH:mm", null)}, {zone.Id}";

    /// <summary>Reads a rule, its local start and its zone.</summary>
    /// <exception cref="InvalidInputException">One of them can't be.</exception>
    public static Recurrence Parse(string? rule, string? starts, string? zone)
    {
        var (start, place) = (Zones.Parse(starts, "first date"), Zones.Find(zone));
        return Of(rule, start, place);
    }

    /// <summary>A rule with its first local date.</summary>
    /// <exception cref="InvalidInputException">The rule can't be.</exception>
    public static Recurrence Of(string? rule, LocalDateTime start, DateTimeZone place)
    {
        var text = Stripped(rule);
        var read = Read(text);
        if (read.Frequency is not (FrequencyType.Daily or FrequencyType.Weekly or FrequencyType.Monthly or FrequencyType.Yearly))
        {
            throw Wrong("Gatherings recur by day, week, month or year.", text);
        }
        if (read.ByHour.Count + read.ByMinute.Count + read.BySecond.Count > 0)
        {
            throw Wrong("The time of day is that of the first date, so the rule must not say BYHOUR, BYMINUTE or BYSECOND.", text);
        }
        read.Until = LocalUntil(read.Until, place);
        var made = new Recurrence(text, read, start, place);
        return made.From(long.MinValue).Any() ? made : throw Wrong("The rule gives no date at all.", text);
    }

    /// <summary>Dates whose start is not before <paramref name="from"/> (UTC milliseconds), in order; endless if the rule is.</summary>
    public IEnumerable<Occurrence> From(long from)
    {
        foreach (var date in Dates(from))
        {
            var (at, note) = Zones.At(date, zone);
            if (at >= from)
            {
                yield return new(date, at, note);
            }
        }
    }

    /// <summary>The rule as it goes into a calendar with the start in a zone: the end, if it has one, in UTC.</summary>
    /// <param name="endedAt">UTC milliseconds after which there are none, whatever the rule says; or null.</param>
    internal RecurrenceRule ForCalendar(long? endedAt)
    {
        var copy = Read(source);
        long? until = rule.Until is { } local ? Zones.At(LocalDateTime.FromDateTime(local.Value), zone).At : null;
        if (endedAt is { } ended && (until is null || ended < until))
        {
            (until, copy.Count) = (ended, null);
        }
        copy.Until = until is { } end ? new CalDateTime(DateTimeOffset.FromUnixTimeMilliseconds(end).UtcDateTime, true) : null;
        return copy;
    }

    private IEnumerable<LocalDateTime> Dates(long from)
    {
        var start = new CalDateTime(starts.ToDateTimeUnspecified(), null, true);
        var calendar = new CalendarEvent { Start = start, RecurrenceRule = rule };
        // A day of slack: what is before `from` in UTC may be after it on the wall, and the other way round.
        var near = from <= Zones.At(starts, zone).At ? start : new CalDateTime(Zones.Local(from, zone).PlusDays(-2).ToDateTimeUnspecified(), null, true);
        using var dates = calendar.GetOccurrences(near, new EvaluationOptions { MaxUnmatchedIncrementsLimit = 2_000 }).GetEnumerator();
        LocalDateTime? last = null;
        while (Next(dates) is { } next && next.Year < End)
        {
            // RFC 5545 lets a start that does not fit the rule stand; here the rule alone gives dates.
            if (next != last)
            {
                yield return next;
            }
            last = next;
        }
    }

    private static LocalDateTime? Next(IEnumerator<Ical.Net.DataTypes.Occurrence> dates)
    {
        try
        {
            return dates.MoveNext() ? LocalDateTime.FromDateTime(dates.Current.Period.StartTime.Value) : null;
        }
        catch (EvaluationException)
        {
            return null; // Looked for long enough: there are no more.
        }
    }

    /// <summary>The rule without what stands before it in calendars.</summary>
    internal static string Stripped(string? rule)
    {
        var text = Typed.Text(rule, LongestRule, "rule").ToUpperInvariant();
        return text.StartsWith("RRULE:", StringComparison.Ordinal) ? text[6..] : text;
    }

    private static RecurrenceRule Read(string text)
    {
        if (!text.Contains("FREQ=", StringComparison.Ordinal))
        {
            throw Wrong("The rule can't be read: it does not say FREQ.", text);
        }
        try
        {
            var read = new RecurrenceRule(text);
            // An end that is none would be passed over, and the series go on for ever.
            return read.Until is not null || !text.Contains("UNTIL=", StringComparison.Ordinal) ? read : throw Wrong("The rule can't be read: its UNTIL is no date.", text);
        }
        catch (Exception e) when (e is ArgumentException or FormatException or OverflowException)
        {
            throw Wrong($"The rule can't be read: {e.Message.Split(" (Parameter")[0].TrimEnd('.')}.", text);
        }
    }

    // A date alone means the whole day; with a Z it is UTC. Dates are worked out in local time, so the end must be local too.
    private static CalDateTime? LocalUntil(CalDateTime? until, DateTimeZone zone) => until switch
    {
        // The year 9999 is how calendars say that there is no end.
        null or { Year: >= End } => null,
        { HasTime: false } => new CalDateTime(until.Value.Date.AddDays(1).AddSeconds(-1), null, true),
        { IsUtc: true } => new CalDateTime(Instant.FromDateTimeUtc(until.AsUtc).InZone(zone).LocalDateTime.ToDateTimeUnspecified(), null, true),
        _ => until,
    };

    private static InvalidInputException Wrong(string what, string rule) =>
        new(what, "rule", $"\"{rule}\" should be like FREQ=WEEKLY;BYDAY=TU or FREQ=MONTHLY;BYDAY=1TU (RFC 5545).");
}
