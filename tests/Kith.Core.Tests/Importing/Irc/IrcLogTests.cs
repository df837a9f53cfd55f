using System.Text;
using Kith.Importing;
using Kith.Importing.Irc;
using NodaTime;

namespace Kith.Tests.Importing.Irc;

public sealed class IrcLogTests
{
    private static readonly IrcLog Log = new();

    [Fact]
    public void Daily_files_of_a_channel_are_one_conversation() => Shown.Matches("Irc/harbour", Samples.Read(Log, "irc/harbour"));

    [Fact]
    public void A_scribed_meeting_has_its_speakers_and_its_attendance() => Shown.Matches("Irc/seed-swap", Samples.Read(Log, "irc/2024-03-12-seed-swap"));

    [Theory]
    [InlineData(21, 21, "The line is of no known form", 61)]
    [InlineData(22, 21, "2 more lines: the line is of no known form", 0)]
    public void Lines_that_nobody_can_read_are_listed_up_to_a_number_and_the_others_counted(int lines, int listed, string last, int line)
    {
        var issues = Samples.Read(Log, "2024-03-04.log", Samples.Utf8([.. Enumerable.Repeat("[18:02] <ada> hello", 40), .. Enumerable.Repeat("25:99 < dilys> what is this", lines)])).OfType<ImportIssue>().ToList();
        Assert.StartsWith(last, issues[^1].Reason);
        Assert.Equal((listed, line, lines), (issues.Count, issues[^1].Line, issues.Sum(issue => issue.Things)));
    }

    [Fact]
    public void What_MeetBot_was_told_makes_a_meeting_within_a_channel() => Shown.Matches("Irc/garden-night", Samples.Read(Log, "irc/garden-night"));

    [Theory]
    [InlineData("irssi", "18:02 <@ada> hello there", "18:02:00.000 ada: hello there")]
    [InlineData("irssi, room for a sign", "18:02 < ada> hello there", "18:02:00.000 ada: hello there")]
    [InlineData("room and a sign", "18:02 < +ada> hello there", "18:02:00.000 ada: hello there")]
    [InlineData("two signs", "18:02 <@+ada> hello there", "18:02:00.000 ada: hello there")]
    [InlineData("irssi action", "18:02  * ada waves", "18:02:00.000 ada: /me waves")]
    [InlineData("energymech", "[18:02:11] <ada> hello", "18:02:11.000 ada: hello")]
    [InlineData("energymech action", "[18:02:11] * ada waves", "18:02:11.000 ada: /me waves")]
    [InlineData("eggdrop", "[18:02] <ada> hello", "18:02:00.000 ada: hello")]
    [InlineData("weechat", "2024-03-04 18:02:11\t@ada\thello", "18:02:11.000 ada: hello")]
    [InlineData("weechat action", "2024-03-04 18:02:11\t *\tada waves", "18:02:11.000 ada: /me waves")]
    [InlineData("ISO", "[2024-03-04T18:02:11] <ada> hello", "18:02:11.000 ada: hello")]
    [InlineData("ISO, fractions and tabs", "[2024-03-04T18:02:11.555Z]\t<ada>\thello", "18:02:11.555 ada: hello")]
    [InlineData("gitter", "[2024-03-04 18:02:11] <ada> hello", "18:02:11.000 ada: hello")]
    [InlineData("supybot", "2024-03-04T20:02:11+0200  <ada> hello", "18:02:11.000 ada: hello")]
    [InlineData("RRSAgent", "18:02:11 <Ada> hello", "18:02:11.000 ada: hello")]
    [InlineData("XChat", "Mar 04 18:02:11 <ada>\thello", "18:02:11.000 ada: hello")]
    [InlineData("bridged name", "[18:02:11] <Ada Lindqvist> hello", "18:02:11.000 ada lindqvist: hello")]
    [InlineData("afternoon", "[6:02 PM] <ada> hello", "18:02:00.000 ada: hello")]
    [InlineData("words that look like a log", "[18:02] <ada> [17:55] <bo> hm", "18:02:00.000 ada: [17:55] <bo> hm")]
    [InlineData("bold and colours", "[18:02] <ada> \u0002bold\u0002 \u000304,12red\u000f", "18:02:00.000 ada: bold red")]
    public void Each_dialect_is_read(string dialect, string line, string said)
    {
        var entries = Samples.Read(Log, "harbour.2024-03-04.log", Samples.Utf8(line));
        var message = Assert.Single(entries.OfType<MessageEntry>());
        Assert.Equal((dialect, $"2024-03-04 {said}"), (dialect, $"{Utc(message.At)} {message.Author}: {message.Body}"));
        Assert.Empty(entries.OfType<ImportIssue>());
    }

