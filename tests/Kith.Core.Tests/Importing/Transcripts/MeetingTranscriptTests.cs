using System.Text;
using Kith.Conversations;
using Kith.Importing;
using Kith.Importing.Transcripts;
using NodaTime;

namespace Kith.Tests.Importing.Transcripts;

public sealed class MeetingTranscriptTests
{
    private static readonly MeetingTranscript Vtt = new("vtt"), Srt = new("srt"), Chat = new("zoom-chat");

    [Fact]
    public void A_transcript_and_its_chat_are_one_meeting() => Shown.Matches("Transcripts/lens-evening", Samples.Read(Vtt, "vtt/2024-04-02_lens-evening"));

    [Fact]
    public void An_SRT_transcript_is_a_meeting() => Shown.Matches("Transcripts/compost-night", Samples.Read(Srt, "srt/GMT20240409-170000_Recording.srt"));

    [Fact]
    public void A_chat_alone_is_a_meeting_too() => Shown.Matches("Transcripts/saved-chat", Samples.Read(Chat, "zoom-chat/meeting_saved_chat.txt"));

    [Fact]
    public void Lines_of_one_second_stay_in_the_order_in_which_they_were_written()
    {
        var lines = Enumerable.Range(0, 50).Select(i => $"00:12:{i / 25:00}\tAda:\tline {i}");
        var messages = Samples.Read(Chat, "2024-04-02.txt", Samples.Utf8([.. lines])).OfType<MessageEntry>().ToList();
        Assert.Equal(Enumerable.Range(0, 50).Select(i => $"line {i}"), messages.OrderBy(message => message.At).Select(message => message.Body));
        Assert.Equal(50, messages.DistinctBy(message => message.At).Count());
    }

    [Fact]
    public void What_was_written_to_one_person_stays_out_unless_it_is_asked_for()
    {
        var entries = Samples.Read(Chat, "zoom-chat/meeting_saved_chat.txt", new ImportOptions(IncludePrivate: true));
        var direct = Assert.Single(entries.OfType<ConversationEntry>(), entry => entry.Kind == ConversationKind.Direct);
        Assert.Equal((Visibility.Participants, "ada lindqvist, bo tanaka"), (direct.Visibility, string.Join(", ", direct.Members!.Order())));
        Assert.Equal(["I broke a rung, do not tell."], entries.OfType<MessageEntry>().Where(message => message.Conversation == direct.Key).Select(message => message.Body));
        Assert.DoesNotContain("rung", Shown.As(Samples.Read(Chat, "zoom-chat/meeting_saved_chat.txt")));
    }

    [Theory]
    [InlineData("00:12:53\tAda Lindqvist:\tHello: there", "Ada Lindqvist: Hello: there")]
    [InlineData("00:12:53\t Ada Lindqvist : \tHello", "Ada Lindqvist: Hello")]
    [InlineData("00:12:53\tDa Silva | Harbour:\tHello", "Da Silva | Harbour: Hello")]
    [InlineData("19:01:12 From Ada Lindqvist to Everyone:\n\tHello\n\tthere", "Ada Lindqvist: Hello\nthere")]
    [InlineData("2024-04-16 19:01:12 From Ada Lindqvist to Everyone:\n\tHello", "Ada Lindqvist: Hello")]
    [InlineData("19:01:12\t From  Ada Lindqvist : Hello", "Ada Lindqvist: Hello")]
    [InlineData("19:01:12 From Ada to Bo Lindqvist to Everyone: Hello", "Ada to Bo Lindqvist: Hello")]
    [InlineData("19:01:12 Von Ada Lindqvist an Alle:\n\tHallo", "Ada Lindqvist: Hallo")]
    [InlineData("07:01 PM From Ada Lindqvist To Everyone: Hello", "Ada Lindqvist: Hello")]
    public void Each_dialect_of_a_saved_chat_is_read(string chat, string said)
    {
        var entries = Samples.Read(Chat, "2024-04-16/chat.txt", Encoding.UTF8.GetBytes(chat));
        Assert.Equal(said, string.Join('|', entries.OfType<MessageEntry>().Select(message => $"{Name(entries, message)}: {message.Body}")));
    }

    [Theory]
    [InlineData("<v Ada Lindqvist>Hello</v>", "Ada Lindqvist: Hello")]
    [InlineData("<v.loud Ada Lindqvist>Hello</v> <v Bo>Hi</v>", "Ada Lindqvist: Hello|Bo: Hi")]
    [InlineData("Ada Lindqvist: <c.yellow>Hello</c> &lt;3", "Ada Lindqvist: Hello <3")]
    [InlineData(">> ADA: Hello", "ADA: Hello")]
    [InlineData("[Ada Lindqvist]: Hello", "[Ada Lindqvist]: Hello")]
    [InlineData("Ada | Harbour: Hello", "Ada | Harbour: Hello")]
    public void Speakers_are_found_as_each_program_writes_them(string cue, string said) =>
        Assert.Equal(said, Said(Samples.Read(Vtt, "2024-04-02.vtt", Samples.Utf8("WEBVTT", "", "00:01.000 --> 00:02.000", cue))));

