using Kith.Importing.Text;

namespace Kith.Importing.Calendars;

/// <summary>The events of a file, one after the other.</summary>
internal static class CalendarEvents
{
    /// <summary>Each event, or what can't be read.</summary>
    /// <param name="file">A calendar.</param>
    /// <param name="zones">Learns the places of zones that the calendar describes.</param>
    public static IEnumerable<(Invitation? Event, ImportIssue? Issue)> In(ArchiveFile file, CalendarZones zones)
    {
        using var lines = new CalendarLines(file);
        Invitation? open = null;
        // The components around a line: what an alarm says is not said of its event.
        var around = new Stack<string>();
        var (zone, clocks, deepest) = (default(string), new DescribedZone(), 20);
        var cutOff = new IssueLimit(file, "The event is cut off before its end, and was left out; export the calendar again.");
        while (lines.Read())
        {
            if (lines.Issue is { } issue)
            {
                yield return (null, issue);
            }
            if (lines.Line is not { } line)
            {
                continue;
            }
            if (line.Name == "BEGIN" && line.Value.Trim().ToUpperInvariant() is var begun && (begun is "VEVENT" or "VCALENDAR" || around.Count < deepest))
            {
                if (begun is "VEVENT" or "VCALENDAR")
                {
                    // Neither stands within an event: what came before was cut off, and calendars put together after it.
                    if (open is not null && cutOff.At(open.Line) is { } cut)
                    {
                        yield return (null, cut);
                    }
                    around.Clear();
                    open = begun == "VEVENT" ? new Invitation { Line = lines.Number } : null;
                }
                if (begun is "STANDARD" or "DAYLIGHT")
                {
                    clocks.Begin();
                }
                else
                {
                    (zone, clocks) = (null, new DescribedZone());
                }
                around.Push(begun);
            }
            else if (line.Name == "END" && around.TryPop(out var ended))
            {
                if (ended == "VEVENT" && open is not null)
                {
                    yield return (open, null);
                    open = null;
                }
                else if (ended is "STANDARD" or "DAYLIGHT")
                {
                    clocks.End();
                }
                else if (ended == "VTIMEZONE" && zone is not null)
                {
                    zones.Learn(zone, clocks);
                }
            }
            else if (around.TryPeek(out var inside) && inside == "VEVENT")
            {
                open?.Take(line, zones);
            }
            else if (inside is "STANDARD" or "DAYLIGHT")
            {
                clocks.Take(line);
            }
            else if (inside == "VTIMEZONE" && line.Name is "TZID" or "X-LIC-LOCATION")
            {
                if (line.Name == "TZID")
                {
                    zone = line.Value.Trim();
                }
                else if (zone is not null)
                {
                    zones.Learn(zone, line.Value.Trim());
                }
            }
        }
        foreach (var issue in new[] { open is null ? null : cutOff.At(open.Line), cutOff.Rest }.OfType<ImportIssue>())
        {
            yield return (null, issue);
        }
    }
}
