using System.Text;
using Kith.Conversations;
using Kith.Importing;
using Kith.Importing.Slack;

namespace Kith.Tests.Importing.Slack;

public sealed class SlackExportTests
{
    private const long First = 1_709_542_800_000, Last = 1_709_652_000_000;

    private static readonly Entry[] People =
    [
        new PersonEntry("U01ADA", "Ada Lindqvist", "ada@harbour.example"),
        new PersonEntry("U02BO", "Bo Tanaka", "bo@harbour.example"),
        new PersonEntry("U03CHI", "Chidi Okafor", "chidi@harbour.example"),
        new PersonEntry("U04DIL", "Dilys Morgan", "dilys@harbour.example"),
        new PersonEntry("U05EMR", "Emre Kaya"),
        new PersonEntry("U06FAR", "Farah Haddad", "farah@gardens.example"),
        new PersonEntry("U07BOT", "Tide Table", IsBot: true),
    ];

    private static readonly Entry[] General =
    [
        new ConversationEntry("C01GEN", "general", ConversationKind.Channel, Visibility.Community, AsOf: Last),
        Says("C01GEN", "1709543000.000200", "U01ADA", "Good morning @here! The supply boat is **two days late**: see [the list](https://boats.example/list?id=4&day=6) or ask @**Bo Tanaka**.", to: "U02BO")
            with { Reactions = [("wave", ["U02BO", "U06FAR", "U03CHI"])] },
        Says("C01GEN", "1709543100.000300", "U02BO", "Two days? My *last* tin of tea is ~~full~~ empty :tea:", answers: "1709543000.000200"),
        Says("C01GEN", "1709545000.000400", "U03CHI",
            """
            > two days late

            That happens with every spring tide, @**Ada Lindqvist**.

            What I do:
            - count the tins
            - double it
            1. is a number

            `tide < 2 && wind > 7` means no boat:

            ```
            if tide < 2:
                wait('<tea>')
            ```

            See #seed-swap and #general
            """, to: "U01ADA") with { EditedAt = 1_709_545_100_000 },
        Says("C01GEN", "1709546000.000500", "U07BOT", "[Low water 14:20](https://tides.example/today)  \n0.4 m at the pier  \nNext: 02:45"),
        new PersonEntry("B09WX", "Weather", IsBot: true),
        Says("C01GEN", "1709546100.000600", "B09WX", "Wind 7, gusts 9"),
        Says("C01GEN", "1709630000.000100", "U04DIL", "The boat left at 09:16. Questions to pier@harbour.example or @**U99GONE**.", to: "U99GONE", answers: "1709543000.000200"),
        Says("C01GEN", "1709631000.000200", "U02BO", "[the last tin.jpg](https://harbour.example/files/F1)"),
        new RemovalEntry("C01GEN", "1709546100.000600"),
        new RemovalEntry("C01GEN", "1709632000.000300"),
        Says("C01GEN", "1709633000.000400", "U01ADA",
            """
            @**Dilys Morgan** thank you! **Tea for all** :tea:
            - black
            - [green](https://tea.example/green)

            ```
            kettle <on>
            ```
            """, to: "U04DIL"),
        new CoverageEntry("C01GEN", First, Last),
    ];

    private static readonly Entry[] Seeds =
    [
        new ConversationEntry("C02SEED", "seed-swap", ConversationKind.Channel, Visibility.Community, AsOf: Last),
        Says("C02SEED", "1709640000.000100", "U06FAR", "I have sea kale and thrift to give away. Who wants some?"),
        Says("C02SEED", "1709640600.000200", "U04DIL", "Thrift, please! I brought you samphire last year, remember, @**Farah Haddad**?", to: "U06FAR"),
        Says("C02SEED", "1709640700.000300", "U06FAR", "I do! It **thrives**. price: 2 * 3 = 6 shells, or $0 for you"),
        Says("C02SEED", "1709640800.000400", "U01ADA", "What a leaf!\n\n[kale.jpg](https://harbour.example/files/F2)"),
        Says("C02SEED", "1709641000.000500", "U05EMR", "Shared from the north light"),
        Says("C02SEED", "1709641100.000600", "U05EMR", "> **Bo Tanaka**  \n> Two days? My last tin.  \n> Really."),
        new CoverageEntry("C02SEED", First, Last),
    ];

    [Fact]
    public void The_sample_is_read_whole_and_private_talk_stays_out() =>
        Assert.Equal([.. People, .. General, .. Seeds], Samples.Read(new SlackExport(), "slack"));

    [Fact]
    public void Private_talk_comes_in_when_asked_for_and_only_for_those_who_took_part()
    {
        Entry[] expected =
        [
            .. People,
            Private("D01ADABO", "Ada Lindqvist, Bo Tanaka", ConversationKind.Direct, "U01ADA", "U02BO"),
            Says("D01ADABO", "1709652000.000100", "U02BO", "I know about the party."),
            new CoverageEntry("D01ADABO", First, Last),
            Private("G01CNCL", "council", ConversationKind.Channel, "U01ADA", "U02BO"),
            Says("G01CNCL", "1709650000.000100", "U01ADA", "The budget for lenses is 400 shells. Keep it between us, @**Bo Tanaka**.", to: "U02BO"),
            new CoverageEntry("G01CNCL", First, Last),
            .. General,
            Private("G02MPIM", "Ada Lindqvist, Dilys Morgan, Farah Haddad", ConversationKind.Direct, "U01ADA", "U04DIL", "U06FAR"),
            Says("G02MPIM", "1709651000.000100", "U04DIL", "Surprise party for Bo on Friday?"),
            new CoverageEntry("G02MPIM", First, Last),
            .. Seeds,
        ];

        Assert.Equal(expected, Samples.Read(new SlackExport(), "slack", new ImportOptions(IncludePrivate: true)));
    }

