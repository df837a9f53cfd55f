using System.Text;
using Dapper;
using Kith.Conversations;
using Kith.Importing;
using Kith.Importing.Calendars;
using Kith.Store;
using Kith.Ties;
using NodaTime;

namespace Kith.Tests.Importing.Calendars;

public sealed class CalendarArchiveTests
{
    private const string Ada = "ORGANIZER;CN=Ada Lindqvist:mailto:ada@harbour.example";
    private static readonly CalendarArchive Ics = new();
    private static readonly ImportOptions April = new(Now: Utc("2024-04-15T00:00:00Z"));

    [Fact]
    public void Meetings_count_as_large_from_where_presence_says_nothing() => Assert.Equal(Kith.Interactions.CoPresence.Largest, CalendarReading.LargestTogether);

    [Fact]
    public void Each_date_of_an_event_of_several_people_is_a_meeting() => Shown.Matches("Calendars/harbour", Samples.Read(Ics, "ics", April));

    [Fact]
    public void What_is_between_two_or_private_goes_in_only_if_asked_for_and_then_for_those_who_were_there()
    {
        var open = Samples.Read(Ics, "ics", April).OfType<ConversationEntry>();
        Assert.All(open, conversation => Assert.Equal(Visibility.Community, conversation.Visibility));
        var all = Samples.Read(Ics, "ics", April with { IncludePrivate = true });
        var there = all.OfType<AttendanceEntry>().ToLookup(attendance => attendance.Conversation, attendance => attendance.Person);
        Assert.Equal(["How are you getting on?: ada@harbour.example chidi@harbour.example", "The two harbours as one: ada@harbour.example hana@harbour.example goran@harbour.example"],
            all.OfType<ConversationEntry>().Where(conversation => conversation.Visibility == Visibility.Participants).Select(conversation => $"{conversation.Title}: {string.Join(' ', there[conversation.Key])}"));
    }

    [Theory, EachEngine]
    public void What_is_marked_private_later_is_no_longer_for_all_and_stays_so_and_loses_nothing(Engine engine)
    {
        var (open, marked) = (Event("DTSTART:20240305T160000Z", "DTSTAMP:20240401T000000Z"), Event("DTSTART:20240305T160000Z", "DTSTAMP:20240402T000000Z\nCLASS:PRIVATE"));
        using var test = TestDatabase.On(engine);
        Assert.Equal([], Visible(marked));
        Assert.Equal([(Visibility.Community, "Watch")], Visible(open));
        Assert.Equal([(Visibility.Participants, "Watch")], Visible(marked));
        Assert.Equal([(Visibility.Participants, "Watch")], Visible(open));
        Assert.Equal([(Visibility.Participants, "Watch")], Visible(marked));

        List<(Visibility, string)> Visible(byte[] calendar)
        {
            Into(test, calendar);
            return test.Database.Read(connection => connection.Query<(long, string)>("select c.visibility, m.body from conversations c join messages m on m.conversation_id = c.id")
                .Select(row => ((Visibility)row.Item1, row.Item2)).ToList());
        }
    }

    // One of those invited marks the copy in their own calendar; which file comes first means nothing.
    [Fact]
    public void Of_copies_of_one_version_one_that_is_marked_private_is_enough()
    {
        var (open, marked) = (Event("DTSTART:20240305T160000Z"), Event("DTSTART:20240305T160000Z", "CLASS:CONFIDENTIAL"));
        foreach (var (one, two) in new[] { (open, marked), (marked, open) })
        {
            Assert.DoesNotContain(Samples.Read(Ics, ("a.ics", one), ("b.ics", two)), entry => entry is ConversationEntry or MessageEntry);
        }
    }

    // Bo's calendar knows of no answer but Bo's, and is newer; Chidi's shows Chidi no other guest.
    [Theory, EachEngine]
    public void A_copy_that_knows_less_takes_nothing_away_but_who_declined_in_it(Engine engine)
    {
        var whole = Copy(1, Attends("bo"), Attends("chidi"), Attends("dilys"));
        var (bo, chidi) = (Copy(2, Attends("bo", "DECLINED"), Attends("chidi", "NEEDS-ACTION"), Attends("dilys", "NEEDS-ACTION")), Copy(2, Attends("chidi")));
        Assert.Equal(["2024-03-05 16:00: ada chidi dilys"], After(engine, whole, bo));
        Assert.Equal(["2024-03-05 16:00: ada bo chidi dilys"], After(engine, whole, chidi));
        Assert.Empty(After(engine, bo));
        Assert.Equal([Visibility.Community, Visibility.Community], Samples.Read(Ics, ("a.ics", Copy(2, Attends("bo"), Attends("dilys"))), ("b.ics", chidi)).OfType<ConversationEntry>().Select(meeting => meeting.Visibility));

        static byte[] Copy(int stamp, params string[] invited) =>
            Calendar($"UID:one\nDTSTAMP:2024040{stamp}T000000Z\nDTSTART:20240305T160000Z\nSUMMARY:Watch\n{Ada}\n{string.Join('\n', invited)}");
    }

