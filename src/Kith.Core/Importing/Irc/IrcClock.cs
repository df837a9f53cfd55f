using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Irc;

/// <summary>Gives each line of one file its time. The day stands on the line, in a line of its own, or in the name of the file.</summary>
internal sealed class IrcClock(LocalDate? day, DateTimeZone zone)
{
    // Lines may come a little late; midnight makes the clock jump back by nearly a day.
    private static readonly Period Midnight = Period.FromHours(6);

    private LocalDate? day = day;
    // Many logs know only the minute: what stands below was said later, by a millisecond at least.
    private const long Unordered = 120_000;

    private LocalDateTime? last;
    private long lastRead = long.MinValue, lastAt = long.MinValue / 2;

    /// <summary>The time of the last line, as written: the same whatever zone it is read in.</summary>
    public LocalDateTime Written => last ?? default;

    /// <summary>A line said which day it is.</summary>
    public void Turn(LocalDate to) => (day, last) = (to, null);

    /// <summary>UTC milliseconds of a line; null if its day is not known, or absurd.</summary>
    public long? At(IrcLine line)
    {
        if (line.Time is not { } time || DateOf(line, time) is not { } date)
        {
            return null;
        }
        (day, last) = (date, date + time);
        var at = line.Offset is { } offset
            ? (date + time).WithOffset(offset).ToInstant().ToUnixTimeMilliseconds()
            : Moment.At(date + time, zone, lastRead);
        lastRead = at;
        lastAt = at <= lastAt && lastAt - at < Unordered ? lastAt + 1 : at;
        return Moment.IsPossible(lastAt) ? lastAt : null;
    }

    private LocalDate? DateOf(IrcLine line, LocalTime time)
    {
        if (line.Date is { } date)
        {
            return date.Year != IrcLine.NoYear ? date : day is { } known ? InYear(known, date) : null;
        }
        return last is { } before && day is { } current && current + time < before - Midnight ? current.PlusDays(1) : day;
    }

    // January after December is the next year.
    private static LocalDate? InYear(LocalDate known, LocalDate date) =>
        Moment.Date(known.Month - date.Month > 6 ? known.Year + 1 : date.Month - known.Month > 6 ? known.Year - 1 : known.Year, date.Month, date.Day);
}