    [Theory]
    [InlineData("18:02 -!- bo [~bo@pier.example.org] has joined #harbour")]
    [InlineData("18:02 -!- mode/#harbour [+o ada] by ChanServ")]
    [InlineData("=== bo is now known as bo_away")]
    [InlineData("[18:02:11] *** Quits: bo (~bo@pier.example.org) (tide)")]
    [InlineData("2024-03-04 18:02:11\t-->\tbo (~bo@pier.example.org) has joined #harbour")]
    [InlineData("2024-03-04 18:02:11\t--\tMode #harbour [+o ada] by ChanServ")]
    [InlineData("[2024-03-04 18:02:11] → bo joined (~bo@pier.example.org)")]
    [InlineData("18:02 -NickServ- This nickname is registered.")]
    [InlineData("18:02:11 <bo> ")]
    [InlineData("18:02:11")]
    public void What_nobody_said_is_left_out_without_a_word(string line) =>
        Assert.Equal(["message"], Kinds(Samples.Read(Log, "harbour.2024-03-04.log", Samples.Utf8("18:01 <ada> hello", line))));

    [Theory]
    [InlineData("harbour.2024-03-04.log")]
    [InlineData("20240304.txt")]
    [InlineData("2024-03-04/irc.log")]
    [InlineData("2024/03/04/#harbour.txt")]
    [InlineData("2024-03-04_03.raw.txt")]
    [InlineData("harbour_2024_03_04.log")]
    public void The_day_stands_in_the_name_of_a_file_or_folder(string path) =>
        Assert.Equal("2024-03-04 18:02:00.000", Utc(Assert.Single(Samples.Read(Log, (path, Samples.Utf8("[18:02] <ada> hello")), ("other.md", [])).OfType<MessageEntry>()).At));

    [Theory]
    [InlineData("--- Day changed Mon Mar 04 2024")]
    [InlineData("--- Log opened Mon Mar 04 18:01:12 2024")]
    [InlineData("**** BEGIN LOGGING AT Mon Mar  4 18:01:12 2024")]
    [InlineData("Session Start: Mon Mar 04 18:01:12 2024")]
    [InlineData("[00:00] --- Mon Mar  4 2024")]
    [InlineData("--- Day changed 2024-03-04")]
    [InlineData("18:00 -!- Day changed to 04 Mar 2024")]
    public void The_day_stands_in_a_line_of_its_own(string day) =>
        Assert.Equal("2024-03-04 18:02:00.000", Utc(Assert.Single(Samples.Read(Log, "harbour.log", Samples.Utf8(day, "18:02 <ada> hello")).OfType<MessageEntry>()).At));

    [Fact]
    public void Without_any_day_a_line_is_an_issue_that_says_what_to_do() =>
        Assert.Equal("issue harbour.log:1 The day of this line is not known or absurd; put it into the file's name, like name.2024-01-31.log.",
            Shown.As(Samples.Read(Log, "harbour.log", Samples.Utf8("[18:02] <ada> hello"))));

    [Fact]
    public void Local_times_are_read_in_the_zone_that_is_given_and_an_hour_that_comes_twice_comes_twice()
    {
        var file = Samples.Utf8("[01:30] <ada> first", "[02:30] <ada> second", "[02:40] <bo> third", "[02:10] <ada> clocks went back", "[03:10] <bo> so they did");
        using var scratch = new Scratch(("harbour.2024-10-27.log", file));
        var times = Log.Read(scratch.Archive, new ImportOptions(DateTimeZoneProviders.Tzdb["Europe/Oslo"])).OfType<MessageEntry>().Select(message => Utc(message.At)[11..16]);
        Assert.Equal(["23:30", "00:30", "00:40", "01:10", "02:10"], times);
    }

    [Fact]
    public void A_longer_log_gives_the_same_keys_and_new_ones_only_for_what_is_new()
    {
        string[] day = ["[18:01] <ada> yes", "[18:01] <ada> yes", "[18:02] <bo> no", "[18:02] <ada> yes"];
        var shorter = Keys(Samples.Read(Log, "#harbour.2024-03-04.log", Samples.Utf8(day[..3])));
        var longer = Keys(Samples.Read(Log, ("elsewhere/#harbour.2024-03-04.log", Samples.Utf8(["[17:59] <chidi> earlier", .. day])), ("elsewhere/#harbour.2024-03-05.log", Samples.Utf8(day))));
        Assert.Equal(3, shorter.Distinct().Count());
        Assert.Equal(9, longer.Distinct().Count());
        Assert.Subset(longer.ToHashSet(), shorter.ToHashSet());
    }

