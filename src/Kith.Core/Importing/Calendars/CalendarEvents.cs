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
        var (zone, deepest) = (default(string), 20);
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
            if (line.Name == "BEGIN" && around.Count < deepest)
            {
                around.Push(line.Value.Trim().ToUpperInvariant());
                open = around.Peek() == "VEVENT" ? new Invitation { Line = lines.Number } : open;
                zone = null;
            }
            else if (line.Name == "END" && around.TryPop(out var ended))
            {
                if (ended == "VEVENT" && open is not null)
                {
                    yield return (open, null);
                    open = null;
                }
            }
            else if (around.TryPeek(out var inside) && inside == "VEVENT")
            {
                open?.Take(line, zones);
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
        if (open is not null)
        {
            yield return (null, new ImportIssue(file.Path, open.Line, "The file ends within this event, which was left out; export the calendar again."));
        }
    }
}
