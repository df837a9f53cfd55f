using Kith.Conversations;
using Kith.Gatherings;
using Kith.Rooms;
using Kith.Store;
using static Kith.Tests.Rooms.LiveRoom;

namespace Kith.Tests.Rooms;

public sealed class AskingTests
{
    [Theory, EachEngine]
    public async Task Asking_the_next_question_closes_the_one_before_and_stands_in_the_log(Engine engine)
    {
        using var room = new LiveRoom(engine);
        var (one, two) = (room.Questions[0].Id, room.Questions[1].Id);
        room.Told();
        Assert.Null(await room.Change(change => Asking.Ask(change, one, Mo)));
        Assert.Equal($"Question {one}, Message 1", room.Told());
        Assert.Null(await room.Change(change => Asking.Ask(change, two, Mo)));
        Assert.Equal($"Question {one}, Question {two}, Message 2", room.Told());
        Assert.Equal([QuestionState.Closed, QuestionState.Asked, QuestionState.Planned], room.Questions.Select(question => question.State));
        Assert.Equal([("First?", one, EntryKind.Question), ("Second?", two, EntryKind.Question)],
            room.Entries.Select(entry => (entry.Message.Body, entry.Message.Question!.Value, entry.Message.Entry.Kind)));
        Assert.Equal((two, room.Questions[2].Id), (Asking.Current(room.Questions)!.Id, Asking.Next(room.Questions)!.Id));
    }

    // Two moderators press the key at once: the second press names a question that is asked by then.
    [Theory, EachEngine]
    public async Task The_same_question_is_asked_once(Engine engine)
    {
        using var room = new LiveRoom(engine);
        var one = room.Questions[0].Id;
        await room.Change(change => Asking.Ask(change, one, Mo));
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Asking.Ask(change, one, Ann)))!.Kind);
        Assert.Single(room.Entries);
    }

    [Theory, EachEngine]
    public async Task A_question_added_on_the_fly_comes_last_next_or_at_once(Engine engine)
    {
        using var room = new LiveRoom(engine);
        await room.Change(change => Asking.Ask(change, room.Questions[0].Id, Mo));
        await room.Change(change => Asking.Add(change, new NewQuestion("Last?"), AskWhen.Last, Mo));
        await room.Change(change => Asking.Add(change, new NewQuestion("Next?"), AskWhen.Next, Mo));
        Assert.Equal(["1 First?", "2 Next?", "3 Second?", "4 Third?", "5 Last?"], room.Questions.Select(question => $"{question.Number} {question.Text}"));
        await room.Change(change => Asking.Add(change, new NewQuestion("Now?"), AskWhen.Now, Mo));
        Assert.Equal("2 Now?", $"{Asking.Current(room.Questions)!.Number} {Asking.Current(room.Questions)!.Text}");
        Assert.Equal("3 Next?", $"{Asking.Next(room.Questions)!.Number} {Asking.Next(room.Questions)!.Text}");
    }

    [Theory, EachEngine]
    public async Task Nothing_is_asked_before_the_room_opens_or_after_it_ended(Engine engine)
    {
        using var room = new LiveRoom(engine, open: false);
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Asking.Add(change, new NewQuestion("Now?"), AskWhen.Now, Mo).Refusal))!.Kind);
        Assert.Equal(["First?", "Second?", "Third?"], room.Questions.Select(question => question.Text));
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Asking.Ask(change, room.Questions[0].Id, Mo)))!.Kind);
        await room.Change(Hour.Open);
        await room.Change(change => Asking.Ask(change, room.Questions[0].Id, Mo));
        await room.Change(Hour.End);
        Assert.Equal(QuestionState.Closed, room.Questions[0].State);
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Asking.Ask(change, room.Questions[1].Id, Mo)))!.Kind);
    }

    [Theory, EachEngine]
    public async Task The_room_opens_from_half_an_hour_before_the_start(Engine engine)
    {
        using var room = new LiveRoom(engine, open: false);
        var start = room.Clock.Now;
        room.Clock.Now = start - Gathering.EarlyMilliseconds - 1;
        Assert.Equal(RefusalKind.Closed, (await room.Change(Hour.Open))!.Kind);
        room.Clock.Now = start - Gathering.EarlyMilliseconds;
        Assert.Null(await room.Change(Hour.Open));
        Assert.Equal("Gathering 0", room.Told());
    }

    [Theory, EachEngine]
    public async Task A_vote_in_a_poll_counts_once_and_can_be_changed_while_the_poll_is_open(Engine engine)
    {
        using var room = new LiveRoom(engine);
        var (_, poll) = await room.Change(change => Asking.Add(change, new NewQuestion("Where?", Kind: QuestionKind.Poll, Options: ["Oslo", "Rome"]), AskWhen.Next, Mo));
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Polls.Vote(change, poll, 0, Ann)))!.Kind);
        await room.Change(change => Asking.Ask(change, poll, Mo));
        Assert.Equal("Where?\n\n- Oslo\n- Rome", room.Entries[^1].Message.Body);
        await room.Change(change => Polls.Vote(change, poll, 0, Ann));
        await room.Change(change => Polls.Vote(change, poll, 1, Bo));
        Assert.Null(await room.Change(change => Polls.Vote(change, poll, 1, Ann)));
        Assert.Equal([(Ann, 1), (Bo, 1)], room.Read(connection => Polls.Votes(connection, room.Id))[poll].OrderBy(vote => vote.By.Value));
        await Assert.ThrowsAsync<InvalidInputException>(() => room.Change(change => Polls.Vote(change, poll, 2, Ann)));
        await room.Change(change => Asking.Close(change, poll));
        Assert.Equal(RefusalKind.Closed, (await room.Change(change => Polls.Vote(change, poll, 0, Ann)))!.Kind);
    }
}
