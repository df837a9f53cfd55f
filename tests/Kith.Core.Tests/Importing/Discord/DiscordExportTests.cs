using System.Text;
using System.Text.Json;
using Kith.Conversations;
using Kith.Importing;
using Kith.Importing.Discord;

namespace Kith.Tests.Importing.Discord;

public sealed class DiscordExportTests
{
    private static readonly long Exported = At("2024-09-10T12:00:00Z"), ExportedLater = At("2024-09-11T12:00:00Z");

    private static readonly Entry[] Public =
    [
        new ConversationEntry("7001", "pier", ConversationKind.Channel, Visibility.Community, AsOf: Exported),
        new PersonEntry("110", "Ada Lindqvist"),
        new PersonEntry("120", "Bo Tanaka"),
        new PersonEntry("160", "Farah Haddad"),
        Says("7001", 8001, "110", "2024-09-02T07:15:00.25Z", "Who is on the **early boat** tomorrow?\n\n> Leaves at 5:40\n\nI am :raised_hands:")
            with { Reactions = [("raised_hands", ["120", "160"]), ("foghorn", ["120"])] },
        new PersonEntry("130", "Chidi Okafor"),
        Says("7001", 8002, "120", "2024-09-02T07:16:30Z",
            "Me! @**Ada Lindqvist** keep a seat, and ask @**Chidi Okafor**. See #7002, @role, 2024-09-03 05:20 UTC :harbour:", "8001", "110", "130")
            with { EditedAt = At("2024-09-02T07:20:00Z") },
        Says("7001", 8003, "130", "2024-09-02T07:30:00Z", "Not me.", "8001"),
        new PersonEntry("170", "Goran Petrov"),
        Says("7001", 8005, "170", "2024-09-02T07:40:00Z",
            """
            Here is my check:

            ```py
            if swell < 2:
                go()
            ```

            and \<b>bold\</b> is not a tag, `<i>` neither
            """),
        new PersonEntry("190", "Fog Horn", IsBot: true),
        Says("7001", 8006, "190", "2024-09-02T07:45:00Z", "[Fog warning](https://fog.example/w/7)  \nVisibility 200 m  \nUntil: 09:00"),
        Says("7001", 8007, "160", "2024-09-02T07:50:00Z", "[fog.jpg](https://cdn.example/a/fog.jpg)  \n:wave:"),
        new ConversationEntry("7003", "Boat repairs", ConversationKind.Topic, Visibility.Community, "7001", AsOf: Exported),
        Says("7003", 8101, "170", "2024-09-03T10:00:00Z", "The hull needs two days. >>> no quote\n\n> Day one: sand.  \n> Day two: paint."),
        Says("7003", 8102, "120", "2024-09-03T11:00:00Z", "Can I help?", "8101"),
        new ConversationEntry("7004", "garden", ConversationKind.Channel, Visibility.Community),
        new ConversationEntry("7005", "Rose grave", ConversationKind.Topic, Visibility.Community, "7004", AsOf: ExportedLater),
        Says("7005", 8201, "160", "2024-09-04T10:00:00Z", "Here lie the roses."),
        new CoverageEntry("7001", 1, Exported),
        new CoverageEntry("7003", 1, Exported),
        new CoverageEntry("7005", 1, ExportedLater),
    ];

    [Fact]
    public void The_sample_is_read_whole_and_private_talk_stays_out() => Assert.Equal(Public, Samples.Read(new DiscordExport(), "discord"));

    [Fact]
    public void Direct_messages_come_in_when_asked_for_and_only_for_those_who_wrote_them()
    {
        var entries = Samples.Read(new DiscordExport(), "discord", new ImportOptions(IncludePrivate: true));

        Assert.Equal(
            [
                new ConversationEntry("7100", "Bo Tanaka", ConversationKind.Direct, Visibility.Participants, AsOf: Exported),
                new PersonEntry("110", "Ada Lindqvist"),
                new AttendanceEntry("7100", "110"),
                Says("7100", 8301, "110", "2024-09-05T10:00:00Z", "About the budget: 400 shells."),
                new PersonEntry("120", "Bo Tanaka"),
                new AttendanceEntry("7100", "120"),
                Says("7100", 8302, "120", "2024-09-05T10:01:00Z", "Noted."),
            ],
            entries.Take(7));
        Assert.Equal(Public.OfType<MessageEntry>(), entries.OfType<MessageEntry>().Skip(2));
    }

