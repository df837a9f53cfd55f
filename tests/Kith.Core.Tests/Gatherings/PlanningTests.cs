using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Store;

namespace Kith.Tests.Gatherings;

public sealed class PlanningTests
{
    [Theory, EachEngine]
    public void A_gathering_is_a_conversation_with_a_time_questions_moderators_and_a_backchannel(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Hold(place.Plan(questions: [new("Who are you?", 5, QuestionKind.Introductions), new("Which lamp?", 10, QuestionKind.Poll, ["old", "new"])]));
        var gathering = place.Find(id);
        var backchannel = place.Database.Read(connection => ConversationStore.Find(connection, new Reader(null, [place.Ada]), gathering.Backchannel!.Value))!;
        Assert.Equal(("Lamps", "Harbour", "kith", ConversationKind.Chat, GatheringState.Scheduled, "2026-12-01T17:00:00Z"),
            (gathering.Title, gathering.Conversation.Community, gathering.Conversation.Source, gathering.Conversation.Kind, gathering.State,
                DateTimeOffset.FromUnixTimeMilliseconds(gathering.EndsAt).ToString("yyyy-MM-ddTHH:mm:ssZ")));
        Assert.Equal([place.Ada], gathering.Moderators);
        Assert.Equal((Visibility.Participants, "Moderators of Lamps"), (backchannel.Visibility, backchannel.Title));
        Assert.Null(place.Database.Read(connection => ConversationStore.Find(connection, new Reader(null, [place.Bo]), backchannel.Id)));
        Assert.Equal([(1, QuestionKind.Introductions, 5, 0), (2, QuestionKind.Poll, 10, 2)],
            place.Database.Read(connection => GatheringStore.Questions(connection, id)).Select(each => (each.Number, each.Kind, each.Minutes, each.Options.Count)));
    }

    [Theory]
    [InlineData("2026-12-01T16:59Z", true)]
    [InlineData("2026-12-01T17:00Z", false)]
    public void A_gathering_is_planned_until_it_would_be_over(string now, bool may)
    {
        var plan = new GatheringPlan(ConversationKind.Chat, Visibility.Community, "Lamps", "", Place.At("2026-12-01T16:00Z"), 60, "Europe/Berlin", false);
        var refused = Record.Exception(() => Planning.ToCome(plan, Place.At(now)));
        Assert.Equal(may ? null : "That time has passed: 1 December 2026, 17:00 in Europe/Berlin.", refused?.Message);
    }

    [Theory, EachEngine]
    public void Who_may_not_read_a_gathering_finds_it_nowhere(Engine engine)
    {
        using var place = Place.On(engine);
        place.Hold(place.Plan("Open", visibility: Visibility.Public));
        place.Hold(place.Plan("Ours"));
        place.Hold(place.Plan("Secret", visibility: Visibility.Participants) with { Invited = [place.Bo] });
        string[] Seen(Reader reader) => [.. place.Database.Read(connection => GatheringStore.Upcoming(connection, reader)).Select(each => each.Title)];
        Assert.Equal(["Open"], Seen(Reader.Anyone));
        Assert.Equal(["Open", "Ours"], Seen(Reader.Member));
        Assert.Equal(["Open"], Seen(new Reader(null, [place.Cleo], [place.Community.Value + 1])));
        Assert.Equal(["Open", "Ours", "Secret"], Seen(new Reader(null, [place.Bo], [place.Community.Value])));
        Assert.Equal(["Open", "Secret"], Seen(new Reader(null, [place.Ada], [])));
    }

    [Theory, EachEngine]
    public void A_change_that_stands_in_calendars_is_counted_and_one_that_changes_nothing_is_not(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Hold(place.Plan());
        void Change(Func<GatheringPlan, GatheringPlan> change, string now) => place.Database.Write(transaction =>
            Planning.Change(transaction, place.Find(id), change(Planning.PlanOf(place.Find(id))), Place.At(now)));
        Change(plan => plan, "2026-11-21T10:00Z");
        Assert.Equal(0, place.Find(id).Revision);
        Change(plan => plan with { Title = "Lamps and lenses", StartsAt = Place.At("2026-12-02T16:00Z"), Visibility = Visibility.Public }, "2026-11-22T10:00Z");
        var after = place.Find(id);
        Assert.Equal((1, "Lamps and lenses", Place.At("2026-12-02T16:00Z"), Visibility.Public, Place.At("2026-11-22T10:00Z")),
            (after.Revision, after.Title, after.StartsAt, after.Conversation.Visibility, after.ChangedAt));
    }

    [Theory, EachEngine]
    public void Once_it_is_live_only_words_change(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Hold(place.Plan());
        place.Database.Write(transaction => GatheringStore.Take(transaction, id, GatheringStep.Open, Place.At("2026-12-01T15:45Z")));
        place.Database.Write(transaction => Planning.Change(transaction, place.Find(id), Planning.PlanOf(place.Find(id)) with { Title = "Other", Minutes = 90 }, Place.At("2026-12-01T16:10Z")));
        Assert.Equal(("Other", 60, Place.At("2026-12-01T15:45Z")), (place.Find(id).Title, place.Find(id).Minutes, place.Find(id).OpenedAt));
    }

