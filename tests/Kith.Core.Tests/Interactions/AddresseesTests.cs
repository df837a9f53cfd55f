using CsCheck;
using Kith.Interactions;

namespace Kith.Tests.Interactions;

public sealed class AddresseesTests
{
    [Fact]
    public void Whoever_is_named_is_answered() => Assert.Equal("ann 1", Chat.Last("""
        1 ann> how do I mount a usb stick?
        1 bob> my screen stays black after the upgrade
        2 cleo> ann: plug it in and look at the end of dmesg
        """));

    [Fact]
    public void A_reply_without_a_name_carries_on_the_exchange() => Assert.Equal("cleo 3", Chat.Last("""
        1 ann> how do I mount a usb stick?
        1 bob> my screen stays black after the upgrade
        2 cleo> ann: plug it in and look at the end of dmesg
        2 dan> bob: which card is it?
        3 ann> it says unknown partition table
        """));

    [Fact]
    public void Two_exchanges_at_once_stay_apart() => Assert.Equal("dan 4", Chat.Last("""
        1 ann> how do I mount a usb stick?
        1 bob> my screen stays black after the upgrade
        2 cleo> ann: plug it in and look at the end of dmesg
        2 dan> bob: which card is it?
        3 ann> cleo: it says unknown partition table
        3 bob> an old radeon
        """));

    [Fact]
    public void A_newcomers_question_is_for_nobody_in_particular() => Assert.Equal("nobody", Chat.Last("""
        1 ann> bob: try the other cable
        1 bob> ann: same picture, no sound
        2 eve> hello, does anyone know a good music player?
        """));

    [Fact]
    public void The_first_message_answers_nothing() => Assert.Equal("nobody", Chat.Last("1 ann> is anybody here?"));

    [Fact]
    public void Nobody_answers_themselves_by_name() => Assert.NotEqual("ann 1", Chat.Last("""
        1 ann> my name is ann
        1 ann> ann, that is
        """));

    [Fact]
    public void An_answer_depends_on_nothing_outside_its_window_nor_after_it() =>
        Sample.Chats.Sample(chat =>
        {
            var all = Chat.Answers(chat);
            for (var at = chat.Length - 1; at >= 0; at -= 23)
            {
                Assert.Equal(all[at], Chat.Answers(chat[Math.Max(0, at - Addressees.Window)..(at + 1)])[^1]);
            }
        }, iter: 30);

    [Fact]
    public void An_answer_lies_before_its_question_in_reach_and_its_confidence_between_0_and_1() =>
        Sample.Chats.Sample(chat => Assert.All(chat.Zip(Chat.Answers(chat)), pair =>
        {
            Assert.True(pair.Second.Seq is null || (pair.Second.Seq < pair.First.Seq && pair.Second.Seq >= pair.First.Seq - Addressees.Window));
            Assert.NotEqual(pair.First.Author, pair.Second.Author);
            Assert.InRange(pair.Second.Confidence, 0, 1);
        }), iter: 30);

    private static class Sample
    {
        private static readonly string[] Names = ["ann", "bob_", "Cleo M", "dan|away", "eve", "the", "zoë"];

        private static readonly string[] Words =
            ["ann:", "bob,", "@Cleo M", "dan", "eve", "the", "how", "?", "thanks", "disk", "screen", "yes", "http://example.org", "you", "!help", "*", "…"];

        // People come in pairs and leave again, so that names and turns fall out of the window.
        public static readonly Gen<Said[]> Chats =
            Gen.Select(Gen.Int[0, 6], Gen.Int[0, 9], Gen.Int[0, Words.Length - 1].Array[0, 6]).Array[1, 700].Select(turns =>
            {
                long minute = 0;
                return turns.Select((turn, i) =>
                {
                    minute += turn.Item2 == 9 ? 30 : turn.Item2 / 8;
                    var who = ((i / 90) + (turn.Item1 % 2)) % Names.Length;
                    return new Said(i + 1, who + 1, Names[who], minute * 60_000, string.Join(" ", turn.Item3.Select(word => Words[word])));
                }).ToArray();
            });
    }
}