    [Fact]
    public void The_source_is_known_by_its_team()
    {
        using var archive = Archive.Open(Samples.PathOf("slack"));
        using var unlisted = Given(("general/2024-03-04.json", """[{"type": "message", "user": "U1", "ts": "1709543000.1", "text": "hi", "team": "T9"}]"""));

        Assert.Equal(("slack", "T0HARBOUR"), (Formats.For(archive).Format, new SlackExport().SourceKey(archive)));
        Assert.Equal(("slack", "T9"), (Formats.For(unlisted).Format, new SlackExport().SourceKey(unlisted)));
    }

    [Fact]
    public void Lists_under_other_names_are_known_by_what_is_in_them_and_are_private_unless_they_say_not()
    {
        using var archive = Given(
            ("people.json", """[{"id": "U1", "profile": {"real_name": "Ada Lindqvist"}}]"""),
            ("rooms.json", """[{"id": "C1", "name": "open", "members": [], "is_private": false}, {"id": "C2", "name": "closed", "members": ["U1"]}]"""),
            ("open/day.json", """[{"type": "message", "user": "U1", "ts": "1709543000.1", "text": "hi"}]"""),
            ("closed/day.json", """[{"type": "message", "user": "U1", "ts": "1709543000.1", "text": "psst"}]"""));

        var entries = new SlackExport().Read(archive, new ImportOptions()).ToList();

        Assert.Equal("Ada Lindqvist", Assert.Single(entries.OfType<PersonEntry>()).Name);
        Assert.Equal("hi", Assert.Single(entries.OfType<MessageEntry>()).Body);
    }

    [Fact]
    public void A_channel_in_no_list_is_left_out_because_it_may_be_private()
    {
        using var archive = Given(
            ("channels.json", """[{"id": "C1", "name": "general"}]"""),
            ("secret/2024-03-04.json", """[{"type": "message", "user": "U1", "ts": "1709543000.1", "text": "psst"}]"""));

        Assert.Equal(
            [new ImportIssue("secret", 0, "Left out: no list has this channel, so it is not known who may read it; it should stand in channels.json.") { Conversation = "secret" }],
            new SlackExport().Read(archive, new ImportOptions(IncludePrivate: true)));
    }

    [Fact]
    public void An_export_of_nothing_says_what_is_missing()
    {
        using var archive = Given(("channels.json", """[{"id": "C1", "name": "general"}]"""));

        Assert.Equal("slack", Formats.For(archive).Format);
        Assert.Equal(["No messages: an export has a folder a channel, with a JSON file a day, beside channels.json."],
            new SlackExport().Read(archive, new ImportOptions()).OfType<ImportIssue>().Select(issue => issue.Reason));
    }

    [Fact]
    public void Damaged_exports_give_whole_messages_and_issues() => Fuzz.Sample(new SlackExport(), "slack");

    [Theory]
    [InlineData("""{"type": "message", "user": "U1", "text": "x"}""")]
    [InlineData("""{"type": "message", "user": "U1", "text": "x", "ts": "soon"}""")]
    [InlineData("""{"type": "message", "user": "U1", "text": "x", "ts": "9999999999999.0"}""")]
    [InlineData("""{"type": "message", "user": "U1", "text": "x", "ts": "-5.0"}""")]
    [InlineData("""{"type": "message", "text": "x", "ts": "1709543000.1"}""")]
    [InlineData("""{"type": "message", "user": "", "text": "x", "ts": "1709543000.1"}""")]
    [InlineData("""{"type": "message", "user": ["U1"], "text": "x", "ts": "1709543000.1"}""")]
    [InlineData("""["message"]""")]
    public void A_message_that_lacks_something_is_left_out_with_its_line(string bad)
    {
        using var archive = Given(
            ("channels.json", """[{"id": "C1", "name": "general"}]"""),
            ("general/2024-03-04.json", "[\n" + bad + ",\n" + """{"type": "message", "user": "U1", "ts": "1709543000.1", "text": "hi"}]"""));

        var entries = new SlackExport().Read(archive, new ImportOptions()).ToList();

        Assert.Equal(2, Assert.Single(entries.OfType<ImportIssue>()).Line);
        Assert.Equal("hi", Assert.Single(entries.OfType<MessageEntry>()).Body);
        Assert.Empty(entries.OfType<CoverageEntry>());
        Fuzz.AllWhole(entries);
    }

    private static Archive Given(params (string Path, string Json)[] files) =>
        Archive.Of("x", files.Select(file => Samples.File(file.Path, Encoding.UTF8.GetBytes(file.Json))));

    private static ConversationEntry Private(string key, string title, ConversationKind kind, params string[] members) =>
        new(key, title, kind, Visibility.Participants, Members: members, AsOf: Last);

    private static MessageEntry Says(string channel, string ts, string author, string body, string? to = null, string? answers = null) =>
        new(channel, ts, author, long.Parse(ts.Split('.')[0]) * 1000, body, Markup.Markdown, answers) { Addressed = to is null ? [] : [(AddressKind.Mention, to)] };
}
