using Kith.Server.Expertise;
using Kith.Server.Shared;

namespace Kith.Server.Tests.Expertise;

public sealed class TopicAnswerTests
{
    // "fishmonger singing opera", said five times, is one topic and not two.
    [Fact]
    public void Of_topics_that_the_same_messages_show_the_first_is_told()
    {
        TopicAnswer[] all = [Topic("fishmonger singing", 5, 1, 2), Topic("singing opera", 5, 1, 2), Topic("opera", 9, 1, 2), Topic("fog", 5, 3), Topic("lamp", 5), Topic("glass", 5)];
        Assert.Equal(["fishmonger singing", "opera", "fog", "lamp", "glass"], TopicAnswer.Apart(all, []).Select(topic => topic.Topic));
    }

    [Fact]
    public void Where_that_one_is_declined_the_next_is_told_so_that_it_can_be_declined_too()
    {
        TopicAnswer[] all = [Topic("fishmonger singing", 5, 1, 2), Topic("singing opera", 5, 1, 2), Topic("opera", 9, 1, 2)];
        Assert.Equal(["singing opera", "opera"], TopicAnswer.Apart(all, ["fishmonger singing"]).Select(topic => topic.Topic));
        Assert.Equal(["fishmonger singing"], TopicAnswer.Apart(all, ["opera"]).Select(topic => topic.Topic));
    }

    private static TopicAnswer Topic(string name, int messages, params int[] shownBy) =>
        new(name, messages, [.. shownBy.Select(seq => new Evidence("", default, "", $"/conversations/1/{seq}"))]);
}
