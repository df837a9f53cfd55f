using Ical.Net;
using Ical.Net.DataTypes;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Store;

namespace Kith.Tests.Gatherings;

public sealed class CalendarFileTests
{
    private static string Write(Place place, params SeriesId[] series) => place.Database.Read(connection =>
    {
        var all = GatheringStore.Between(connection, place.Everything, 0, long.MaxValue);
        var questions = GatheringStore.QuestionsOf(connection, [.. all.Select(each => each.Id)]);
        return CalendarFile.Of(new("Harbour", all, [.. series.Select(place.Find)], each => [.. questions[each.Id]],
            id => [.. Occurrences.Days(connection, id).Except(all.Where(each => each.Series == id).Select(each => each.Occurrence![..10]))], new("https://kith.example/")));
    });

    private static string[] Starts(string file, string from, string to) => [.. Calendar.Load(file)!.GetOccurrences<Ical.Net.CalendarComponents.CalendarEvent>(
            new CalDateTime(DateTimeOffset.Parse(from, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime, true))
        .Select(each => each.Period.StartTime.AsUtc).TakeWhile(at => at < DateTimeOffset.Parse(to, System.Globalization.CultureInfo.InvariantCulture).UtcDateTime).Select(at => at.ToString("yyyy-MM-ddTHH:mm"))];

    [Fact]
    public void A_gathering_reads_back_as_it_is_with_hostile_words()
    {
        using var place = Place.On(Engine.Sqlite);
        var words = "Ümlaut, semi; back\\slash \"quoted\" BEGIN:VEVENT " + new string('ä', 120);
        var id = place.Hold(place.Plan(words, "2027-06-01T15:00Z", questions: [new("What, now?"), new("Then; what?")]) with
        {
            Plan = place.Plan().Plan with { Title = words, Framing = "Line one\nEND:VEVENT\nline three", StartsAt = Place.At("2027-06-01T15:00Z") },
        });
        var file = Write(place);
        Assert.All(file.Split("\r\n"), line => Assert.True(System.Text.Encoding.UTF8.GetByteCount(line) <= 75, line));
        var read = Assert.Single(Calendar.Load(file)!.Events);
        var gathering = place.Find(id);
        Assert.Equal((words, gathering.Uid, 0, "CONFIRMED", "Europe/London", "2027-06-01T15:00", "2027-06-01T16:00"),
            (read.Summary, read.Uid, read.Sequence, read.Status, read.Start!.TzId, read.Start.AsUtc.ToString("yyyy-MM-ddTHH:mm"), read.Start.Add(read.EffectiveDuration).AsUtc.ToString("yyyy-MM-ddTHH:mm")));
        Assert.Equal($"Line one\nEND:VEVENT\nline three\n\nQ1: What, now?\nQ2: Then; what?\n\nhttps://kith.example/gatherings/{id}", read.Description);
        Assert.Contains("BEGIN:VTIMEZONE\r\nTZID:Europe/London", file, StringComparison.Ordinal);
    }

    [Fact]
    public void A_change_keeps_the_uid_and_grows_the_sequence_and_a_cancelled_one_says_so()
    {
        using var place = Place.On(Engine.Sqlite);
        var id = place.Hold(place.Plan());
        var before = Calendar.Load(Write(place))!.Events[0]!;
        place.Database.Write(transaction => Planning.Change(transaction, place.Find(id), Planning.PlanOf(place.Find(id)) with { StartsAt = Place.At("2026-12-02T16:00Z") }, Place.At("2026-11-21T10:00Z")));
        var moved = Calendar.Load(Write(place))!.Events[0]!;
        place.Database.Write(transaction => Planning.Cancel(transaction, id, Place.At("2026-11-22T10:00Z")));
        var cancelled = Calendar.Load(Write(place))!.Events[0]!;
        Assert.Equal([(before.Uid, 0, "CONFIRMED"), (before.Uid, 1, "CONFIRMED"), (before.Uid, 2, "CANCELLED")], new[] { before, moved, cancelled }.Select(each => (each.Uid, each.Sequence, each.Status!)));
        Assert.True(before.DtStamp!.LessThan(moved.DtStamp!));
    }

    // London leaves summer time on 25 October 2026 and enters it on 28 March 2027; dates beyond those made come from the rule.
    [Theory]
    [InlineData("Europe/London", "2026-10-12T16:00", "2026-10-12T15:00", "2026-10-26T16:00", "2027-04-05T15:00")]
    [InlineData("America/New_York", "2026-10-12T16:00", "2026-10-12T20:00", "2026-11-02T21:00", "2027-04-05T20:00")]
    [InlineData("Asia/Kolkata", "2026-10-12T16:00", "2026-10-12T10:30", "2026-10-26T10:30", "2027-04-05T10:30")]
    [InlineData("UTC", "2026-10-12T16:00", "2026-10-12T16:00", "2026-10-26T16:00", "2027-04-05T16:00")]
    public void A_calendar_gets_the_dates_of_a_series_on_both_sides_of_a_change_of_the_clock(string zone, string starts, params string[] expected)
    {
        using var place = Place.On(Engine.Sqlite);
        var id = place.Begin(place.Tuesdays("FREQ=WEEKLY;BYDAY=MO", starts, zone));
        place.Make(id, "2026-10-10T10:00Z");
        var file = Write(place, id);
        var read = Starts(file, "2026-10-01T00:00Z", "2027-05-01T00:00Z");
        Assert.Equal(29, read.Length);
        Assert.Superset(expected.ToHashSet(), read.ToHashSet());
        Assert.Equal(read.Distinct(), read);
    }

    // The last Sunday at half past two: a time that Berlin and New York leap over or have twice, and Lord Howe by half an hour.
    [Theory]
    [InlineData("Europe/Berlin", "FREQ=MONTHLY;BYDAY=-1SU", "2026-12-27T02:30", "2027-02-28T01:30", "2027-03-28T01:30", "2027-04-25T00:30", "2027-10-31T00:30")]
    [InlineData("America/New_York", "FREQ=MONTHLY;BYDAY=2SU", "2026-12-13T02:30", "2027-02-14T07:30", "2027-03-14T07:30", "2027-04-11T06:30", "2027-11-14T07:30")]
    [InlineData("America/New_York", "FREQ=MONTHLY;BYDAY=1SU", "2026-12-06T01:30", "2027-10-03T05:30", "2027-11-07T05:30", "2027-12-05T06:30")]
    [InlineData("Australia/Lord_Howe", "FREQ=MONTHLY;BYDAY=1SU", "2026-12-06T02:15", "2027-03-06T15:15", "2027-04-03T15:45", "2027-10-02T15:45", "2027-11-06T15:15")]
    [InlineData("Australia/Lord_Howe", "FREQ=MONTHLY;BYDAY=1SU", "2026-12-06T01:45", "2027-03-06T14:45", "2027-04-03T14:45", "2027-05-01T15:15")]
    public void The_rule_the_gatherings_and_the_calendar_agree_where_the_clock_is_changed(string zone, string rule, string starts, params string[] expected)
    {
        using var place = Place.On(Engine.Sqlite);
        var id = place.Begin(place.Tuesdays(rule, starts, zone));
        var given = place.Find(id).Recurrence.From(long.MinValue).Take(15).Select(date => DateTimeOffset.FromUnixTimeMilliseconds(date.At)).ToList();
        Assert.Superset(expected.ToHashSet(), given.Select(at => $"{at:yyyy-MM-ddTHH:mm}").ToHashSet());
        // Month after month is made while the calendar already shows the rest.
        for (var (now, made) = (Place.At("2026-11-20T10:00Z"), 0); now < given[^4].ToUnixTimeMilliseconds(); now += 28 * 86_400_000L)
        {
            place.Make(id, $"{DateTimeOffset.FromUnixTimeMilliseconds(now):yyyy-MM-ddTHH:mmZ}");
            var read = Starts(Write(place, id), "2026-11-01T00:00Z", $"{given[^1].AddMinutes(1):yyyy-MM-ddTHH:mmZ}");
            Assert.Equal(given.Select(at => $"{at:yyyy-MM-ddTHH:mm}"), read);
            Assert.True(place.In(id).Count >= made);
            made = place.In(id).Count;
            Assert.Equal(given.Take(made).Select(at => at.ToUnixTimeMilliseconds()), place.In(id).Select(each => each.StartsAt));
        }
    }

    [Fact]
    public void What_is_planned_years_ahead_stands_in_the_calendar_too()
    {
        using var place = Place.On(Engine.Sqlite);
        place.Make(place.Begin(place.Tuesdays(starts: "2090-06-06T16:00")));
        place.Hold(place.Plan("Lamps", "2090-06-01T15:00Z"));
        Assert.Equal(["2090-06-01T15:00", "2090-06-06T15:00"], Starts(Write(place, place.In(new(1))[0].Series!.Value), "2090-01-01T00:00Z", "2090-06-10T00:00Z"));
    }

    [Fact]
    public void In_a_series_a_moved_date_moves_a_cancelled_one_says_so_and_a_hidden_one_is_left_out()
    {
        using var place = Place.On(Engine.Sqlite);
        var id = place.Begin(place.Tuesdays("FREQ=WEEKLY;BYDAY=TU;COUNT=4"), place.Ada);
        place.Make(id);
        var all = place.In(id);
        place.Database.Write(transaction =>
        {
            Planning.Change(transaction, all[1], Planning.PlanOf(all[1]) with { StartsAt = Place.At("2026-12-09T18:00Z"), Title = "Moved" }, Place.At("2026-11-21T10:00Z"));
            Planning.Cancel(transaction, all[2].Id, Place.At("2026-11-21T10:00Z"));
            Planning.Change(transaction, all[3], Planning.PlanOf(all[3]) with { Visibility = Visibility.Participants }, Place.At("2026-11-21T10:00Z"));
            ModeratorStore.Set(transaction, all[3].Id, []);
        });
        var file = Write(place, id);
        var events = Calendar.Load(file)!.Events;
        Assert.Single(events.Select(each => each.Uid).Distinct());
        Assert.Equal(["2026-12-01T16:00 CONFIRMED", "2026-12-08T16:00 CONFIRMED", "2026-12-15T16:00 CANCELLED"],
            events.Where(each => each.RecurrenceIdentifier is not null).Select(each => $"{each.RecurrenceIdentifier!.StartTime.Value:yyyy-MM-ddTHH:mm} {each.Status}"));
        Assert.Contains("EXDATE;TZID=Europe/London:20261222T160000", file, StringComparison.Ordinal);
        Assert.Equal(["2026-12-01T16:00", "2026-12-09T18:00", "2026-12-15T16:00"], Starts(file, "2026-11-01T00:00Z", "2027-05-01T00:00Z").Order());
    }

    [Fact]
    public void A_series_that_ended_shows_no_dates_after_that()
    {
        using var place = Place.On(Engine.Sqlite);
        var id = place.Begin(place.Tuesdays("FREQ=WEEKLY"), place.Ada);
        place.Make(id);
        place.Database.Write(transaction => Occurrences.End(transaction, place.Find(id), Place.At("2026-12-05T10:00Z")));
        var calendar = Calendar.Load(Write(place, id))!;
        Assert.All(calendar.Events.Where(each => each.Status != "CANCELLED" && each.RecurrenceRule is null), each => Assert.Equal("2026-12-01", each.Start!.Value.ToString("yyyy-MM-dd")));
        Assert.Equal("20261205T100000Z", Assert.Single(calendar.Events, each => each.RecurrenceRule is not null).RecurrenceRule!.Until!.Value.ToString("yyyyMMdd'T'HHmmss'Z'"));
    }
}