    [Fact]
    public void Lines_of_one_minute_stay_in_the_order_in_which_they_were_said()
    {
        var lines = Enumerable.Range(0, 200).Select(i => $"[18:{i / 100:00}] <ada> {i}").Append("[18:00] <bo> a little late").Append("[19:00] <bo> on time");
        var times = Samples.Read(Log, "a.2024-03-04.log", Samples.Utf8([.. lines])).OfType<MessageEntry>().Select(message => message.At).ToList();
        Assert.Equal(times.Distinct().Order(), times);
        Assert.Equal(("2024-03-04 18:01:00.000", "2024-03-04 19:00:00.000"), (Utc(times[100]), Utc(times[^1])));
    }

    [Fact]
    public void A_bot_is_known_by_its_name() =>
        Assert.Equal(["meetbot", "ubottu", "zakim"], Samples.Read(Log, "a.2024-03-04.log", Samples.Utf8(
            "[18:01] <Talbot> I am not one", "[18:01] <Zakim> I am", "[18:01] <meetbot> so am I", "[18:01] <ubottu> me too", "[18:01] <bottega> no")).OfType<PersonEntry>().Where(person => person.IsBot).Select(person => person.Key).Order());

    [Fact]
    public void Who_only_sent_regrets_was_not_there_but_who_came_after_all_was() =>
        Assert.Equal(["ada", "emre"], Samples.Read(Log, "a.2024-03-04.log", Samples.Utf8(
            "[18:01] <ada> present+", "[18:01] <ada> regrets+ bo, emre", "[18:02] <ada> scribe: ada", "[18:03] <emre> I made it", "[18:04] <chidi> present+", "[18:05] <chidi> present-"))
            .OfType<AttendanceEntry>().Select(attendance => attendance.Person));

    [Fact]
    public void Whoever_puts_down_several_at_the_end_makes_a_meeting_of_it() =>
        Assert.Equal(["ada", "chidi", "bo", "emre kaya"], Samples.Read(Log, "a.2024-03-04.log", Samples.Utf8(
            "[18:01] <Ada> the lamp is lit", "[18:02] <Chidi> at last", "[18:03] <Ada> present+ bo, Emre Kaya")).OfType<AttendanceEntry>().Select(attendance => attendance.Person));

    [Theory]
    [InlineData("present: apples, pears")]
    [InlineData("present+")]
    [InlineData("present+ bo")]
    public void One_alone_who_is_present_makes_none(string line) =>
        Assert.Empty(Samples.Read(Log, "a.2024-03-04.log", Samples.Utf8("[18:01] <Ada> the lamp is lit", "[18:02] <Chidi> at last", $"[18:03] <Ada> {line}")).OfType<AttendanceEntry>());

    [Theory]
    [InlineData("Kerstin", "kerstin_holm")]
    [InlineData("Holm", "kerstin_holm")]
    [InlineData("KH", "kerstin_holm")]
    [InlineData("Berg", "tallberg")]
    [InlineData("Tall", "tallberg")]
    [InlineData("...", "kerstin_holm")]
    public void Whom_a_scribe_names_by_part_of_a_name_or_by_initials_is_known(string written, string speaker) =>
        Assert.Equal(speaker, Samples.Read(Log, "a.2024-03-04.log", Samples.Utf8(
            "[18:01] <Kerstin_Holm> present+", "[18:01] <TallBerg> present+", "[18:02] <TallBerg> scribe+", "[18:03] <TallBerg> Kerstin: the lamp is lit", $"[18:04] <TallBerg> {written}: and stays so"))
            .OfType<MessageEntry>().Last().Author);

    [Fact]
    public void Whoever_only_tells_programs_something_or_is_only_named_by_a_scribe_was_not_seen_there() =>
        Assert.Equal(["ada", "bo"], Samples.Read(Log, "a.2024-03-04.log", Samples.Utf8(
            "[18:01] <ada> present+", "[18:01] <ada> scribe+", "[18:01] <bo> present+", "[18:02] <chidi> zakim, who is here?", "[18:02] <chidi> trackbot: hello",
            "[18:03] <ada> Goal: a brighter lamp", "[18:03] <ada> Goal: less oil", "[18:04] <> who am I?", "[18:05] <ada> zakim, agenda?"))
            .OfType<AttendanceEntry>().Select(attendance => attendance.Person));

    [Theory]
    [InlineData("Dear Ada,\n\nthe lamp is lit at 18:02 <sharp>.\n\nBo\n")]
    [InlineData("* one\n* two\n* three\n")]
    [InlineData("from,to,at\nada,bo,2024-03-04 18:02:00\n")]
    [InlineData("2024-03-04 18:02:11\tINFO\tlamp lit\n2024-03-04 18:02:12\tWARN\toil low\n")]
    [InlineData("00:12:53\tAda Lindqvist:\tHello\n00:12:59\tBo Tanaka:\tHello\n")]
    [InlineData("WEBVTT\n\n00:00:01.000 --> 00:00:02.000\nAda: Hello\n")]
    [InlineData("<html><body>[18:02] &lt;ada&gt; hello</body></html>")]
    [InlineData("")]
    public void What_is_no_log_is_not_taken_for_one(string text) =>
        Assert.False(Samples.Recognises(Log, ("something.log", Encoding.UTF8.GetBytes(text))));

