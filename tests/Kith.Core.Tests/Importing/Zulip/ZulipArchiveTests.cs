using Kith.Conversations;
using Kith.Importing;
using Kith.Importing.Zulip;

namespace Kith.Tests.Importing.Zulip;

public sealed class ZulipArchiveTests
{
    private const long Start = 1_710_000_000_000, Newest = Start + 510_000_000;
    private const string Clock = "4/Clockwork or motor?", Pane = "4/Cracked lens pane", Hedges = "7/Salt-hardy hedges? (2024 edition)";

    [Fact]
    public void The_sample_is_read_whole()
    {
        Entry[] expected =
        [
            new ConversationEntry("4", "lamp room", ConversationKind.Channel, Visibility.Public, AsOf: Newest),
            Topic(Clock, "Clockwork or motor?", "4"),
            Says(Clock, 1010, "Emre Kaya", 200_000,
                """
                Our rotation drifts by 3 seconds a night. The script that logs it:

                ```Python
                import time

                def turn(log):
                    log.write("%d <turn>" % time.time())
                ```

                Is `time.time()` good enough here?
                """),
            Says(Clock, 1011, "Dilys Morgan", 203_600,
                """
                A pendulum of length $$l$$ swings in

                ```math
                T = 2\pi\sqrt{l/g}
                ```

                so a rod that warms by 10 °C loses about 5 s a day. It is the rod, not the clock.
                """),
            new PersonEntry("Notification Bot", "Notification Bot", IsBot: true),
            Says(Clock, 1012, "Notification Bot", 290_000, "@**Emre Kaya** has marked this topic as resolved.", to: "Emre Kaya"),
            Says(Clock, 1020, "Emre Kaya", 400_000, "For the record: an invar rod, and we are at 0.2 s a night. Thanks @**Dilys Morgan**!", to: "Dilys Morgan"),
            new CoverageEntry(Clock, Start + 200_000_000, Newest),
            Topic(Pane, "Cracked lens pane", "4"),
            Says(Pane, 1001, "Ada Lindqvist", 0,
                "Morning all. The third pane of our **second-order** lens has a crack, about 4 cm, from the frost last week. Has anybody glued one *in place*?"),
            Says(Pane, 1002, "Bo Tanaka", 420,
                """
                @**Ada Lindqvist** we did, in 2019. Optical epoxy, and patience:

                1. Clean both faces with alcohol.
                2. Warm the pane to 30 °C.
                3. Let the epoxy creep in; don't press.

                It held 🙂
                """, to: "Ada Lindqvist"),
            Says(Pane, 1003, "Chidi Okafor", 900,
                """
                @**Bo Tanaka** said:

                > Let the epoxy creep in; don't press.

                And mask the brass first, or you will polish for a week. There is a note on [optical epoxy](https://lights.example/notes/epoxy_%28optical%29), and the data sheet: <https://lights.example/sheet?id=7&lang=en>
                """, to: "Bo Tanaka", answers: "1002"),
            Says(Pane, 1004, "Ada Lindqvist", 86_400,
                """
                Thank you both! @**Chidi Okafor** the masking saved me. Before and after:

                pane.jpg
                """, to: "Chidi Okafor"),
            new CoverageEntry(Pane, Start, Newest),
            new CoverageEntry("4", Start, Newest),
            new ConversationEntry("7", "coastal gardens", ConversationKind.Channel, Visibility.Public, AsOf: Newest),
            Topic(Hedges, "Salt-hardy hedges? (2024 edition)", "7"),
            Says(Hedges, 1030, "Farah Haddad", 500_000,
                """
                What grows ~~behind~~ in front of your walls? Ours so far:

                | shrub | m from the sea |
                | --- | --: |
                | tamarisk | 8 |
                | escallonia \| red | 20 |

                @**all** please add yours.
                """),
            Says(Hedges, 1031, "Goran Petrov", 503_000,
                """
                - sea buckthorn, on its own roots
                  - the female plants only
                - nothing else survived 2 * 3 winters of `force 10`

                **Spoiler**

                What did not

                Roses. All of them.
                """),
            Says(Hedges, 1032, "Hana Suzuki", 510_000,
                "Next planting day: 2024-03-23 09:30 UTC, see #lamp room > Cracked lens pane for the tea fund.  \nBring gloves :harbour:"),
            new CoverageEntry(Hedges, Start + 500_000_000, Newest),
            new CoverageEntry("7", Start + 500_000_000, Newest),
        ];

        Assert.Equal(expected, Samples.Read(new ZulipArchive(), "zulip-archive"));
    }

    [Theory]
    [InlineData("zulip-archive")]
    [InlineData("zulip-archive/zulip_json")]
    [InlineData("zulip-archive/zulip_json/4-lamp-room")]
    public void The_archive_is_known_by_its_content_from_any_folder_of_it(string sample)
    {
        using var archive = Archive.Open(Samples.PathOf(sample));
        Assert.Equal("zulip-archive", Formats.For(archive).Format);
    }

    [Fact]
    public void A_stream_s_folder_or_a_topic_s_file_by_itself_is_read_the_same()
    {
        var whole = Samples.Read(new ZulipArchive(), "zulip-archive").OfType<MessageEntry>().Where(message => message.Conversation.StartsWith("4/")).ToList();

        Assert.Equal(whole, Samples.Read(new ZulipArchive(), "zulip-archive/zulip_json/4-lamp-room").OfType<MessageEntry>());
        Assert.Equal(whole.Where(message => message.Conversation == Pane),
            Samples.Read(new ZulipArchive(), "zulip-archive/zulip_json/4-lamp-room/Cracked.20lens.20pane.json").OfType<MessageEntry>());
    }

    private static ConversationEntry Topic(string key, string title, string stream) =>
        new(key, title, ConversationKind.Topic, Visibility.Public, stream, AsOf: Newest);

    private static MessageEntry Says(string topic, int id, string author, long seconds, string body, string? to = null, string? answers = null) =>
        new(topic, $"{id}", author, Start + seconds * 1000, body, Markup.Markdown, answers) { Addressed = to is null ? [] : [(AddressKind.Mention, to)] };
}
