using System.Text;
using Kith.Conversations;
using Kith.Importing;
using Kith.Importing.Zulip;

namespace Kith.Tests.Importing.Zulip;

public sealed class ZulipExportTests
{
    private const long Start = 1_717_400_000_000, Newest = Start + 9_500_000;
    private const string Prisms = "4/Polishing prisms";

    private static readonly Entry[] People =
    [
        new PersonEntry("11", "Ada Lindqvist", "ada@harbour.example"),
        new PersonEntry("12", "Bo Tanaka", "bo@harbour.example"),
        new PersonEntry("13", "Chidi Okafor"),
        new PersonEntry("14", "Dilys Morgan", "dilys@harbour.example"),
        new PersonEntry("15", "Hana Suzuki", "hana@harbour.example"),
        new PersonEntry("16", "Hana Suzuki", "hana@lights.example"),
        new PersonEntry("19", "Fog Horn", "fogbot@chat.harbour.example", IsBot: true),
        new PersonEntry("1", "Notification Bot", IsBot: true),
    ];

    private static readonly Entry[] Streams =
    [
        new ConversationEntry("4", "lamp room", ConversationKind.Channel, Visibility.Public, AsOf: Newest),
        new ConversationEntry(Prisms, "Polishing prisms", ConversationKind.Topic, Visibility.Public, "4", AsOf: Newest),
        Says(Prisms, 503, "13", 7_200_250,
            """
            @**Ada Lindqvist** [said](https://chat.harbour.example/#narrow/stream/4-lamp-room/topic/Polishing.20prisms/near/501):

            > What do you use for the prisms?
            >
            > @**Bo Tanaka** asked too.

            Whiting and rain water, **never** vinegar. @**Hana Suzuki** has the recipe, and so does @**Hana Suzuki**.
            """, "11", "16") with { ReplyTo = "501" },
        Says(Prisms, 501, "11", 500,
            "What do you use for the prisms? My list:  \n* soft cloth  \n* patience :smile:  \nSee [the manual](https://lights.example/manual_2.pdf) and my photo.")
            with { EditedAt = Start + 60_000, Reactions = [("tada", ["12", "14"]), ("heart", ["14"])] },
        Says(Prisms, 502, "12", 3_600_000,
            """
            @**Ada Lindqvist** I log it:

            ```python
            for lens_ in lenses:
                print(lens_ < 3)
            ```
            `__init__` is not \_\_init\_\_, 2 * 3 is 6, \<b>not bold\</b>, $$a_i < b$$ and https://lights.example/a_b_ at 2024-06-03 08:00 UTC in **#coastal gardens > Thrift**
            """, "11"),
        Says(Prisms, 510, "1", 9_000_000, "@**Ada Lindqvist** has marked this topic as resolved.", "11"),
        new ConversationEntry("7", "coastal gardens", ConversationKind.Channel, Visibility.Community, AsOf: Newest),
        new ConversationEntry("7/Thrift", "Thrift", ConversationKind.Topic, Visibility.Community, "7", AsOf: Newest),
        Says("7/Thrift", 511, "14", 9_100_000, "> spoken by nobody\n\n**Spoiler** The secret\n\nSand, mostly.\n\n@**all** good night"),
        new ConversationEntry("7/", "(no topic)", ConversationKind.Topic, Visibility.Community, "7", AsOf: Newest),
        Says("7/", 512, "19", 9_200_000, "Fog :foggy:"),
    ];

    private static readonly Entry[] Coverage =
    [
        new CoverageEntry(Prisms, Start + 500, Newest),
        new CoverageEntry("4", Start + 500, Newest),
        new CoverageEntry("7/Thrift", Start + 9_100_000, Newest),
        new CoverageEntry("7", Start + 9_100_000, Newest),
        new CoverageEntry("7/", Start + 9_200_000, Newest),
    ];

    [Fact]
    public void The_sample_is_read_whole_and_private_talk_stays_out() =>
        Assert.Equal([.. People, .. Streams, .. Coverage], Samples.Read(new ZulipExport(), "zulip-export"));

    [Fact]
    public void Private_talk_comes_in_when_asked_for_and_only_for_those_who_took_part()
    {
        Entry[] expected =
        [
            .. People,
            .. Streams,
            Private("9", "council", ConversationKind.Channel, null, "11", "12"),
            Private("9/Budget", "Budget", ConversationKind.Topic, "9", "11", "12"),
            Says("9/Budget", 513, "11", 9_300_000, "400 shells for lenses, @**Bo Tanaka**?", "12"),
            Private("dm 11,12", "Ada Lindqvist, Bo Tanaka", ConversationKind.Direct, null, "11", "12"),
            Says("dm 11,12", 514, "12", 9_400_000, "I know about the party."),
            Says("dm 11,12", 515, "11", 9_450_000, "Oh no. Who told you?"),
            Private("group 300", "Ada Lindqvist, Chidi Okafor, Dilys Morgan", ConversationKind.Direct, null, "11", "13", "14"),
            Says("group 300", 516, "13", 9_500_000, "Party moved to Saturday."),
            .. Coverage,
            new CoverageEntry("9/Budget", Start + 9_300_000, Newest),
            new CoverageEntry("9", Start + 9_300_000, Newest),
            new CoverageEntry("dm 11,12", Start + 9_400_000, Newest),
            new CoverageEntry("group 300", Start + 9_500_000, Newest),
        ];

        Assert.Equal(expected, Samples.Read(new ZulipExport(), "zulip-export", new ImportOptions(IncludePrivate: true)));
    }

