using Kith.Conversations;
using Kith.Gatherings;
using Kith.Rooms;
using Kith.Store;
using static Kith.Tests.Rooms.LiveRoom;

namespace Kith.Tests.Rooms;

public sealed class AudienceTests
{
    [Theory, EachEngine]
    public async Task Everybody_sees_what_became_of_their_question(Engine engine)
    {
        using var room = new LiveRoom(engine);
        var (asked, merged, aside, waiting) = (await Propose(room, "How deep?", Ann), await Propose(room, "How deep is it?", Bo), await Propose(room, "Lunch?", Bo), await Propose(room, "Why salt?", Ann));
        await room.Change(change => Audience.Back(change, waiting, Bo));
        Assert.Null(await room.Change(change => Audience.Merge(change, merged, asked, Mo)));
        Assert.Null(await room.Change(change => Audience.SetAside(change, aside, "another day", Mo)));
        Assert.Null(await room.Change(change => Audience.Ask(change, asked, AskWhen.Now, Mo)));
        var question = Asking.Current(room.Questions)!;
        Assert.Equal((1, "How deep?"), (question.Number, question.Text));
        Assert.Equal(
        [
            (waiting, AudienceState.Waiting, null, null, null, "3"), (asked, AudienceState.Asked, null, question.Id, null, "3"),
            (merged, AudienceState.Merged, null, null, asked, ""), (aside, AudienceState.SetAside, "another day", (QuestionId?)null, (long?)null, ""),
        ], room.Read(connection => Audience.All(connection, room.Id)).Select(one => (one.Id, one.State, one.Word, one.Question, one.Into, string.Join(',', one.Backers))));
    }

    [Theory, EachEngine]
    public async Task What_is_too_long_to_be_asked_is_not_proposed_either(Engine engine)
    {
        using var room = new LiveRoom(engine);
        var longest = new string('a', Agenda.LongestText);
        await Assert.ThrowsAsync<InvalidInputException>(() => Propose(room, longest + "a", Ann));
        var id = await Propose(room, longest, Ann);
        Assert.Null(await room.Change(change => Audience.Ask(change, id, AskWhen.Now, Mo)));
    }

    [Theory, EachEngine]
    public async Task The_most_backed_question_stands_first(Engine engine)
    {
        using var room = new LiveRoom(engine);
        var (one, two) = (await Propose(room, "One?", Ann), await Propose(room, "Two?", Ann));
        await room.Change(change => Audience.Back(change, two, Bo));
        Assert.Equal([two, one], room.Read(connection => Audience.All(connection, room.Id)).Select(each => each.Id));
        await room.Change(change => Audience.Back(change, two, Bo));
        Assert.Equal([one, two], room.Read(connection => Audience.All(connection, room.Id)).Select(each => each.Id));
        Assert.Equal(RefusalKind.NotYours, (await room.Change(change => Audience.Back(change, two, Ann)))!.Kind);
    }

    [Theory, EachEngine]
    public async Task What_was_decided_is_not_decided_again(Engine engine)
    {
        using var room = new LiveRoom(engine);
        var (one, two) = (await Propose(room, "One?", Ann), await Propose(room, "Two?", Ann));
        await room.Change(change => Audience.SetAside(change, one, "not today", Mo));
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Audience.Ask(change, one, AskWhen.Next, Mo)))!.Kind);
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Audience.Merge(change, two, one, Mo)))!.Kind);
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Audience.Merge(change, two, two, Mo)))!.Kind);
        Assert.Equal(RefusalKind.Unknown, (await room.Change(change => Audience.Back(change, 99, Bo)))!.Kind);
        Assert.Equal(AudienceState.Waiting, room.Read(connection => Audience.All(connection, room.Id)).Single(each => each.Id == two).State);
    }

    // Afterwards nobody asks it any more.
    [Theory, EachEngine]
    public async Task Questions_are_proposed_while_the_room_is_open(Engine engine)
    {
        using var room = new LiveRoom(engine, open: false);
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Audience.Propose(change, "Early?", Ann))).Refusal?.Kind);
        await room.Change(Hour.Open);
        await Propose(room, "Now?", Ann);
        await room.Change(Hour.End);
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Audience.Propose(change, "Late?", Ann))).Refusal?.Kind);
        Assert.Equal(["Now?"], room.Read(connection => Audience.All(connection, room.Id)).Select(one => one.Text));
    }

    [Theory, EachEngine]
    public async Task A_meeting_keeps_decisions_and_actions_in_its_log(Engine engine)
    {
        using var room = new LiveRoom(engine, kind: ConversationKind.Meeting);
        await room.Change(change => Minutes.Decide(change, "d", Mo, "We paint it red.", room.Questions[0].Id));
        await room.Change(change => Minutes.Act(change, "a", Mo, "Buy paint.", [Ann, Bo], new DateOnly(2027, 2, 1), null));
        Assert.Equal(
            [("We paint it red.", "decision", null), ("Buy paint.", "action 2027-02-01", "m2 m3")],
            room.Entries.Select(entry => (entry.Message.Body, entry.Message.Entry.Stored, entry.Message.Addressed.Stored)));
        await Assert.ThrowsAsync<InvalidInputException>(() => room.Change(change => Minutes.Act(change, "b", Mo, "Paint it.", [], null, null)));
    }

    [Theory, EachEngine]
    public async Task How_far_somebody_read_never_goes_back_nor_beyond_the_log(Engine engine)
    {
        using var room = new LiveRoom(engine);
        await room.Say(Ann, "one");
        await room.Say(Ann, "two");
        var came = room.Clock.Now;
        Sign(room, 0, came);
        Sign(room, 2, came + 10);
        Sign(room, 1, came + 20);
        Sign(room, 99, came + 30);
        Assert.Equal(new Attendance(Bo, came, came + 30, 2, came + 10), room.Read(connection => Attendances.Find(connection, room.Id, Bo)));
        Assert.Equal((true, false), (At(came + 30 + Attendances.HereMilliseconds - 1), At(came + 30 + Attendances.HereMilliseconds)));

        bool At(long now) => Assert.Single(room.Read(connection => Attendances.All(connection, room.Id))).IsHere(now);
    }

    private static void Sign(LiveRoom room, long readTo, long now) => room.Database.Write(transaction => Attendances.Sign(transaction, room.Id, Bo, readTo, now));

    private static async Task<long> Propose(LiveRoom room, string text, Kith.People.IdentityId by)
    {
        var (refusal, id) = await room.Change(change => Audience.Propose(change, text, by));
        Assert.Null(refusal);
        return id;
    }
}