    [Fact]
    public void A_sentence_with_a_colon_names_nobody() =>
        Assert.Equal("Ada: Hello so here is the thing: it rains|Bo: Yes", Said(Samples.Read(Vtt, "2024-04-02.vtt", Samples.Utf8(
            "WEBVTT", "", "00:01.000 --> 00:02.000", "Ada: Hello", "", "00:02.000 --> 00:03.000", "so here is the thing: it rains", "", "00:03.000 --> 00:04.000", "Bo: Yes"))));

    [Theory]
    [InlineData("2024-04-02_lens-evening/transcript.vtt", "lens-evening 2024-04-02", "2024-04-02 00:00:01")]
    [InlineData("lens/GMT20240402-183000_Recording.transcript.vtt", "lens 2024-04-02", "2024-04-02 18:30:01")]
    [InlineData("2024-04-02 18.30.00 Lens evening/closed_caption.vtt", "Lens evening 2024-04-02", "2024-04-02 18:30:01")]
    [InlineData("lens/20240402.vtt", "lens 2024-04-02", "2024-04-02 00:00:01")]
    public void The_day_and_the_title_come_from_the_names(string path, string title, string time)
    {
        var entries = Samples.Read(Vtt, (path, Talk()), ("lens-meetings.md", []));
        Assert.Equal((title, time), (Title(entries), Time(entries.OfType<MessageEntry>().First().At)));
    }

    [Fact]
    public void A_local_time_in_a_name_is_read_in_the_zone_that_is_given()
    {
        using var scratch = new Scratch(("2024-04-02 18.30.00 Lens evening.vtt", Talk()));
        Assert.Equal("2024-04-02 16:30:01", Time(Vtt.Read(scratch.Archive, new ImportOptions(DateTimeZoneProviders.Tzdb["Europe/Oslo"])).OfType<MessageEntry>().First().At));
    }

    [Fact]
    public void The_day_may_stand_in_a_JSON_file_beside()
    {
        var entries = Samples.Read(Vtt, ("a/transcript.vtt", Talk()), ("a/info.json", Samples.Utf8("{\"topic\":\"Lens evening\",\"start_time\":\"2024-04-02T18:30:00+02:00\",\"n\":1}")), ("b/info.json", Samples.Utf8("{broken")));
        Assert.Equal(("Lens evening 2024-04-02", "2024-04-02 16:30:01"), (Title(entries), Time(entries.OfType<MessageEntry>().First().At)));
        Assert.Empty(entries.OfType<ImportIssue>());
    }

    [Fact]
    public void Without_any_day_the_file_s_own_is_taken_and_said()
    {
        using var scratch = new Scratch(("lens.vtt", Talk()));
        File.SetLastWriteTimeUtc(scratch.Archive.Path, new DateTime(2024, 4, 2, 9, 0, 0, DateTimeKind.Utc));
        var entries = Vtt.Read(scratch.Archive, new ImportOptions()).ToList();
        Assert.Equal("No date stands in the file's name or beside it; 2024-04-02 was taken from the file itself. Put the day into the name, like 2024-01-31.vtt.", Assert.Single(entries.OfType<ImportIssue>()).Reason);
        Assert.Equal("2024-04-02 00:00:01", Time(entries.OfType<MessageEntry>().First().At));
    }

    [Fact]
    public void Meetings_in_one_folder_each_find_their_own_chat()
    {
        var entries = Samples.Read(Vtt,
            ("2024-04-02.vtt", Talk("00:01.000")), ("2024-04-02-chat.txt", Samples.Utf8("00:00:05\tChidi:\tfirst")),
            ("2024-04-09.transcript.vtt", Talk("00:02.000")), ("2024-04-09.cc.vtt", Talk("00:02.500")), ("2024-04-09newChat.txt", Samples.Utf8("00:00:05\tChidi:\tsecond")));
        Assert.Equal(["Hello", "first", "Hello", "second"], entries.OfType<MessageEntry>().Select(message => message.Body));
        Assert.Equal(2, entries.OfType<ConversationEntry>().Count());
    }

    [Fact]
    public void A_corrected_or_moved_transcript_is_the_same_meeting_with_the_same_keys()
    {
        var first = Samples.Read(Vtt, "2024-04-02.vtt", Talk());
        var moved = Samples.Read(Vtt, ("2024-04-02/transcript.vtt", Talk()), ("2024-04-02/transcript_corrected.vtt", Talk(words: "Hallo")));
        Assert.Equal(first.OfType<MessageEntry>().Select(message => message with { Body = "Hallo" }), moved.OfType<MessageEntry>());
    }

    [Fact]
    public void A_long_speech_is_parted_at_the_end_of_a_sentence()
    {
        var cues = Enumerable.Range(0, 100).SelectMany(i => new[] { "", $"00:{i / 60:00}:{i % 60:00}.000 --> 00:{i / 60:00}:{i % 60:00}.900", $"Ada: This is sentence number {i}, and it has some words." });
        var turns = Samples.Read(Vtt, "2024-04-02.vtt", Samples.Utf8(["WEBVTT", .. cues])).OfType<MessageEntry>().ToList();
        Assert.InRange(turns.Count, 3, 6);
        Assert.All(turns, turn => Assert.EndsWith(".", turn.Body));
    }