    [Fact]
    public void It_is_known_by_its_content_and_its_server()
    {
        using var sample = Archive.Open(Samples.PathOf("discord"));
        using var renamed = Archive.Of("x", sample.Files.Select((file, i) => new ArchiveFile($"{i}.txt", file.Length, file.Open)));

        Assert.Equal(("discord", "900100200300400500"), (Formats.For(sample).Format, new DiscordExport().SourceKey(sample)));
        Assert.Equal("discord", Formats.For(renamed).Format);
        Assert.Equal(Public.OfType<MessageEntry>(), new DiscordExport().Read(renamed, new ImportOptions()).OfType<MessageEntry>());
    }

    [Fact]
    public void Damaged_files_give_whole_messages_and_issues() => Fuzz.Sample(new DiscordExport(), "discord");

    [Fact]
    public void A_file_that_was_cut_off_says_so_and_covers_nothing()
    {
        var whole = Export(Message(1), Message(2));

        foreach (var length in (int[])[whole.Length - 5, whole.Length - 40, whole.Length - 100])
        {
            var entries = Read(whole[..length]);
            Assert.NotEmpty(entries.OfType<MessageEntry>());
            Assert.Single(entries.OfType<ImportIssue>());
            Assert.Empty(entries.OfType<CoverageEntry>());
        }
        Assert.Equal("The export says that it holds 7 messages, but 2 are there.", Read(whole.Replace("\"messageCount\": 2", "\"messageCount\": 7")).OfType<ImportIssue>().Single().Reason);
        Assert.Equal("The export was cut off: it does not end with the number of its messages.", Read(whole.Replace(", \"messageCount\": 2", "")).OfType<ImportIssue>().Single().Reason);
    }

    [Fact]
    public void Parts_and_repeats_of_a_channel_cover_their_time_once()
    {
        using var archive = Archive.Of("x",
        [
            Samples.File("part 1.json", Encoding.UTF8.GetBytes(Export(Message(1), Message(2)))),
            Samples.File("part 2.json", Encoding.UTF8.GetBytes(Export(Message(2), Message(3)))),
            Samples.File("part 3.json", Encoding.UTF8.GetBytes(Export(Message(5), Message(6)))),
        ]);

        Assert.Equal(
            [new CoverageEntry("7001", Minute(1), Minute(3)), new CoverageEntry("7001", Minute(5), Minute(6))],
            new DiscordExport().Read(archive, new ImportOptions()).OfType<CoverageEntry>());
    }

    [Theory]
    [InlineData("null", "null", "1970-01-01T00:00:00.001Z", "2024-09-10T12:00:00Z")]
    [InlineData("\"2024-09-02T00:00:00Z\"", "\"2024-09-03T00:00:00Z\"", "2024-09-02T00:00:00.001Z", "2024-09-02T23:59:59.999Z")]
    [InlineData("7", "\"soon\"", "2024-09-02T07:01:00Z", "2024-09-02T07:02:00Z")]
    public void A_whole_file_covers_the_time_that_was_asked_for(string after, string before, string from, string to)
    {
        var export = Export(Message(1), Message(2)).Replace("\"exportedAt\"", $"\"dateRange\": {{\"after\": {after}, \"before\": {before}}}, \"exportedAt\"");

        Assert.Equal(new CoverageEntry("7001", At(from), At(to)), Assert.Single(Read(export).OfType<CoverageEntry>()));
    }

    [Theory]
    [InlineData("\"GuildTextChat\"", "\"GuildPrivateThread\"")]
    [InlineData("\"type\": \"GuildTextChat\", ", "")]
    [InlineData("\"GuildTextChat\"", "\"Whisper\"")]
    [InlineData("\"900\"", "\"0\"")]
    public void What_does_not_say_that_all_may_read_it_is_private(string open, string closed)
    {
        Assert.NotEmpty(Read(Export(Message(1))));
        Assert.Empty(Read(Export(Message(1)).Replace(open, closed)));
    }

    [Fact]
    public void Threads_that_hang_on_each_other_or_on_themselves_hang_nowhere()
    {
        static ArchiveFile Thread(string id, string parent) => Samples.File($"{id}.json", Encoding.UTF8.GetBytes(Export()
            .Replace("GuildTextChat", "GuildPublicThread").Replace("\"7001\"", $"\"{id}\", \"categoryId\": \"{parent}\"")));
        using var archive = Archive.Of("x", [Thread("1", "2"), Thread("2", "1"), Thread("3", "3")]);

        Assert.Equal([null, null, null], new DiscordExport().Read(archive, new ImportOptions()).Cast<ConversationEntry>().Select(thread => thread.Parent));
    }

    [Fact]
    public void A_message_handed_on_is_quoted() => Assert.Equal(
        "Look  \nhere\n\n> The boat  \n> is late",
        Read(Export(Message(1).Replace("\"word\"", "\"Look\\nhere\", \"forwardedMessage\": {\"content\": \"The boat\\nis late\"}"))).OfType<MessageEntry>().Single().Body);