    [Fact]
    public void A_calendar_that_a_team_shares_calls_meetings_and_is_nobody_there()
    {
        var team = Encoding.UTF8.GetString(Event("DTSTART:20240305T160000Z", Attends("dilys"))).Replace(Ada, "ORGANIZER;CN=Harbour team:mailto:c_1@group.calendar.google.com");
        var entries = Samples.Read(Ics, "a.ics", Encoding.UTF8.GetBytes(team));
        Assert.Equal(["dilys@harbour.example", "bo@harbour.example", "chidi@harbour.example"], entries.OfType<AttendanceEntry>().Select(attendance => attendance.Person));
        Assert.Equal(new PersonEntry("c_1@group.calendar.google.com", "Harbour team", "c_1@group.calendar.google.com", IsBot: true), Assert.Single(entries.OfType<PersonEntry>(), person => person.IsBot));
    }

    [Theory, EachEngine]
    public void What_was_called_off_before_it_was_known_leaves_nothing_behind(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        Into(test, Event("DTSTART:20240305T160000Z", "STATUS:CANCELLED"));
        Assert.Equal(0, test.Database.Read(connection => connection.ExecuteScalar<long>("select count(*) from conversations")));
    }

    [Theory]
    [InlineData("DTSTART:20240305T160000Z", "2024-03-05 16:00")]
    [InlineData("DTSTART:20240305T160000", "2024-03-05 15:00")]
    [InlineData("DTSTART;VALUE=DATE:20240305", "2024-03-04 23:00")]
    [InlineData("DTSTART;TZID=America/New_York:20240305T160000", "2024-03-05 21:00")]
    [InlineData("DTSTART;TZID=\"Eastern Standard Time\":20240305T160000", "2024-03-05 21:00")]
    [InlineData("DTSTART;TZID=/example.org/Tzfile/America/New_York:20240305T160000", "2024-03-05 21:00")]
    [InlineData("DTSTART;TZID=Nowhere:20240305T160000", "2024-03-05 15:00")]
    [InlineData("DTSTART;X-A=\"a:b;c\";TZID=Europe/London:20240605T160000", "2024-06-05 15:00")]
    [InlineData("DTSTART:20240230T160000Z", "")]
    [InlineData("DTSTART:20240305T250000Z", "")]
    [InlineData("DTSTART:20240305T16000é", "")]
    [InlineData("DTSTART:00010101T000000Z", "")]
    public void Times_are_read_in_the_zone_they_are_written_in(string start, string utc)
    {
        using var scratch = new Scratch(("a.ics", Event(start)));
        var entries = Ics.Read(scratch.Archive, new ImportOptions(DateTimeZoneProviders.Tzdb["Europe/Oslo"])).ToList();
        Assert.Equal(utc, string.Join(' ', entries.OfType<MessageEntry>().Select(message => Time(message.At))));
        Assert.Equal(utc == "" || start.Contains("Nowhere") ? 1 : 0, entries.OfType<ImportIssue>().Count());
    }