    [Fact]
    public void A_log_is_recognised_under_any_name() =>
        Assert.True(Samples.Recognises(Log, ("holiday.jpg", Samples.Bytes("irc/harbour/2024-03-04.log"))));

    [Fact]
    public void Old_encodings_are_read()
    {
        var line = "[18:02] <søren> der er måge på tårnet";
        foreach (var encoding in new[] { Encoding.UTF8, Encoding.Latin1, Encoding.Unicode, Encoding.BigEndianUnicode, new UTF8Encoding(true), new UnicodeEncoding(false, false) })
        {
            byte[] bytes = [.. encoding.GetPreamble(), .. encoding.GetBytes($"{line}\r\n{line}\r\n")];
            Assert.Equal(["søren: der er måge på tårnet"], Samples.Read(Log, "a.2024-03-04.log", bytes).OfType<MessageEntry>().Select(message => $"{message.Author}: {message.Body}").Distinct());
        }
    }

    [Fact]
    public void A_line_of_a_hundred_megabytes_is_an_issue_and_the_rest_is_read()
    {
        using var scratch = new Scratch();
        scratch.Write("a.2024-03-04.log", stream =>
        {
            stream.Write("[18:01] <ada> before\n[18:02] <bo> "u8);
            var block = new byte[1 << 20];
            Array.Fill(block, (byte)'x');
            for (var i = 0; i < 100; i++)
            {
                stream.Write(block);
            }
            stream.Write("\n[18:03] <ada> after\n"u8);
        });
        var before = GC.GetAllocatedBytesForCurrentThread();
        var entries = Log.Read(scratch.Archive, new ImportOptions()).ToList();
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before < 50 << 20);
        Assert.Equal(["before", "after"], entries.OfType<MessageEntry>().Select(message => message.Body));
        Assert.Equal("a.2024-03-04.log:2 The line is longer than 1 MB and was skipped; break it into shorter lines.",
            Assert.Single(entries.OfType<ImportIssue>().Select(issue => $"{issue.File}:{issue.Line} {issue.Reason}")));
    }

    // Patterns that try every place of a line against every other would take minutes.
    [Fact]
    public void Lines_made_to_keep_a_parser_busy_do_not()
    {
        string[] pieces = ["joined ", "present+ ", "a: ", "* ", "<a ", "--- Mon Jan 1 ", "scribe: ", "@", "Day changed ", "q+ "];
        var lines = pieces.SelectMany(piece => new[] { "", "[18:02] <ada> ", "[18:02] <", "18:02 -!- ", "[18:02] * ", "--- " }.Select(start => start + string.Concat(Enumerable.Repeat(piece, 100_000))));
        Fuzz.AllWhole(Samples.Read(Log, "a.2024-03-04.log", Samples.Utf8(["[18:01] <ada> present+", "[18:01] <bo> present+", "[18:01] <bo> scribe+", .. lines])));
    }

    [Fact]
    public void A_cut_off_gz_gives_what_stands_before_the_cut_and_an_issue()
    {
        var lines = Enumerable.Range(0, 20_000).Select(i => $"[{i / 900:00}:{i / 15 % 60:00}] <ada> the lamp number {i * 7919 % 10007} was lit");
        var packed = Scratch.Gzip(Samples.Utf8([.. lines]));
        var entries = Samples.Read(Log, "a.2024-03-04.log.gz", packed[..(packed.Length / 2)]);
        Assert.InRange(entries.OfType<MessageEntry>().Count(), 5_000, 15_000);
        Assert.StartsWith("The file can't be read on from here", Assert.Single(entries.OfType<ImportIssue>()).Reason);
    }

    [Fact]
    public void Damaged_logs_never_stop_the_import()
    {
        Fuzz.Survives(Log, "#harbour.2024-03-04.log", Samples.Bytes("irc/harbour/2024-03-04.log"));
        Fuzz.Survives(Log, "2024-03-12.log", Samples.Bytes("irc/2024-03-12-seed-swap/irc.log"));
        Fuzz.Survives(Log, "garden.log", Samples.Bytes("irc/garden-night/#harbour-garden.20240319.log"), times: 100);
    }

    private static string Utc(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm:ss.fff");

    private static List<string> Keys(IEnumerable<Entry> entries) => [.. entries.OfType<MessageEntry>().Select(message => $"{message.Conversation} {message.Key}")];

    private static List<string> Kinds(IEnumerable<Entry> entries) => [.. entries.Where(entry => entry is MessageEntry or ImportIssue).Select(entry => entry is MessageEntry ? "message" : "issue")];
}
