using Kith.Conversations;
using Kith.Demo;
using Kith.Importing;

namespace Kith.Tests.Demo;

/// <summary>What the demo says, before it goes into a database.</summary>
public sealed class HarbourTests
{
    private const long Hour = 3_600_000, Day = 24 * Hour, Week = 7 * Day;

    private static readonly IReadOnlyList<Entry> All = Entries(Stopped.Clock);
    private static readonly long Now = Stopped.Clock.GetUtcNow().ToUnixTimeMilliseconds();

    [Fact]
    public void It_is_the_same_every_time() => Assert.Equal(All, Entries(Stopped.Clock));

    [Fact]
    public void Weeks_later_only_the_dates_have_moved_and_by_whole_weeks()
    {
        var later = Entries(Stopped.WeeksLater).OfType<MessageEntry>().ToList();
        var moved = later[0].At - All.OfType<MessageEntry>().First().At;
        Assert.Equal(0, moved % Week);
        Assert.Equal(All.OfType<MessageEntry>().Select(message => message with { At = message.At + moved }), later);
    }

    [Fact]
    public void It_is_about_eighty_people_and_six_to_nine_thousand_messages()
    {
        Assert.InRange(All.OfType<PersonEntry>().Select(person => person.Name).Distinct().Count(), 75, 95);
        Assert.InRange(All.OfType<MessageEntry>().Count(), 6_000, 9_000);
    }

    [Fact]
    public void It_fills_the_year_before_now_and_the_last_chat_was_days_ago()
    {
        Assert.All(All.OfType<MessageEntry>(), message => Assert.InRange(message.At, Now - 53 * Week, Now));
        Assert.InRange(Now - Chats().Max(chat => chat.Max(message => message.At)), 0, 8 * Day);
    }

    [Fact]
    public void A_chat_has_fifteen_to_forty_people_and_lasts_an_hour()
    {
        Assert.Equal(52, Chats().Count());
        Assert.All(Chats(), chat =>
        {
            Assert.InRange(chat.Select(message => message.Author).Distinct().Count(), 15, 40);
            Assert.InRange(All.OfType<AttendanceEntry>().Count(there => there.Conversation == chat.Key), 15, 40);
            Assert.InRange(chat.Max(message => message.At) - chat.Min(message => message.At), Hour * 9 / 10, Hour);
        });
    }

    [Fact]
    public void In_a_chat_everybody_speaks_while_there()
    {
        var there = All.OfType<AttendanceEntry>().ToDictionary(each => (each.Conversation, each.Person));
        Assert.Empty(Chats().SelectMany(chat => chat).Where(message => there[(message.Conversation, message.Author)] is var times
            && (message.At < times.From || message.At > times.To)).Select(message => $"{message.Conversation} {message.Author}: {message.Body}"));
    }

    [Fact]
    public void Every_answer_comes_after_what_it_answers() => Assert.All(All.OfType<MessageEntry>().GroupBy(message => message.Conversation), conversation =>
    {
        var known = conversation.ToDictionary(message => message.Key);
        Assert.All(conversation.Where(message => message.ReplyTo is not null), message => Assert.True(known[message.ReplyTo!].At < message.At, message.Body));
    });

    [Fact]
    public void No_slot_is_left_open() => Assert.All(All.OfType<MessageEntry>(), message => Assert.DoesNotContain(message.Body, letter => letter is '{' or '}' or '[' or ']' or '|'));

    [Fact]
    public void Hardly_any_sentence_is_said_twice()
    {
        var sentences = All.OfType<MessageEntry>().SelectMany(message => SentencesOf(message.Body)).ToList();
        Assert.InRange(1 - sentences.Distinct().Count() / (double)sentences.Count, 0, .03);
    }

    [Theory]
    [InlineData("kenji.ota", 6, 52)]
    [InlineData("jem.trevose", 47, 52)]
    [InlineData("thandi.nkosi", 0, 26)]
    [InlineData("henrike.maas", 0, 36)]
    public void People_come_and_go(string handle, int from, int to)
    {
        var first = Chats().Min(chat => chat.Min(message => message.At));
        var weeks = Chats().SelectMany(chat => chat).Where(message => message.Author == handle).Select(message => (message.At - first) / Week).ToList();
        Assert.InRange(weeks.Min(), from, to);
        Assert.InRange(weeks.Max(), from, to);
    }

    private static IReadOnlyList<Entry> Entries(TimeProvider time) => [.. Harbour.Sources(time.GetUtcNow()).SelectMany(source => source.Entries)];

    private static IEnumerable<IGrouping<string, MessageEntry>> Chats()
    {
        var chats = All.OfType<ConversationEntry>().Where(conversation => conversation.Kind == ConversationKind.Chat).Select(conversation => conversation.Key).ToHashSet();
        return All.OfType<MessageEntry>().Where(message => chats.Contains(message.Conversation)).GroupBy(message => message.Conversation);
    }

    // Of five words and more; quotations are meant to repeat.
    private static IEnumerable<string> SentencesOf(string body) => body.Split('\n').Where(line => !line.StartsWith('>'))
        .SelectMany(line => line.Split('.', '!', '?')).Select(sentence => sentence.Trim().ToLowerInvariant()).Where(sentence => sentence.Split(' ').Length >= 5);
}