    [Theory, EachEngine]
    public void What_cannot_be_is_refused_in_a_sentence_and_leaves_nothing_behind(Engine engine)
    {
        using var place = Place.On(engine);
        void Refused(Func<GatheringPlan, GatheringPlan> spoil, string message, string hint)
        {
            var refused = Assert.Throws<InvalidInputException>(() => place.Hold(place.Plan() with { Plan = spoil(place.Plan().Plan) }));
            Assert.Equal((message, hint), (refused.Message, refused.Hint));
        }
        Refused(plan => plan with { Title = " \0 " }, "The title is empty.", "Write a few words.");
        Refused(plan => plan with { Title = new string('x', 201) }, "The title has 201 characters.", "Keep it to 200.");
        Refused(plan => plan with { Minutes = 2 }, "A gathering can't last 2 minutes.", "Give 5 minutes to 24 hours; an hour is usual.");
        Refused(plan => plan with { Zone = "Mars/Base" }, "There is no time zone \"Mars/Base\".", "Write it like Europe/London.");
        Refused(plan => plan with { Kind = ConversationKind.MailThread }, "A gathering is no mailthread.", "Choose chat or meeting.");
        Assert.Empty(place.Database.Read(connection => GatheringStore.Upcoming(connection, place.Everything)));
    }

    [Theory, EachEngine]
    public void Lists_are_in_the_order_of_time_and_cancelled_ones_stand_only_in_calendars(Engine engine)
    {
        using var place = Place.On(engine);
        var later = place.Hold(place.Plan("Later", "2026-12-08T16:00Z"));
        var soon = place.Hold(place.Plan("Soon"));
        var off = place.Hold(place.Plan("Off", "2026-12-03T16:00Z"));
        place.Database.Write(transaction =>
        {
            Planning.Cancel(transaction, off, Place.At("2026-11-21T10:00Z"));
            GatheringStore.Take(transaction, soon, GatheringStep.Open, Place.At("2026-12-01T16:00Z"));
        });
        string[] Titles(Func<System.Data.Common.DbConnection, IReadOnlyList<Gathering>> list) => [.. place.Database.Read(list).Select(each => each.Title)];
        Assert.Equal(["Later"], Titles(connection => GatheringStore.Upcoming(connection, place.Everything)));
        Assert.Equal(["Soon"], Titles(connection => GatheringStore.Live(connection, place.Everything)));
        Assert.Equal(["Soon", "Off", "Later"], Titles(connection => GatheringStore.Between(connection, place.Everything, 0, long.MaxValue)));
        place.Database.Write(transaction =>
        {
            GatheringStore.Take(transaction, soon, GatheringStep.End, Place.At("2026-12-01T17:00Z"));
            GatheringStore.Take(transaction, later, GatheringStep.Open, Place.At("2026-12-08T16:00Z"));
            GatheringStore.Take(transaction, later, GatheringStep.End, Place.At("2026-12-08T17:00Z"));
            GatheringStore.Take(transaction, later, GatheringStep.Publish, Place.At("2026-12-08T18:00Z"));
        });
        Assert.Equal(["Later", "Soon"], Titles(connection => GatheringStore.Past(connection, place.Everything)));
        Assert.Equal(["Soon"], Titles(connection => GatheringStore.Past(connection, place.Everything, skip: 1)));
        Assert.Empty(Titles(connection => GatheringStore.Past(connection, place.Everything, new CommunityId(place.Community.Value + 1))));
    }

    [Fact]
    public void Moderators_the_member_who_set_it_up_and_hosts_may_prepare_it_and_nobody_else()
    {
        using var place = Place.On(Engine.Sqlite);
        var gathering = place.Find(place.Hold(place.Plan() with { Moderators = [place.Bo] }));
        Assert.Equal(
            [true, false, true, false, false, false, true, true],
            [
                Hosting.MayPrepare(gathering, [place.Ada], Role.Member), Hosting.MayPrepare(gathering, [place.Ada], Role.Anyone),
                Hosting.MayPrepare(gathering, [place.Bo], Role.Member), Hosting.MayPrepare(gathering, [place.Bo], Role.Anyone),
                Hosting.MayPrepare(gathering, [place.Cleo], Role.Member), Hosting.MayPrepare(gathering, [], Role.Guest),
                Hosting.MayPrepare(gathering, [place.Cleo], Role.Host), Hosting.MayPrepare(gathering, [], Role.Steward),
            ]);
    }

    [Theory, EachEngine]
    public void Who_says_twice_whether_they_will_come_means_the_last(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Hold(place.Plan());
        place.Database.Write(transaction =>
        {
            Rsvps.Say(transaction, id, place.Bo, Coming.Yes, 1);
            Rsvps.Say(transaction, id, place.Cleo, Coming.No, 2);
            Rsvps.Say(transaction, id, place.Bo, Coming.Maybe, 3);
        });
        Assert.Equal([(place.Cleo, Coming.No), (place.Bo, Coming.Maybe)], place.Database.Read(connection => Rsvps.Of(connection, id)));
    }
}
