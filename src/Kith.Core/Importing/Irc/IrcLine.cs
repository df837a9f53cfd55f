using System.Text.RegularExpressions;
using Kith.Importing.Text;
using NodaTime;

namespace Kith.Importing.Irc;

/// <summary>What a line of a log is.</summary>
internal enum IrcLineKind
{
    /// <summary>Not a line of a log; with a time, a spoilt one.</summary>
    Unknown,

    /// <summary>Somebody said something.</summary>
    Said,

    /// <summary>Somebody did something: <c>* nick waves</c>.</summary>
    Action,

    /// <summary>The day changed, or the log was opened on that day.</summary>
    Day,

    /// <summary>Joins, quits, notices, modes and nothing at all.</summary>
    Ignored,
}

/// <summary>One line of a log in any of the dialects: irssi, weechat, energymech, eggdrop, ZNC, XChat, supybot, RRSAgent, gitter.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Date">The date on the line; without a year (XChat) in the year 4.</param>
/// <param name="Time">The time of day, if it has one.</param>
/// <param name="Offset">Of the time from UTC, if the line says.</param>
/// <param name="Nick">Who, without the sign of an operator.</param>
/// <param name="Text">What was said or done.</param>
/// <param name="Channel">The channel that a join names.</param>
internal readonly partial record struct IrcLine(
    IrcLineKind Kind, LocalDate? Date = null, LocalTime? Time = null, Offset? Offset = null, string Nick = "", string Text = "", string? Channel = null)
{
    /// <summary>The year of dates that name none: a leap year, so that every day has a place.</summary>
    public const int NoYear = 4;

    /// <summary>Reads a line; <see cref="IrcLineKind.Unknown"/> if it belongs to no dialect.</summary>
    public static IrcLine Parse(string line)
    {
        if (string.IsNullOrWhiteSpace(line))
        {
            return new IrcLine(IrcLineKind.Ignored);
        }
        if (DayIn(line) is { } day)
        {
            return new IrcLine(IrcLineKind.Day, day);
        }
        var stamp = Stamp().Match(line);
        if (!stamp.Success)
        {
            return Bare().Match(line) is { Success: true } bare ? Server(bare.Value, line) : default;
        }
        if (TimeOf(stamp) is not { } time)
        {
            return new IrcLine(IrcLineKind.Unknown, Time: LocalTime.Midnight);
        }
        var said = Rest(line[stamp.Length..], stamp.Groups["y"].Success && stamp.Groups["gap"].Value.Contains('\t'));
        return said with { Date = DateOf(stamp), Time = time, Offset = OffsetOf(stamp) };
    }

    private static IrcLine Rest(string rest, bool columns)
    {
        if (rest.Length == 0)
        {
            return new IrcLine(IrcLineKind.Ignored);
        }
        if (Say().Match(rest) is { Success: true } say)
        {
            return Says(IrcLineKind.Said, say);
        }
        if (Act().Match(rest) is { Success: true } act)
        {
            return Says(IrcLineKind.Action, act);
        }
        if (Bare().Match(rest) is { Success: true } server)
        {
            return Server(server.Value, rest);
        }
        return columns && Column().Match(rest) is { Success: true } column ? Says(IrcLineKind.Said, column) : default;
    }

    private static IrcLine Says(IrcLineKind kind, Match match)
    {
        var text = match.Groups["text"].Value.Trim();
        return new IrcLine(text.Length == 0 ? IrcLineKind.Ignored : kind, Nick: match.Groups["nick"].Value.Trim(), Text: text);
    }

    private static IrcLine Server(string sign, string line) =>
        new(IrcLineKind.Ignored, Channel: Joins().Match(line, Math.Min(line.Length, sign.Length)) is { Success: true } join ? join.Groups["channel"].Value : null);

    private static LocalDate? DayIn(string line)
    {
        var match = line.Length < 200 ? DayLine().Match(line) : Match.Empty;
        if (!match.Success)
        {
            return null;
        }
        var month = match.Groups["m"].Success ? int.Parse(match.Groups["m"].Value) : Moment.Month(match.Groups["mon"].Value);
        return Moment.Date(int.Parse(match.Groups["y"].Value), month, int.Parse(match.Groups["d"].Value));
    }

    private static LocalTime? TimeOf(Match stamp)
    {
        var (hour, minute) = (int.Parse(stamp.Groups["h"].Value), int.Parse(stamp.Groups["min"].Value));
        var second = stamp.Groups["s"].Success ? int.Parse(stamp.Groups["s"].Value) : 0;
        var fraction = stamp.Groups["f"].Success ? (int)(double.Parse($"0.{stamp.Groups["f"].Value}") * 1000 + 1e-6) : 0;
        if (stamp.Groups["pm"] is { Success: true } half)
        {
            hour = hour is >= 1 and <= 12 ? hour % 12 + (half.Value is "p" or "P" ? 12 : 0) : 99;
        }
        // A leap second counts to the second before it.
        return hour < 24 && minute < 60 && second <= 60 ? new LocalTime(hour, minute, Math.Min(second, 59), fraction) : null;
    }

    private static LocalDate? DateOf(Match stamp)
    {
        if (stamp.Groups["y"].Success)
        {
            return Moment.Date(int.Parse(stamp.Groups["y"].Value), int.Parse(stamp.Groups["m"].Value), int.Parse(stamp.Groups["d"].Value));
        }
        if (!stamp.Groups["mon"].Success)
        {
            return null;
        }
        var (month, day) = (Moment.Month(stamp.Groups["mon"].Value), int.Parse(stamp.Groups["md"].Value));
        return month > 0 && day >= 1 && day <= CalendarSystem.Iso.GetDaysInMonth(NoYear, month) ? new LocalDate(NoYear, month, day) : null;
    }

    private static Offset? OffsetOf(Match stamp)
    {
        var zone = stamp.Groups["z"].Value;
        if (zone.Length == 0)
        {
            return null;
        }
        var minutes = zone == "Z" ? 0 : int.Parse(zone.AsSpan(1, 2)) * 60 + int.Parse(zone.AsSpan(zone.Length - 2));
        return minutes <= 18 * 60 ? NodaTime.Offset.FromSeconds((zone[0] == '-' ? -60 : 60) * minutes) : null;
    }

    [GeneratedRegex(@"^[\[(]?(?:(?<y>\d{4})[-/.]?(?<m>\d\d)[-/.]?(?<d>\d\d)[T _]|(?<mon>[A-Z][a-z]{2})[ ]{1,2}(?<md>\d{1,2})[ ])?(?<h>\d{1,2}):(?<min>\d\d)(?::(?<s>\d\d)(?:[.,](?<f>\d{1,9}))?)?(?:[ ]?(?<pm>[AaPp])\.?[Mm]\.?(?=\W))?(?:[ ]?(?<z>Z|[+-]\d\d:?\d\d)(?=\W))?[\])]?(?<gap>[ \t]+|$)")]
    private static partial Regex Stamp();

    // Names with spaces come from bridges to other chats.
    [GeneratedRegex(@"^<[ ]?[@+%~&!]{0,3}(?<nick>[^\s<>]{1,80}(?:[ ][^\s<>]{1,40}){0,4})[ ]?>[ \t]*(?<text>.*)$")]
    private static partial Regex Say();

    [GeneratedRegex(@"^\*[ \t]+(?<nick>[^\s*]\S{0,79})[ \t]+(?<text>.*)$")]
    private static partial Regex Act();

    // weechat: the nick in a column of its own. A colon would make it the chat of a video call.
    [GeneratedRegex(@"^[@+%~&]?(?<nick>\S{0,79}[^\s:])\t(?<text>.*)$")]
    private static partial Regex Column();

    [GeneratedRegex(@"^(?:-!-|\*{2,4}|={3}|-{2,3}>?|<-{1,2}>?|->|[→←⇐⇒—]|-[^\s<>-][^\s<>]{0,79}-|!\S+[ ]\*{3})(?=\s|$)")]
    private static partial Regex Bare();

    [GeneratedRegex(@"(?:joined|Join(?:ed|s)?(?: to)?:?|has left|Now talking (?:on|in))\s+(?:channel\s+)?(?<channel>#[^\s,:]{1,60})", RegexOptions.IgnoreCase)]
    private static partial Regex Joins();

    [GeneratedRegex(@"^(?:\[?\d\d:\d\d(?::\d\d)?\]?\s+)?(?:-!-\s+|[-=*]{3,4}\s+)?(?:(?:Day changed|Log (?:opened|closed)|BEGIN LOGGING AT|ENDING LOGGING AT|Session (?:Start|Time|Close|Ident))[^\d\n]{0,40}?|(?<=[-=*]{3,4}\s+))(?:(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6},?\s+)?(?:(?<mon>[A-Z][a-z]{2})[a-z]{0,6}\s+(?<d>\d{1,2})(?:st|nd|rd|th)?,?(?:\s+\d\d:\d\d(?::\d\d)?)?(?:\s+[A-Z]{3,4})?\s+(?<y>\d{4})|(?<d>\d{1,2})\s+(?<mon>[A-Z][a-z]{2})[a-z]{0,6}\s+(?<y>\d{4})|(?<y>\d{4})-(?<m>\d\d)-(?<d>\d\d))\b")]
    private static partial Regex DayLine();
}
