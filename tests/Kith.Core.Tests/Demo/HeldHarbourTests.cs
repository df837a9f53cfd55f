using Dapper;
using Kith.Conversations;
using Kith.Demo;
using Kith.Gatherings;
using Kith.Recaps;
using Kith.Rooms;
using Kith.Store;

namespace Kith.Tests.Demo;

public sealed class HeldHarbourTests
{
    [Theory, EachEngine]
    public async Task One_hour_was_held_and_written_up_before_the_one_that_is_live(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        await Harbour.Fill(test.Database, Stopped.Clock);
        using var log = new RoomLog(test.Database, Stopped.Clock);
        var live = await new LiveHarbour(test.Database, log, Stopped.Clock).Open();
        Assert.Equal(live, await new LiveHarbour(test.Database, log, Stopped.Clock).Open());

        var held = Assert.Single(test.Database.Read(connection => GatheringStore.Past(connection, Reader.Member)));
        Assert.Equal((GatheringState.Published, "2026-11-16T18:00:00Z"), (held.State, DateTimeOffset.FromUnixTimeMilliseconds(held.OpenedAt!.Value).ToString("yyyy-MM-ddTHH:mm:ssZ")));
        Assert.Equal(held.OpenedAt + 3_600_000, held.EndedAt);
        Assert.NotEqual(held.Title, Harbour.Live(Stopped.Clock.GetUtcNow()).Title);
        var recap = test.Database.Read(connection => RecapStore.Find(connection, held.Id))!;
        Assert.NotNull(recap.Comments);
        Assert.Contains("## Q3.", recap.Draft);
        Assert.DoesNotContain("Nobody answered", recap.Draft);
        var told = test.Database.Read(connection => ConversationStore.Find(connection, Reader.Member, recap.Comments.Value, RecapStore.Seq))!;
        Assert.NotEmpty(told.Addressed.Names);
        // Whoever looks as one of them finds something of theirs.
        Assert.Contains(LiveHarbour.Doors, door => recap.Draft.Contains(door, StringComparison.Ordinal));
        Assert.All(test.Database.Read(connection => Attendances.All(connection, held.Id)), seen => Assert.NotEqual(0, seen.ReadTo));
    }

    // Wherever the program was stopped, the next start leaves one hour, as if it had not been.
    [Theory, EachEngine]
    public async Task An_hour_that_was_begun_and_not_finished_is_carried_on(Engine engine)
    {
        var whole = await Held(engine, null, GatheringState.Live);
        var questions = whole.Said.Index().Where(each => each.Item.StartsWith("question", StringComparison.Ordinal)).Select(each => each.Index).ToList();
        Assert.Equal(whole, await Held(engine, 0, GatheringState.Scheduled), Same);
        foreach (var lines in (int[])[0, questions[1], questions[1] + 1, whole.Said.Count])
        {
            Assert.Equal(whole, await Held(engine, lines, GatheringState.Live), Same);
        }
        Assert.Equal(whole, await Held(engine, whole.Said.Count, GatheringState.Ended), Same);
    }

    [Theory, EachEngine]
    public async Task After_an_hour_that_was_ended_and_not_published_no_other_is_held(Engine engine)
    {
        using var test = TestDatabase.On(engine);
        await Harbour.Fill(test.Database, Stopped.Clock);
        using var log = new RoomLog(test.Database, Stopped.Clock);
        await log.Change(await new LiveHarbour(test.Database, log, Stopped.Clock).Begin(), Hour.End);
        await new HeldHarbour(test.Database, Stopped.Clock).Hold();
        Assert.Equal(GatheringState.Ended, Assert.Single(Past(test.Database)).State);
    }

    private sealed record Found(GatheringState State, long? OpenedAt, long? EndedAt, int Questions, int There, IReadOnlyList<string> Said);

    private static bool Same(Found one, Found other) => one with { Said = other.Said } == other && one.Said.SequenceEqual(other.Said);

    // Held in a new demo: where some lines are given, after so many were said, and it was left in a state.
    private static async Task<Found> Held(Engine engine, int? lines, GatheringState left)
    {
        using var test = TestDatabase.On(engine);
        await Harbour.Fill(test.Database, Stopped.Clock);
        if (lines is { } some)
        {
            await Begin(test.Database, some, left);
        }
        await new HeldHarbour(test.Database, Stopped.Clock).Hold();
        var one = Assert.Single(Past(test.Database));
        return test.Database.Read(connection => new Found(one.State, one.OpenedAt, one.EndedAt, GatheringStore.Questions(connection, one.Id).Count,
            Attendances.All(connection, one.Id).Count,
            [.. connection.Query<(string, string)>("select key, body from messages where conversation_id = @id order by seq", new { id = one.Id.Value }).Select(message => $"{message.Item1} {message.Item2}")]));
    }

    private static async Task Begin(Database database, int lines, GatheringState left)
    {
        var clock = new Stopped("2026-11-16T18:00:00Z");
        using var log = new RoomLog(database, clock);
        var hour = Harbour.Held(Stopped.Clock.GetUtcNow());
        var harbour = new LiveHarbour(database, log, clock, hour);
        var room = await harbour.Begin();
        foreach (var line in hour.Lines.Take(lines))
        {
            await harbour.Say(room, line);
        }
        if (left == GatheringState.Scheduled)
        {
            database.Write(transaction => transaction.Connection!.Execute("update gatherings set state = 1, opened_at = null where conversation_id = @id", new { id = room.Value }, transaction));
        }
        else if (left == GatheringState.Ended)
        {
            harbour.Sign(room);
            using var later = new RoomLog(database, new Stopped("2026-11-16T19:00:00Z"));
            await later.Change(room, Hour.End);
        }
    }

    private static IReadOnlyList<Gathering> Past(Database database) => database.Read(connection => GatheringStore.Past(connection, Reader.Member));
}
