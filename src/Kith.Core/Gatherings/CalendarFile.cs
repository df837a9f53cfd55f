using Ical.Net;
using Ical.Net.CalendarComponents;
using Ical.Net.DataTypes;
using Ical.Net.Serialization;
using NodaTime;
using Duration = Ical.Net.DataTypes.Duration;

namespace Kith.Gatherings;

/// <summary>What goes into a calendar.</summary>
/// <param name="Name">Of the calendar.</param>
/// <param name="Gatherings">Cancelled ones too: calendars have to learn of it.</param>
/// <param name="Series">Those of which the calendar is to show dates beyond the gatherings that exist.</param>
/// <param name="Questions">Of a gathering, by number.</param>
/// <param name="Hidden">Local days of a series on which there is a gathering that the reader may not see.</param>
/// <param name="Site">Where the server is reached.</param>
public sealed record CalendarContent(
    string Name, IReadOnlyList<Gathering> Gatherings, IReadOnlyList<Series> Series, Func<Gathering, IReadOnlyList<Question>> Questions,
    Func<SeriesId, IReadOnlyCollection<string>> Hidden, Uri Site);

/// <summary>
/// Gatherings as iCalendar (RFC 5545). A series is one event with its rule, and each of its gatherings an override of one date;
/// a gathering whose date the rule does not give (any more) is an event of its own.
/// </summary>
public static class CalendarFile
{
    private static readonly TimeSpan Refresh = TimeSpan.FromHours(1);

    /// <summary>The file.</summary>
    public static string Of(CalendarContent content)
    {
        var calendar = new Calendar { ProductId = "-//Kith//Kith//EN", Method = "PUBLISH" };
        calendar.AddProperty("NAME", content.Name);
        calendar.AddProperty("X-WR-CALNAME", content.Name);
        calendar.AddProperty("X-PUBLISHED-TTL", $"PT{Refresh.TotalMinutes:0}M");
        var single = content.Gatherings.ToList();
        foreach (var series in content.Series.Where(series => content.Gatherings.Any(each => each.Series == series.Id)))
        {
            AddSeries(calendar, content, series, single);
        }
        single.ForEach(gathering => calendar.Events.Add(EventOf(gathering, content)));
        AddZones(calendar, content);
        return new CalendarSerializer().SerializeToString(calendar)!;
    }

    private static void AddSeries(Calendar calendar, CalendarContent content, Series series, List<Gathering> single)
    {
        var recurrence = series.Recurrence;
        var hidden = content.Hidden(series.Id);
        var last = content.Gatherings.Where(each => each.Series == series.Id).Select(each => each.Occurrence?[..10] ?? "").Concat(hidden).Max(StringComparer.Ordinal);
        var dates = recurrence.From(long.MinValue)
            .TakeWhile(date => date.At <= (series.EndedAt ?? long.MaxValue) && string.CompareOrdinal(Occurrences.Day(date), last) <= 0).ToDictionary(Occurrences.Day);
        if (dates.Count == 0)
        {
            return;
        }
        var (plan, zone) = (series.Plan, recurrence.Zone.Id);
        var whole = Event(series.Uid, plan.Title, series.ChangedAt, series.Revision, new Uri(content.Site, $"/series/{series.Id}"));
        (whole.Start, whole.Duration, whole.RecurrenceRule) = (Local(dates.Values.MinBy(date => date.At).Local, zone), Duration.FromMinutes(plan.Minutes), recurrence.ForCalendar(series.EndedAt));
        whole.Description = Described(plan.Framing, [], whole.Url!);
        foreach (var day in hidden.Where(dates.ContainsKey))
        {
            whole.ExceptionDates.Add(Local(dates[day].Local, zone));
        }
        calendar.Events.Add(whole);
        foreach (var gathering in content.Gatherings.Where(each => each.Series == series.Id && each.Occurrence is { } date && dates.ContainsKey(date[..10])))
        {
            var one = EventOf(gathering, content);
            (one.Uid, one.Sequence) = (series.Uid, series.Revision + gathering.Revision);
            one.RecurrenceIdentifier = new RecurrenceIdentifier(Local(dates[gathering.Occurrence![..10]].Local, zone), null);
            calendar.Events.Add(one);
            single.Remove(gathering);
        }
    }

    private static CalendarEvent EventOf(Gathering gathering, CalendarContent content)
    {
        var one = Event(gathering.Uid, gathering.Title, gathering.ChangedAt, gathering.Revision, new Uri(content.Site, Tidings.Path(gathering.Id)));
        (one.Start, one.Duration) = (StartOf(gathering), Duration.FromMinutes(gathering.Minutes));
        one.Status = gathering.State switch { GatheringState.Cancelled => "CANCELLED", GatheringState.Proposed => "TENTATIVE", _ => "CONFIRMED" };
        one.Description = Described(gathering.Framing, content.Questions(gathering), one.Url!);
        return one;
    }

    private static CalendarEvent Event(string uid, string title, long changedAt, int revision, Uri url) => new()
    {
        Uid = uid, Summary = title, Sequence = revision, Url = url, Location = url.ToString(),
        DtStamp = Utc(changedAt), LastModified = Utc(changedAt),
    };

    private static string Described(string framing, IReadOnlyList<Question> questions, Uri url) => string.Join("\n\n", new[]
    {
        framing, string.Join('\n', questions.Select(question => $"{question.Called}: {question.Text}")), url.ToString(),
    }.Where(part => part.Length > 0));

    // The second of two equal local times can't be said with a zone.
    private static CalDateTime StartOf(Gathering gathering)
    {
        var zone = Zones.Find(gathering.Zone);
        var local = Zones.Local(gathering.StartsAt, zone);
        return Zones.At(local, zone).At == gathering.StartsAt ? Local(local, zone.Id) : Utc(gathering.StartsAt);
    }

    private static CalDateTime Local(LocalDateTime local, string zone) => zone == "UTC"
        ? new CalDateTime(DateTime.SpecifyKind(local.ToDateTimeUnspecified(), DateTimeKind.Utc), true)
        : new CalDateTime(local.ToDateTimeUnspecified(), zone, true);

    private static DateTime Earlier(long at, long changedAt) => DateTimeOffset.FromUnixTimeMilliseconds(Math.Min(at, changedAt)).UtcDateTime;

    private static CalDateTime Utc(long at) => new(DateTimeOffset.FromUnixTimeMilliseconds(at).UtcDateTime, true);

    // Rules of each zone from the year before its first event on; those of years to come can't be the first.
    private static void AddZones(Calendar calendar, CalendarContent content)
    {
        var used = content.Gatherings.Select(each => (each.Zone, Earlier(each.StartsAt, each.ChangedAt)))
            .Concat(content.Series.Select(each => (each.Plan.Zone, Earlier(each.Recurrence.From(long.MinValue).First().At, each.ChangedAt))));
        foreach (var zone in used.Where(each => each.Item1 != "UTC").GroupBy(each => each.Item1, each => each.Item2).OrderBy(zone => zone.Key, StringComparer.Ordinal))
        {
            calendar.AddTimeZone(VTimeZone.FromDateTimeZone(zone.Key, zone.Min().AddYears(-1), includeHistoricalData: true));
        }
    }
}
