using Kith.Conversations;
using Kith.Evaluation;
using Kith.Importing;

namespace Kith.Tests.Evaluation;

public sealed class ArchivedThreadsTests
{
    [Fact]
    public void A_topic_is_a_thread_and_its_stream_the_channel() => Assert.Equal(["garden | sourdough | 0 hello, 1 hi"], Show(
        new ConversationEntry("s", "garden", ConversationKind.Channel, Visibility.Public),
        new ConversationEntry("s/t", "sourdough", ConversationKind.Topic, Visibility.Public, "s"),
        Message("s/t", "2", "bo", "hi", at: 2), Message("s/t", "1", "ana", "hello", at: 1)));

    [Fact]
    public void In_all_day_talk_the_threads_come_apart() => Assert.Equal(["c |  | 0 one, 1 three", "c |  | 2 two, 0 four"], Show(
        new ConversationEntry("c", "c", ConversationKind.Channel, Visibility.Public),
        Message("c", "1", "ana", "one", at: 1), Message("c", "2", "bo", "two", at: 2),
        Message("c", "3", "cy", "three", at: 3), Message("c", "4", "ana", "four", at: 4, replyTo: "2")));

    [Fact]
    public void An_answer_to_an_answer_and_one_to_what_is_missing_find_their_threads() => Assert.Equal(["c |  | 0 one, 0 two, 0 three", "c |  | 0 lost"], Show(
        new ConversationEntry("c", "c", ConversationKind.Channel, Visibility.Public),
        Message("c", "1", "ana", "one", at: 1), Message("c", "2", "ana", "two", at: 2, replyTo: "1"),
        Message("c", "3", "ana", "three", at: 3, replyTo: "2"), Message("c", "4", "ana", "lost", at: 4, replyTo: "0")));

    [Fact]
    public void Answers_in_a_circle_come_to_an_end() => Assert.NotEmpty(Show(
        new ConversationEntry("c", "c", ConversationKind.Channel, Visibility.Public),
        Message("c", "1", "ana", "one", at: 1, replyTo: "2"), Message("c", "2", "bo", "two", at: 2, replyTo: "1")));

    [Fact]
    public void Programs_and_removed_messages_are_left_out_and_the_later_telling_counts() => Assert.Equal(["t | t | 0 edited"], Show(
        new ConversationEntry("t", "t", ConversationKind.Topic, Visibility.Public), new PersonEntry("b", "Reminder", IsBot: true),
        Message("t", "1", "ana", "first", at: 1), Message("t", "2", "b", "beep", at: 2), Message("t", "3", "ana", "gone", at: 3),
        new RemovalEntry("t", "3"), Message("t", "1", "ana", "edited", at: 1)));

    private static MessageEntry Message(string conversation, string key, string author, string text, long at, string? replyTo = null) =>
        new(conversation, key, author, at, text, ReplyTo: replyTo);

    private static IEnumerable<string> Show(params Entry[] entries) => ArchivedThreads.Of(entries).Select(thread =>
        $"{thread.Channel} | {thread.Title} | {string.Join(", ", thread.Posts.Select(post => $"{post.Author} {post.Text}"))}");
}
