using Dapper;
using Kith.Conversations;
using Kith.Rooms;
using Kith.Store;
using static Kith.Tests.Rooms.LiveRoom;

namespace Kith.Tests.Rooms;

public sealed class MendingTests
{
    [Theory, EachEngine]
    public async Task An_edit_changes_the_words_and_keeps_what_stood_there(Engine engine)
    {
        using var room = new LiveRoom(engine);
        await room.Say(Ann, "frist");
        await room.Say(Bo, "answer", replyTo: "frist");
        room.Told();
        var at = room.Clock.Now;
        Assert.Null(await room.Change(change => Mending.Edit(change, 1, "first", Addressed.Nobody, Ann)));
        Assert.Equal("Message 1, Message 2", room.Told());
        Assert.Null(await room.Change(change => Mending.Edit(change, 1, "first!", new Addressed([(AddressKind.Mention, Bo)]), Ann)));
        Assert.Equal([new Edit(at, Ann, "frist"), new Edit(at + 1, Ann, "first")], room.Read(connection => Mending.Edits(connection, room.Id, 1)));
        var message = room.Entries[0].Message;
        Assert.Equal(("first!", at + 1, "m3"), (message.Body, message.EditedAt, message.Addressed.Stored));
        room.Told();
        Assert.Null(await room.Change(change => Mending.Edit(change, 1, " first! ", Addressed.Nobody, Ann)));
        Assert.Equal("", room.Told());
    }

    [Theory, EachEngine]
    public async Task Nobody_edits_what_others_said_nor_a_question(Engine engine)
    {
        using var room = new LiveRoom(engine);
        await room.Say(Ann, "mine");
        await room.Change(change => Asking.Ask(change, room.Questions[0].Id, Mo));
        Assert.Equal(RefusalKind.NotYours, (await room.Change(change => Mending.Edit(change, 1, "yours", Addressed.Nobody, Mo)))!.Kind);
        Assert.Equal(RefusalKind.NotYours, (await room.Change(change => Mending.Edit(change, 2, "another", Addressed.Nobody, Mo)))!.Kind);
        Assert.Equal(RefusalKind.NotYours, (await room.Change(change => Mending.Remove(change, 2, "oops", Mo, moderates: true)))!.Kind);
        Assert.Equal(RefusalKind.NotYours, (await room.Change(change => Mending.Remove(change, 1, "oops", Bo, moderates: false)))!.Kind);
        Assert.Equal(RefusalKind.Unknown, (await room.Change(change => Mending.Remove(change, 3, "oops", Mo, moderates: true)))!.Kind);
        await Assert.ThrowsAsync<InvalidInputException>(() => room.Change(change => Mending.Edit(change, 1, "  ", Addressed.Nobody, Ann)));
        await Assert.ThrowsAsync<InvalidInputException>(() => room.Change(change => Mending.Remove(change, 1, "", Mo, moderates: true)));
    }

    [Theory, EachEngine]
    public async Task Of_what_was_removed_only_a_mark_with_the_reason_is_left(Engine engine)
    {
        using var room = new LiveRoom(engine);
        await room.Say(Ann, "a telling secret");
        await room.Say(Bo, "answer", replyTo: "a telling secret");
        await room.Change(change => Mending.Edit(change, 1, "another secret", Addressed.Nobody, Ann));
        await room.Change(change => Reacting.React(change, 1, "heart", Bo));
        room.Told();
        Assert.Null(await room.Change(change => Mending.Remove(change, 1, "private", Mo, moderates: true)));
        Assert.Equal("Message 1, Message 2", room.Told());
        var (removed, answer) = (room.Entries[0], room.Entries[1]);
        Assert.Equal((new Removal(1, room.Clock.Now, Mo, "private"), "", 0), (removed.Removed, removed.Message.Body, removed.Message.Reactions.All.Count));
        Assert.Null(answer.Answers);
        Assert.Equal([], room.Read(connection => Mending.Edits(connection, room.Id, 1)));
        Assert.DoesNotContain("secret", string.Join(' ', room.Read(connection => connection.Query<string>("select body || coalesce(reactions, '') from messages union all select body from edits"))));
        Assert.Equal(RefusalKind.Unknown, (await room.Change(change => Reacting.React(change, 1, "heart", Bo)))!.Kind);
    }

    [Theory, EachEngine]
    public async Task What_is_derived_forgets_removed_words_and_knows_thanks(Engine engine)
    {
        using var room = new LiveRoom(engine);
        await room.Say(Ann, "here is how");
        await room.Change(change => Reacting.React(change, 1, Reactions.Thanks, Bo));
        await room.Change(change => Reacting.React(change, 1, "heart", Mo));
        Assert.Equal(["3>2 4", "1>2 5"], Derived(room));
        await room.Change(change => Reacting.React(change, 1, Reactions.Thanks, Bo));
        Assert.Equal(["1>2 5"], Derived(room));
        await room.Change(change => Mending.Remove(change, 1, null, Ann, moderates: false));
        Assert.Equal([], Derived(room));
    }

    private static IEnumerable<string> Derived(LiveRoom room)
    {
        new Kith.Ties.Fold(room.Database).Run();
        return room.Read(connection => connection.Query<string>("select from_id || '>' || to_id || ' ' || kind from interactions order by kind, from_id").AsList());
    }
}