    [Theory]
    [InlineData("WEBVTT\n", "The transcript holds no words.")]
    [InlineData("WEBVTT\n\n00:01.000 --> 00:02.000\nhello and welcome\n", "The transcript does not say who speaks; names should stand before the words, like \"Ann Lee: Hello\".")]
    public void A_transcript_without_words_or_names_is_an_issue(string text, string reason) =>
        Assert.Equal($"issue 2024-04-02.vtt:0 {reason}", Shown.As(Samples.Read(Vtt, "2024-04-02.vtt", Encoding.UTF8.GetBytes(text))));

    [Theory]
    [InlineData("WEBVTTX\n\n00:01.000 --> 00:02.000\nAda: Hello\n")]
    [InlineData("1\nAda: Hello\n")]
    [InlineData("[18:02] <ada> hello\n")]
    [InlineData("From Ada Lindqvist to everyone:\n\thello\n")]
    [InlineData("2024-03-04 18:02:11\tada\thello\n")]
    [InlineData("")]
    public void What_is_no_transcript_is_not_taken_for_one(string text)
    {
        var file = ("meeting.vtt", Encoding.UTF8.GetBytes(text));
        Assert.False(Samples.Recognises(Vtt, file) || Samples.Recognises(Srt, file) || Samples.Recognises(Chat, file));
    }

    [Fact]
    public void Transcripts_are_recognised_under_any_name_and_encoding()
    {
        foreach (var (importer, sample) in new[] { (Vtt, "vtt/2024-04-02_lens-evening/transcript.vtt"), (Srt, "srt/GMT20240409-170000_Recording.srt"), (Chat, "zoom-chat/meeting_saved_chat.txt") })
        {
            var bytes = Samples.Bytes(sample);
            Assert.True(Samples.Recognises(importer, ("holiday.jpg", bytes)));
            Assert.True(Samples.Recognises(importer, ("holiday.jpg", [.. Encoding.UTF8.GetPreamble(), .. bytes])));
            Assert.True(Samples.Recognises(importer, ("holiday.jpg", [.. Encoding.Unicode.GetPreamble(), .. Encoding.Unicode.GetBytes(Encoding.UTF8.GetString(bytes))])));
        }
    }

    // Patterns that try every place of a line against every other would take minutes.
    [Fact]
    public void Lines_made_to_keep_a_parser_busy_do_not()
    {
        string[] pieces = ["<v ", "<v a>b", "</", "a: ", "00:01.000 --> ", "&amp;", "\" with ", "to ", " ", "Replying to \"", "a:👍 "];
        var cues = pieces.SelectMany(piece => new[] { "", "00:01.000 --> 00:02.000", string.Concat(Enumerable.Repeat(piece, 80_000)) });
        Fuzz.AllWhole(Samples.Read(Vtt, "2024-04-02.vtt", Samples.Utf8(["WEBVTT", .. cues])));
        var lines = pieces.SelectMany(piece => new[] { "00:00:01\tAda:\t", "00:00:01 From ", "00:00:01 From Ada to Everyone: Reacted to \"", "00:00:01\tAda:\tReplying to \"a\"\n\n", "" }.Select(start => start + string.Concat(Enumerable.Repeat(piece, 80_000))));
        Fuzz.AllWhole(Samples.Read(Chat, "2024-04-02.txt", Samples.Utf8(["00:00:01\tAda:\tHello", .. lines])));
    }

    [Fact]
    public void Damaged_transcripts_never_stop_the_import()
    {
        Fuzz.Survives(Vtt, "2024-04-02.vtt", Samples.Bytes("vtt/2024-04-02_lens-evening/transcript.vtt"));
        Fuzz.Survives(Vtt, "2024-04-02.txt", Samples.Bytes("vtt/2024-04-02_lens-evening/chat.txt"));
        Fuzz.Survives(Srt, "lens.srt", Samples.Bytes("srt/GMT20240409-170000_Recording.srt"));
        Fuzz.Survives(Chat, "saved.txt", Samples.Bytes("zoom-chat/meeting_saved_chat.txt"));
        Fuzz.Survives(Vtt, "meeting.json", Samples.Bytes("vtt/2024-04-02_lens-evening/meeting.json"), times: 20);
    }

    private static byte[] Talk(string at = "00:01.000", string words = "Hello") => Samples.Utf8("WEBVTT", "", $"{at} --> 00:03.000", $"Ada: {words}", "");

    private static string Said(List<Entry> entries) => string.Join('|', entries.OfType<MessageEntry>().Select(message => $"{Name(entries, message)}: {message.Body}"));

    private static string? Name(List<Entry> entries, MessageEntry message) => entries.OfType<PersonEntry>().Single(person => person.Key == message.Author).Name;

    private static string Title(IEnumerable<Entry> entries) => entries.OfType<ConversationEntry>().Single().Title;

    private static string Time(long at) => DateTimeOffset.FromUnixTimeMilliseconds(at).ToString("yyyy-MM-dd HH:mm:ss");
}