    [Fact]
    public void Those_who_left_are_not_one_person() =>
        Assert.True(Read(Export(Message(1).Replace("\"110\"", "\"456226577798135808\""))).OfType<PersonEntry>().Single().IsBot);

    [Theory]
    [InlineData("""{"id": "9", "timestamp": "2024-09-02T07:00:00Z", "content": "x"}""")]
    [InlineData("""{"id": "9", "timestamp": "07:00", "content": "x", "author": {"id": "110"}}""")]
    [InlineData("""{"id": "9", "timestamp": "9999-09-02T07:00:00Z", "content": "x", "author": {"id": "110"}}""")]
    [InlineData("""{"id": "9", "timestamp": 1725260400, "content": "x", "author": {"id": "110"}}""")]
    [InlineData("""{"id": "", "timestamp": "2024-09-02T07:00:00Z", "content": "x", "author": {"id": "110"}}""")]
    [InlineData("""{"id": "9", "timestamp": "2024-09-02T07:00:00Z", "content": "x", "author": "Ada"}""")]
    [InlineData("""[]""")]
    public void A_message_that_lacks_something_is_left_out_with_its_line(string bad)
    {
        var entries = Read(Export("\n" + bad, "\n" + Message(1)));

        Assert.Equal(2, Assert.Single(entries.OfType<ImportIssue>()).Line);
        Assert.Equal("word", Assert.Single(entries.OfType<MessageEntry>()).Body);
        Fuzz.AllWhole(entries);
    }

    [Theory]
    [InlineData("one\ntwo\n\nthree", "one  \ntwo\n\nthree")]
    [InlineData("``` not closed", "``` not closed")]
    [InlineData("a ```inline``` b", "a\n\n```\ninline\n```\n\nb")]
    [InlineData("<@!110> and <@110> and <@999> \\<@110>", "@**Ada Lindqvist** and @**Ada Lindqvist** and @**999** \\<@110>")]
    [InlineData("@Ada Lindqvist, @Ada Lindqvistova", "@**Ada Lindqvist**, @Ada Lindqvistova")]
    [InlineData("https://a.example/<@110>x <https://b.example>", "https://a.example/<@110>x <https://b.example>")]
    [InlineData("</ask now:55> <a:party:66> <t:1725340800> <t:x>", "/ask now :party: 2024-09-03 05:20 UTC \\<t:x>")]
    public void Discord_s_own_markup_reads_the_same(string content, string markdown) => Assert.Equal(markdown, Body(content));

    [Fact]
    public void Hostile_lengths_and_nests_end_in_time()
    {
        foreach (var piece in (string[])["`", "```", "<@", "<", ">>> ", "@Ada", "> ", "\\", "<a:"])
        {
            Assert.NotNull(Body(string.Concat(Enumerable.Repeat(piece, 20_001)) + "x"));
        }
    }

    private static string Body(string content)
    {
        var message = JsonSerializer.Serialize(new
        {
            id = "9", type = "Default", timestamp = "2024-09-02T07:00:00Z", content, author = new { id = "120", name = "bo" }, mentions = new[] { new { id = "110", name = "Ada Lindqvist" } },
        });
        return Read(Export(message)).OfType<MessageEntry>().Single().Body;
    }

    private static string Message(int minute) =>
        $$"""{"id": "{{minute}}", "type": "Default", "timestamp": "2024-09-02T07:{{minute:00}}:00Z", "content": "word", "author": {"id": "110", "name": "ada"} }""";

    private static string Export(params string[] messages) =>
        $$"""{"guild": {"id": "900"}, "channel": {"id": "7001", "type": "GuildTextChat", "name": "pier"}, "exportedAt": "2024-09-10T12:00:00Z", "messages": [ {{string.Join(", ", messages)}} ], "messageCount": {{messages.Length}} }""";

    private static List<Entry> Read(string json)
    {
        using var archive = Archive.Of("x", [Samples.File("pier.json", Encoding.UTF8.GetBytes(json))]);
        return [.. new DiscordExport().Read(archive, new ImportOptions())];
    }

    private static long At(string time) => DateTimeOffset.Parse(time).ToUnixTimeMilliseconds();

    private static long Minute(int minute) => At($"2024-09-02T07:{minute:00}:00Z");

    private static MessageEntry Says(string channel, int id, string author, string at, string body, string? answers = null, params string[] to) =>
        new(channel, $"{id}", author, At(at), body, Markup.Markdown, answers) { Addressed = [.. to.Select(person => (AddressKind.Mention, person))] };
}