    [Fact]
    public void It_is_known_by_its_tables_whatever_the_files_are_called()
    {
        using var sample = Archive.Open(Samples.PathOf("zulip-export"));
        using var renamed = Archive.Of("x", sample.Files.Select((file, i) => new ArchiveFile($"copy/{i}.json", file.Length, file.Open)));

        Assert.Equal("zulip-export", Formats.For(sample).Format);
        Assert.Equal("zulip-export", Formats.For(renamed).Format);
        Assert.Equal("6c1f7f0e-2f55-4c43-9a55-0f3b8d0c7a11", new ZulipExport().SourceKey(renamed));
        Assert.Equal([.. People, .. Streams, .. Coverage], new ZulipExport().Read(renamed, new ImportOptions()));
    }

    [Fact]
    public void Damaged_exports_give_whole_messages_and_issues() => Fuzz.Sample(new ZulipExport(), "zulip-export");

    [Theory]
    [InlineData("""{"id": 8, "sender": 11, "recipient": 104, "subject": "t", "content": "x", "date_sent": -1}""", "date_sent")]
    [InlineData("""{"id": 8, "sender": 11, "recipient": 104, "subject": "t", "content": "x", "date_sent": 99999999999999}""", "date_sent")]
    [InlineData("""{"id": 8, "sender": 11, "recipient": 104, "subject": "t", "content": ["x"], "date_sent": 1717400000}""", "date_sent")]
    [InlineData("""{"id": 8, "sender": "Ada", "recipient": 104, "subject": "t", "content": "x", "date_sent": 1717400000}""", "date_sent")]
    [InlineData("""{"id": 8, "sender": 11, "recipient": 999, "subject": "t", "content": "x", "date_sent": 1717400000}""", "recipient")]
    [InlineData("""{"id": 8, "sender": 11, "recipient": 105, "subject": "t", "content": "x", "date_sent": 1717400000}""", "recipient")]
    [InlineData("""7""", "date_sent")]
    public void A_message_that_lacks_something_is_left_out_with_its_line(string bad, string reason)
    {
        using var archive = Archive.Of("x",
        [
            Samples.File("realm.json", """{"zerver_stream": [{"id": 4, "name": "lamp room"}], "zerver_recipient": [{"id": 104, "type": 2, "type_id": 4}, {"id": 105, "type": 2, "type_id": 5}]}"""u8.ToArray()),
            Samples.File("messages-000001.json", Encoding.UTF8.GetBytes("{\"zerver_message\": [\n" + bad + ",\n"
                + """{"id": 9, "sender": 11, "recipient": 104, "subject": "t", "content": "hi", "pub_date": 1717400000}]}""")),
        ]);

        var entries = new ZulipExport().Read(archive, new ImportOptions()).ToList();

        Assert.Contains(reason, Assert.Single(entries.OfType<ImportIssue>()).Reason);
        Assert.Equal(2, entries.OfType<ImportIssue>().Single().Line);
        Assert.Equal("hi", Assert.Single(entries.OfType<MessageEntry>()).Body);
        Assert.Empty(entries.OfType<CoverageEntry>());
        Fuzz.AllWhole(entries);
    }

    [Theory]
    [InlineData("one\ntwo\n\n\nthree", "one  \ntwo\n\nthree")]
    [InlineData("````quote\n```\ncode_\n```\nwords\n````\nafter", "> ```\n> code_\n> ```\n> words\n\nafter")]
    [InlineData("```python\nnever closed", "```python\nnever closed\n```")]
    [InlineData("> typed quote @**Bo Tanaka**\n\nanswer", "> typed quote @**Bo Tanaka**\n\nanswer")]
    [InlineData("@**|12** @_**Bo Tanaka** @**Bo|12|12** @*keepers* @ **x** @**", "@**12** @**Bo Tanaka** @**Bo|12** @*keepers* @ **x** @**")]
    [InlineData("``a ` _b`` $$x_ _y$$ `_ unclosed", "``a ` _b`` $$x_ _y$$ `\\_ unclosed")]
    [InlineData("![a_b](/user_uploads/1) [a_b](https://x.example/_a_) [_x_] \\_", "a_b [a_b](https://x.example/_a_) [\\_x\\_] \\_")]
    [InlineData("<https://x.example/_a_> <time:soon> <i>", "<https://x.example/_a_> \\<time:soon> \\<i>")]
    public void Zulip_s_own_markup_reads_the_same(string source, string markdown) => Assert.Equal(markdown, Body(source));

    [Fact]
    public void Hostile_lengths_and_nests_end_in_time()
    {
        foreach (var piece in (string[])["`", "``` ", "```quote\n", "@**", "[](", "$$", "~~~\n", "_", "#**", "<time:", "` `` "])
        {
            Assert.NotNull(Body(string.Concat(Enumerable.Repeat(piece, 20_000))));
        }
    }

    private static string Body(string source)
    {
        var message = System.Text.Json.JsonSerializer.Serialize(new { id = 9, sender = 11, recipient = 104, subject = "t", content = source, date_sent = 1717400000 });
        using var archive = Archive.Of("x",
        [
            Samples.File("realm.json", """{"zerver_stream": [{"id": 4, "name": "lamp room"}], "zerver_recipient": [{"id": 104, "type": 2, "type_id": 4}]}"""u8.ToArray()),
            Samples.File("messages-000001.json", Encoding.UTF8.GetBytes($"{{\"zerver_message\": [{message}]}}")),
        ]);
        return new ZulipExport().Read(archive, new ImportOptions()).OfType<MessageEntry>().Single().Body;
    }

    private static ConversationEntry Private(string key, string title, ConversationKind kind, string? stream, params string[] members) =>
        new(key, title, kind, Visibility.Participants, stream, members, Newest);

    private static MessageEntry Says(string conversation, int id, string author, long after, string body, params string[] to) =>
        new(conversation, $"{id}", author, Start + after, body, Markup.Markdown) { Addressed = [.. to.Select(person => (AddressKind.Mention, person))] };
}