    // As calendars call a zone that somebody put together, or say for people what it is. Grand Turk, with New York's clocks of today, stood still
    // in 2017; Indianapolis did in 2005, Tijuana went with others in 2009, and Hobart before Sydney in 2007.
    [Theory]
    [InlineData("STANDARD+0530", "20240305T160000", "2024-03-05 10:30", 0)]
    [InlineData("STANDARD+0100FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10 DAYLIGHT+0200FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "20240305T160000", "2024-03-05 15:00", 0)]
    [InlineData("STANDARD+0100FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10 DAYLIGHT+0200FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "20230705T160000", "2023-07-05 14:00", 0)]
    [InlineData("STANDARD-0500FREQ=YEARLY;BYMONTH=11;BYDAY=1SU DAYLIGHT-0400FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "20240312T160000", "2024-03-12 20:00", 0)]
    [InlineData("STANDARD+1000FREQ=YEARLY;BYMONTH=4;BYDAY=1SU DAYLIGHT+1100FREQ=YEARLY;BYMONTH=10;BYDAY=1SU", "20240105T160000", "2024-01-05 05:00", 0)]
    [InlineData("STANDARD-0500FREQ=YEARLY;BYMONTH=11;BYDAY=1SU DAYLIGHT-0400FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "20170116T100000", "2017-01-16 15:00", 0)]
    [InlineData("STANDARD-0500FREQ=YEARLY;BYMONTH=11;BYDAY=1SU DAYLIGHT-0400FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "20050715T100000", "2005-07-15 14:00", 0)]
    [InlineData("STANDARD-0600FREQ=YEARLY;BYMONTH=11;BYDAY=1SU DAYLIGHT-0500FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "20170116T100000", "2017-01-16 16:00", 0)]
    [InlineData("STANDARD-0800FREQ=YEARLY;BYMONTH=11;BYDAY=1SU DAYLIGHT-0700FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "20170116T100000", "2017-01-16 18:00", 0)]
    [InlineData("STANDARD-0800FREQ=YEARLY;BYMONTH=11;BYDAY=1SU DAYLIGHT-0700FREQ=YEARLY;BYMONTH=3;BYDAY=2SU", "20090320T100000", "2009-03-20 17:00", 0)]
    [InlineData("STANDARD+0100FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10 DAYLIGHT+0200FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "20170116T100000", "2017-01-16 09:00", 0)]
    [InlineData("STANDARD+0000FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10 DAYLIGHT+0100FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "20170116T100000", "2017-01-16 10:00", 0)]
    [InlineData("STANDARD+0000FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10 DAYLIGHT+0100FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "20170716T100000", "2017-07-16 09:00", 0)]
    [InlineData("STANDARD+1000FREQ=YEARLY;BYMONTH=4;BYDAY=1SU DAYLIGHT+1100FREQ=YEARLY;BYMONTH=10;BYDAY=1SU", "20170116T100000", "2017-01-15 23:00", 0)]
    [InlineData("STANDARD+1000FREQ=YEARLY;BYMONTH=4;BYDAY=1SU DAYLIGHT+1100FREQ=YEARLY;BYMONTH=10;BYDAY=1SU", "20071015T100000", "2007-10-15 00:00", 0)]
    [InlineData("STANDARD+0100FREQ=YEARLY;BYDAY=-1SU;BYMONTH=9 DAYLIGHT+0200FREQ=YEARLY;BYDAY=-1SU;BYMONTH=2", "20240305T160000", "2024-03-05 16:00", 1)]
    [InlineData("STANDARD+0100 DAYLIGHT+0200", "20240305T160000", "2024-03-05 16:00", 1)]
    [InlineData("STANDARD+9900", "20240305T160000", "2024-03-05 16:00", 1)]
    [InlineData("", "20240305T160000", "2024-03-05 16:00", 1)]
    public void A_zone_that_only_the_calendar_describes_is_found_by_its_clocks(string clocks, string start, string utc, int issues)
    {
        var described = string.Concat(clocks.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(clock =>
            $"BEGIN:{clock[..8]}\nDTSTART:16010101T030000\nTZOFFSETFROM:+0000\nTZOFFSETTO:{clock[8..13]}\n{(clock.Length > 13 ? $"RRULE:{clock[13..]}\n" : "")}END:{clock[..8]}\n"));
        var text = Encoding.UTF8.GetString(Event($"DTSTART;TZID=\"(UTC) Here, There\":{start}"))
            .Replace("BEGIN:VEVENT", $"BEGIN:VTIMEZONE\nTZID:(UTC) Here, There\n{described}END:VTIMEZONE\nBEGIN:VEVENT", StringComparison.Ordinal);
        using var scratch = new Scratch(("a.ics", Encoding.UTF8.GetBytes(text)));
        var entries = Ics.Read(scratch.Archive, new ImportOptions()).ToList();
        Assert.Equal((utc, issues), (string.Join(' ', entries.OfType<MessageEntry>().Select(message => Time(message.At))), entries.OfType<ImportIssue>().Count()));
    }

    [Theory]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=3", "2024-03-05 2024-03-12 2024-03-19", 0)]
    [InlineData("RRULE:FREQ=WEEKLY", "2024-03-05 2024-03-12 2024-03-19 2024-03-26 2024-04-02 2024-04-09", 0)]
    [InlineData("RRULE:FREQ=WEEKLY;COUNT=3\nRDATE:20240307T160000Z,20240501T160000Z", "2024-03-05 2024-03-12 2024-03-19 2024-03-07", 0)]
    [InlineData("RDATE:20240307T160000Z", "2024-03-05 2024-03-07", 0)]
    [InlineData("RRULE:FREQ=SECONDLY", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=NEVER;;;", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=WEEKLY;INTERVAL=4;UNTIL=99991231T235959Z", "2024-03-05 2024-04-02", 0)]
    [InlineData("RRULE:FREQ=WEEKLY;INTERVAL=4;UNTIL=99991231", "2024-03-05 2024-04-02", 0)]
    [InlineData("RRULE:FREQ=WEEKLY;UNTIL=00010101T000000Z", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=WEEKLY;UNTIL=soon", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=WEEKLY;UNTIL=", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=WEEKLY;UNTIL=20240319T160000Z", "2024-03-05 2024-03-12 2024-03-19", 0)]
    [InlineData("RRULE:FREQ=DAILY;INTERVAL=2147483647", "2024-03-05", 0)]
    [InlineData("RRULE:FREQ=YEARLY;INTERVAL=2147483647", "2024-03-05", 0)]
    [InlineData("RRULE:FREQ=DAILY;INTERVAL=0", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=DAILY;COUNT=0", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=DAILY;INTERVAL=20;COUNT=1000000000", "2024-03-05 2024-03-25 2024-04-14", 0)]
    [InlineData("RRULE:FREQ=DAILY;COUNT=99999999999", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=YEARLY;BYWEEKNO=99", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=MONTHLY;BYDAY=99TU", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=MONTHLY;BYSETPOS=9;BYDAY=TU", "2024-03-05", 1)]
    [InlineData("RRULE:FREQ=WEEKLY;BYDAY=XX", "2024-03-05", 1)]
    [InlineData("RRULE:", "2024-03-05", 1)]
    public void A_series_gives_the_dates_that_have_been(string rule, string days, int issues)
    {
        using var scratch = new Scratch(("a.ics", Event("DTSTART:20240305T160000Z", rule)));
        var entries = Ics.Read(scratch.Archive, April).ToList();
        Assert.Equal(days, string.Join(' ', entries.OfType<MessageEntry>().Select(message => Time(message.At)[..10])));
        Assert.Equal(issues, entries.OfType<ImportIssue>().Count());
    }

    [Fact]
    public void A_daily_series_without_end_is_no_endless_archive()
    {
        using var scratch = new Scratch(("a.ics", Event("DTSTART:19800101T080000Z", "RRULE:FREQ=DAILY")));
        var entries = Ics.Read(scratch.Archive, new ImportOptions()).ToList();
        Assert.Equal(5000, entries.OfType<MessageEntry>().Count());
        Assert.StartsWith("The series gives more than 5000 dates", Assert.Single(entries.OfType<ImportIssue>()).Reason);
    }

    [Fact]
    public void Of_two_calendars_with_one_event_the_later_version_counts_in_any_order()
    {
        var (early, late) = (Event("DTSTART:20240305T160000Z", "SEQUENCE:1\nDTSTAMP:20240301T000000Z"), Event("DTSTART:20240306T160000Z", "SEQUENCE:2\nDTSTAMP:20240301T000000Z"));
        foreach (var (one, two) in new[] { (early, late), (late, early) })
        {
            Assert.Equal("2024-03-06 16:00", Time(Samples.Read(Ics, ("a.ics", one), ("b.ics", two)).OfType<MessageEntry>().Single().At));
        }
    }

    // Of what is published, DTSTAMP is the time of the export: the older of two exports may hold the later version, and both may hold one.
    [Theory, EachEngine]
    public void Of_two_exports_that_which_was_modified_later_counts_and_not_the_later_export(Engine engine)
    {
        var (stale, changed) = (Export(9, 1, Attends("bo"), Attends("chidi")), Export(5, 2, Attends("bo", "DECLINED"), Attends("chidi")));
        Assert.Equal(["ada@harbour.example", "chidi@harbour.example"], There(stale, changed));
        Assert.Equal(["2024-03-05 16:00: ada chidi"], After(engine, stale, changed));
        Assert.Equal(["2024-03-05 16:00: ada chidi"], After(engine, changed, stale));
        Assert.Equal(["ada@harbour.example", "bo@harbour.example", "chidi@harbour.example"], There(Export(9, 1, Attends("bo"), Attends("chidi", "NEEDS-ACTION")), Export(5, 1, Attends("chidi"), Attends("bo", "NEEDS-ACTION"))));

        static IEnumerable<string> There(byte[] one, byte[] two) => new[] { [("a.ics", one), ("b.ics", two)], new[] { ("a.ics", two), ("b.ics", one) } }
            .SelectMany(files => Samples.Read(Ics, files).OfType<AttendanceEntry>().Select(attendance => attendance.Person)).Distinct().Order();
        static byte[] Export(int exported, int modified, params string[] invited) =>
            Calendar($"UID:one\nDTSTAMP:2024040{exported}T000000Z\nLAST-MODIFIED:2024040{modified}T000000Z\nDTSTART:20240305T160000Z\nSUMMARY:Watch\n{Ada}\n{string.Join('\n', invited)}");
    }

    // Outlook does not list the organizer among those invited; whoever is listed and declined does not come to their own meeting.
    [Theory, EachEngine]
    public void An_organizer_was_there_unless_they_declined_though_the_invitation_is_theirs(Engine engine)
    {
        var (silent, declined) = (Called(1), Called(2, Attends("ada", "DECLINED")));
        Assert.Equal(["2024-03-05 16:00: ada bo chidi"], After(engine, silent));
        Assert.Equal(["2024-03-05 16:00: bo chidi"], After(engine, declined));
        Assert.Equal(["2024-03-05 16:00: bo chidi"], After(engine, silent, declined));
        Assert.Equal(["2024-03-05 16:00: bo chidi"], After(engine, declined, silent));
        Assert.Equal(["bo@harbour.example", "chidi@harbour.example"], Samples.Read(Ics, "a.ics", declined).OfType<AttendanceEntry>().Select(attendance => attendance.Person));

        static byte[] Called(int stamp, params string[] more) =>
            Calendar($"UID:one\nDTSTAMP:2024040{stamp}T000000Z\nDTSTART:20240305T160000Z\nSUMMARY:Watch\n{Ada}\n{Attends("bo")}\n{Attends("chidi")}\n{string.Join('\n', more)}");
    }

    // Software that calls a meeting off often names nobody any more but who called it.
    [Theory, EachEngine]
    public void What_was_called_off_is_whoever_the_cancelled_copy_still_names(Engine engine)
    {
        var off = Calendar($"UID:one\nDTSTAMP:20240402T000000Z\nDTSTART:20240305T160000Z\nSTATUS:CANCELLED\nSUMMARY:Watch\n{Ada}");
        Assert.Empty(After(engine, Event("DTSTART:20240305T160000Z", "DTSTAMP:20240401T000000Z"), off));
        Assert.Empty(After(engine, Event("DTSTART:20240305T160000Z", "DTSTAMP:20240401T000000Z"), off, Event("DTSTART:20240305T160000Z", "DTSTAMP:20240401T000000Z")));
        Assert.Equal(["2024-03-05 16:00: ada bo chidi"], After(engine, off, Event("DTSTART:20240305T160000Z", "DTSTAMP:20240403T000000Z")));
    }

    // Fifty people every day for years, a file of a few thousand letters; or an invitation of many letters.
    [Theory, EachEngine]
    public void A_small_archive_that_stands_for_more_than_people_do_is_refused_whole(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        foreach (var more in new[] { string.Join('\n', Enumerable.Range(0, 50).Select(i => Attends($"p{i}"))), $"DESCRIPTION:{new string('x', 300_000)}" })
        {
            using var scratch = new Scratch(("a.ics", Event("DTSTART:20200305T160000Z")), ("b.ics", Event("DTSTART:19900305T160000Z", $"UID:two\nRRULE:FREQ=DAILY\n{more}")));
            var problem = Assert.Throws<InvalidInputException>(() => new Import(test.Database, TimeProvider.System).Run(scratch.Archive, Ics, new ImportOptions(), "Harbour"));
            Assert.StartsWith("The calendars say more than ten million times", problem.Message);
            Assert.Equal("b.ics", problem.Where);
            Assert.Equal(0, test.Database.Read(connection => connection.ExecuteScalar<long>(
                "select (select count(*) from sources) + (select count(*) from conversations) + (select count(*) from communities where name = 'Harbour')")));
        }
    }

    // The newer calendar: Bo declined the first, the second was called off, the third came in addition.
    [Theory, EachEngine]
    public void A_newer_calendar_takes_away_who_declined_and_what_was_called_off_in_any_order(Engine engine)
    {
        var (older, newer) = (Version(1, "ACCEPTED", "", "CONFIRMED"), Version(2, "DECLINED", "EXDATE:20240312T160000Z\n", "CANCELLED"));
        var alone = After(engine, newer);
        Assert.Equal(["2024-03-05 16:00: ada bo chidi dilys", "2024-03-12 16:00: ada bo chidi dilys", "2024-03-20 09:00: ada bo chidi"], After(engine, older));
        Assert.Equal(["2024-03-05 16:00: ada chidi dilys"], alone);
        Assert.Equal(alone, After(engine, older, newer));
        Assert.Equal(alone, After(engine, older, newer, older));
        Assert.Equal(alone, After(engine, newer, older, newer));
        Assert.Equal(alone, After(engine, newer, newer));

        static byte[] Version(int stamp, string bo, string without, string status) => Calendar(
            $"UID:series\nDTSTAMP:2024040{stamp}T000000Z\nDTSTART:20240305T160000Z\nRRULE:FREQ=WEEKLY;COUNT=2\n{without}SUMMARY:Watch\n{Ada}\n{Attends("bo", bo)}\n{Attends("chidi")}\n{Attends("dilys")}",
            $"UID:single\nDTSTAMP:2024040{stamp}T000000Z\nDTSTART:20240320T090000Z\nSTATUS:{status}\nSUMMARY:Launch\n{Ada}\n{Attends("bo")}\n{Attends("chidi")}");
    }

    [Theory]
    [InlineData("")]
    [InlineData("BEGIN:VCARD\nFN:Ada\nEND:VCARD")]
    [InlineData("[10:00] <ada> BEGIN:VCALENDAR")]
    public void What_is_no_calendar_is_not_taken_for_one(string text) => Assert.False(Samples.Recognises(Ics, ("a.ics", Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void A_calendar_is_recognised_under_any_name_and_encoding()
    {
        var bytes = Samples.Bytes("ics/harbour.ics");
        Assert.True(Samples.Recognises(Ics, ("holiday.jpg", bytes)));
        Assert.True(Samples.Recognises(Ics, ("holiday.jpg", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))])));
        Assert.Same(typeof(CalendarArchive), Formats.For(Archive.Of("x", [Samples.File("holiday.jpg", bytes)])).GetType());
    }

    [Fact]
    public void An_invitation_beside_a_transcript_does_not_hide_it() => Assert.Equal("vtt", Formats.For(Archive.Of("x",
        [Samples.File("a.ics", Event("DTSTART:20240305T160000Z")), Samples.File("b.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nAda: Hello."u8.ToArray())])).Format);

    [Fact]
    public void What_is_named_a_calendar_and_is_none_is_told()
    {
        var entries = Samples.Read(Ics, ("a.ics", Event("DTSTART:20240305T160000Z")), ("b.ics", "<html>Sign in</html>"u8.ToArray()), ("c.html", "<html>"u8.ToArray()));
        Assert.Equal("b.ics", Assert.Single(entries.OfType<ImportIssue>()).File);
        Assert.Single(entries.OfType<MessageEntry>());
    }

    [Fact]
    public void A_line_folded_within_a_letter_is_whole_again()
    {
        var summary = Encoding.UTF8.GetBytes("SUMMARY:Küche");
        byte[] folded = [.. summary[..10], (byte)'\r', (byte)'\n', (byte)' ', .. summary[10..]];
        Assert.Equal(0xC3, folded[9]);
        var text = Encoding.UTF8.GetString(Event("DTSTART:20240305T160000Z")).Split("SUMMARY:Watch");
        Assert.Equal("Küche", Samples.Read(Ics, "a.ics", [.. Encoding.UTF8.GetBytes(text[0]), .. folded, .. Encoding.UTF8.GetBytes(text[1])]).OfType<ConversationEntry>().Single().Title);
    }

    [Fact]
    public void A_cut_off_calendar_gives_what_stood_before_and_says_so()
    {
        var whole = Encoding.UTF8.GetString(Samples.Bytes("ics/harbour.ics"));
        var entries = Samples.Read(Ics, "a.ics", Encoding.UTF8.GetBytes(whole[..whole.IndexOf("SUMMARY:Chart evening", StringComparison.Ordinal)]));
        Assert.Equal(3, entries.OfType<MessageEntry>().Count());
        Assert.StartsWith("The event is cut off before its end", Assert.Single(entries.OfType<ImportIssue>()).Reason);
    }

    // As when calendars of which some are cut off are put together into one file.
    [Fact]
    public void Calendars_after_a_cut_off_one_are_read_however_many_there_are()
    {
        var whole = Encoding.UTF8.GetString(Event("DTSTART:20240305T160000Z"));
        var cut = whole[..whole.IndexOf("SUMMARY", StringComparison.Ordinal)];
        var entries = Samples.Read(Ics, "a.ics", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(cut, 30)) + whole));
        Assert.Single(entries.OfType<MessageEntry>());
        Assert.Equal([.. Enumerable.Range(0, 20).Select(i => 2L + i * cut.Count(c => c == '\n')), 0], entries.OfType<ImportIssue>().Select(issue => issue.Line));
        Assert.Equal(30, entries.OfType<ImportIssue>().Sum(issue => issue.Things));
    }

    [Fact]
    public void Of_exceptions_without_end_only_as_many_are_kept_as_people_make()
    {
        var (held, zones) = (new Invitation(), new CalendarZones(DateTimeZone.Utc));
        for (var i = 0; i < 100_000; i++)
        {
            held.Take(ContentLine.Of("EXDATE:20240305T160000Z")!, zones);
        }
        Assert.Equal(4096, held.Without.Count);
    }

    [Fact]
    public void Lines_made_to_keep_a_parser_busy_do_not()
    {
        string[] pieces = ["\n ", ";a=b", "\\", "\"", ",20240305T160000Z", ":", "BEGIN:VEVENT\n", "ATTENDEE:mailto:a@b.example\n", "BEGIN:X\n"];
        string[] starts = ["DESCRIPTION:", "ATTENDEE;CN=", "EXDATE:", "DTSTART;TZID=/", ""];
        Fuzz.AllWhole(pieces.SelectMany(piece => starts.Select(start => start + string.Concat(Enumerable.Repeat(piece, 40_000))))
            .SelectMany(line => Samples.Read(Ics, "a.ics", Event("DTSTART:20240305T160000Z", line))));
    }

    [Fact]
    public void Damaged_calendars_never_stop_the_import() => Fuzz.Survives(Ics, "harbour.ics", Samples.Bytes("ics/harbour.ics"), times: 300);

    private static List<string> After(Engine engine, params byte[][] calendars)
    {
        using var test = TestDatabase.On(engine);
        foreach (var calendar in calendars)
        {
            Into(test, calendar);
        }
        new Fold(test.Database).Run();
        return test.Database.Read(connection => connection.Query<(long At, string Key)>(
            "select i.at, f.key from interactions i join identities f on f.id = i.from_id group by i.at, f.key order by i.at, f.key")
            .GroupBy(row => row.At, row => row.Key.Split('@')[0]).Select(meeting => $"{Time(meeting.Key)}: {string.Join(' ', meeting)}").ToList());
    }

    private static void Into(TestDatabase test, byte[] calendar)
    {
        using var scratch = new Scratch(("a.ics", calendar));
        new Import(test.Database, TimeProvider.System).Run(scratch.Archive, Ics, new ImportOptions(), "Harbour");
    }

    private static byte[] Event(string start, string more = "X-MORE:none") =>
        Calendar($"UID:one\n{start}\n{more}\nSUMMARY:Watch\n{Ada}\n{Attends("bo")}\n{Attends("chidi")}");

    private static string Attends(string who, string answer = "ACCEPTED") => $"ATTENDEE;PARTSTAT={answer}:mailto:{who}@harbour.example";

    private static byte[] Calendar(params string[] events) =>
        Encoding.UTF8.GetBytes($"BEGIN:VCALENDAR\n{string.Concat(events.Select(each => $"BEGIN:VEVENT\n{each}\nEND:VEVENT\n"))}END:VCALENDAR\n");

    private static string Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm");

    private static long Utc(string text) => DateTimeOffset.Parse(text, System.Globalization.CultureInfo.InvariantCulture).ToUnixTimeMilliseconds();
}
