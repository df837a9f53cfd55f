using Kith.Conversations;
using Kith.Gatherings;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Tests.Recaps;

public sealed class RecapStoreTests
{
    [Theory, EachEngine]
    public void Of_two_who_write_at_once_the_second_is_told_and_neither_text_is_lost(Engine engine)
    {
        using var hour = new HeldHour(engine);
        hour.End();
        var first = hour.Do(change => RecapStore.Save(change, "Mo's draft", 0, hour.Who("Mo Berg")));
        var second = hour.Do(change => RecapStore.Save(change, "Ann's draft", 0, hour.Who("Ann Lind")));
        Assert.Null(first.Other);
        Assert.Equal(("Mo's draft", first.Version), (second.Other!.Draft, second.Version));
        var third = hour.Do(change => RecapStore.Save(change, "Both", second.Version, hour.Who("Ann Lind")));
        Assert.True(third.Other is null && third.Version > first.Version);
        Assert.Equal("Both", Recap(hour)!.Draft);
    }

    [Theory, EachEngine]
    public async Task A_published_recap_begins_a_conversation_that_whoever_reads_the_gathering_may_read(Engine engine)
    {
        using var hour = new HeldHour(engine, visibility: Visibility.Participants);
        hour.End();
        hour.Do(change => RecapStore.Save(change, "Thanks to @Ann Lind.", 0, hour.Who("Mo Berg")));
        var comments = hour.Do(change => RecapStore.Publish(change, hour.Transcript.Gathering, Naming(hour, "Ann Lind"), hour.Who("Mo Berg")));
        Assert.Equal(GatheringState.Published, hour.Transcript.Gathering.State);
        Assert.Equal((comments, hour.Id), (Recap(hour)!.Comments!.Value, hour.Database.Read(connection => RecapStore.CommentedBy(connection, comments))!.Value));
        var (theirs, others) = (new Reader(null, [hour.Who("Mo Berg")]), new Reader(null, [hour.Who("Bo Tanaka")]));
        var conversation = hour.Database.Read(connection => ConversationStore.Find(connection, theirs, comments))!;
        Assert.Equal((ConversationKind.Topic, "Recap of Salt on the glass", "Salt on the glass", "Harbour"), (conversation.Kind, conversation.Title, conversation.Channel, conversation.Community));
        Assert.Null(hour.Database.Read(connection => ConversationStore.Find(connection, others, comments)));

        hour.Later();
        await hour.Log.Post(comments, new Post("c", hour.Who("Ann Lind"), "Thank you!", ReplyTo: RecapStore.MessageKey));
        Assert.Equal(["Thanks to @Ann Lind.", "Thank you!"], hour.Database.Read(connection => ConversationStore.Messages(connection, theirs, comments)).Select(message => message.Body));
    }

    [Theory, EachEngine]
    public async Task What_is_published_stays_until_it_is_published_again_and_what_stood_there_is_kept(Engine engine)
    {
        using var hour = new HeldHour(engine);
        hour.End();
        var saved = hour.Do(change => RecapStore.Save(change, "First.", 0, hour.Who("Mo Berg")));
        var comments = hour.Do(change => RecapStore.Publish(change, hour.Transcript.Gathering, Addressed.Nobody, hour.Who("Mo Berg")));
        hour.Later();
        hour.Do(change => RecapStore.Save(change, "Second.", saved.Version, hour.Who("Ann Lind")));
        Assert.Equal("First.", Words(hour, comments));
        await hour.Log.Change(comments, change =>
        {
            RecapStore.Replace(change, Recap(hour)!, Naming(hour, "Bo Tanaka"), hour.Who("Ann Lind"));
            return true;
        });
        Assert.Equal("Second.", Words(hour, comments));
        var edit = Assert.Single(hour.Database.Read(connection => Mending.Edits(connection, comments, 1)));
        Assert.Equal(("First.", hour.Who("Ann Lind")), (edit.Body, edit.By));
    }

    [Theory, EachEngine]
    public void Nothing_is_published_before_the_hour_is_over_or_without_words(Engine engine)
    {
        using var hour = new HeldHour(engine);
        Assert.Throws<InvalidInputException>(() => hour.Do(change => RecapStore.Publish(change, hour.Transcript.Gathering, Addressed.Nobody, hour.Who("Mo Berg"))));
        hour.Do(change => RecapStore.Save(change, "Too early.", 0, hour.Who("Mo Berg")));
        Assert.Throws<InvalidInputException>(() => hour.Do(change => RecapStore.Publish(change, hour.Transcript.Gathering, Addressed.Nobody, hour.Who("Mo Berg"))));
        Assert.Equal(GatheringState.Live, hour.Transcript.Gathering.State);
    }

    private static Recap? Recap(HeldHour hour) => hour.Database.Read(connection => RecapStore.Find(connection, hour.Id));

    private static string Words(HeldHour hour, ConversationId comments) => hour.Database.Read(connection => ConversationStore.Find(connection, hour.Everything, comments, 1))!.Body;

    private static Addressed Naming(HeldHour hour, string name) => new([(AddressKind.Mention, hour.Who(name))]);
}
