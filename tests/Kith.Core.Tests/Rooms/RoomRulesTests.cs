using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Rooms;
using Kith.Store;
using static Kith.Tests.Rooms.LiveRoom;

namespace Kith.Tests.Rooms;

public sealed class RoomRulesTests
{
    private const long Now = 1_800_000_000_000, Week = Gathering.LateMilliseconds;

    private static readonly Standing Live = new(GatheringState.Live, null, null, 0, null, Moderates: false);

    public static TheoryData<Standing, RefusalKind?, int> Standings => new()
    {
        { Live, null, 0 },
        { Live with { State = null }, null, 0 },
        { Live with { State = GatheringState.Scheduled }, RefusalKind.Closed, 0 },
        { Live with { State = GatheringState.Proposed }, RefusalKind.Closed, 0 },
        { Live with { State = GatheringState.Cancelled }, RefusalKind.Closed, 0 },
        { Live with { State = GatheringState.Ended, EndedAt = Now - Week + 1 }, null, 0 },
        { Live with { State = GatheringState.Published, EndedAt = Now - Week + 1 }, null, 0 },
        { Live with { State = GatheringState.Ended, EndedAt = Now - Week }, RefusalKind.Closed, 0 },
        { Live with { MutedWhy = "shouting" }, RefusalKind.Muted, 0 },
        { Live with { State = GatheringState.Ended, EndedAt = Now - 1, MutedWhy = "shouting" }, RefusalKind.Muted, 0 },
        { Live with { Pace = 30 }, null, 0 },
        { Live with { Pace = 30, LastAt = Now - 10_500 }, RefusalKind.TooFast, 20 },
        { Live with { Pace = 30, LastAt = Now - 29_999 }, RefusalKind.TooFast, 1 },
        { Live with { Pace = 30, LastAt = Now - 30_000 }, null, 0 },
        { Live with { Pace = 30, LastAt = Now, Moderates = true }, null, 0 },
        { Live with { Pace = 30, LastAt = Now, State = GatheringState.Ended, EndedAt = Now }, null, 0 },
    };

    [Theory, MemberData(nameof(Standings))]
    public void Who_may_speak_follows_from_their_standing(Standing standing, RefusalKind? kind, int wait)
    {
        var refusal = RoomRules.Check(standing, Now);
        Assert.Equal((kind, wait), (refusal?.Kind, refusal?.Wait ?? 0));
    }

    [Theory]
    [InlineData(Visibility.Public, Role.Anyone, false, true, false)]
    [InlineData(Visibility.Public, Role.Guest, false, true, false)]
    [InlineData(Visibility.Public, Role.Guest, true, true, true)]
    [InlineData(Visibility.Public, Role.Member, false, true, true)]
    [InlineData(Visibility.Community, Role.Anyone, false, false, false)]
    [InlineData(Visibility.Community, Role.Guest, false, false, false)]
    [InlineData(Visibility.Community, Role.Guest, true, true, true)]
    [InlineData(Visibility.Community, Role.Member, false, true, true)]
    [InlineData(Visibility.Participants, Role.Steward, false, false, false)]
    [InlineData(Visibility.Participants, Role.Member, true, true, true)]
    [InlineData(Visibility.Participants, Role.Operator, false, true, true)]
    public void Who_may_read_and_speak_follows_from_role_and_visibility(Visibility visibility, Role role, bool takesPart, bool reads, bool speaks) =>
        Assert.Equal((reads, speaks), (May.Read(visibility, role, takesPart), May.Speak(visibility, role, takesPart)));

    [Theory]
    [InlineData(Role.Anyone, true, false)]
    [InlineData(Role.Guest, true, false)]
    [InlineData(Role.Member, false, false)]
    [InlineData(Role.Member, true, true)]
    [InlineData(Role.Host, false, true)]
    [InlineData(Role.Steward, false, true)]
    [InlineData(Role.Operator, false, true)]
    public void Moderators_hosts_stewards_and_operators_moderate(Role role, bool isModerator, bool may) => Assert.Equal(may, May.Moderate(role, isModerator));

    [Theory, EachEngine]
    public async Task Slow_mode_makes_a_person_wait_and_others_not_and_a_retry_never(Engine engine)
    {
        using var room = new LiveRoom(engine);
        await room.Change(change => Hour.SetPace(change, 60));
        Assert.Null(await room.Say(Ann, "one"));
        room.Clock.Now += 15_000;
        Assert.Equal((RefusalKind.TooFast, 45), ((await room.Say(Ann, "two")) is { } refusal ? (refusal.Kind, refusal.Wait) : default));
        Assert.Null(await room.Say(Ann, "one"));
        Assert.Null(await room.Say(Bo, "three"));
        Assert.Null(await room.Say(Mo, "four", moderates: true));
        Assert.Null(await room.Say(Mo, "five", moderates: true));
        room.Clock.Now += 45_000;
        Assert.Null(await room.Say(Ann, "two"));
        Assert.Equal(["one", "three", "four", "five", "two"], room.Entries.Select(entry => entry.Message.Body));
    }

    [Theory, EachEngine]
    public async Task Whoever_is_muted_reads_on_until_they_may_speak_again(Engine engine)
    {
        using var room = new LiveRoom(engine);
        room.Told();
        Assert.Null(await room.Change(change => Muting.Mute(change, Ann, "shouting", Mo)));
        Assert.Equal("Mute 2", room.Told());
        var refusal = await room.Say(Ann, "still here");
        Assert.Equal((RefusalKind.Muted, true), (refusal!.Kind, refusal.What.Contains("shouting", StringComparison.Ordinal)));
        Assert.Equal([new Mute(Ann, Mo, room.Clock.Now, "shouting")], room.Read(connection => Muting.All(connection, room.Id)));
        Assert.Equal(RefusalKind.NotYours, (await room.Change(change => Muting.Mute(change, Mo, "no", Ann)))!.Kind);
        Assert.Equal(RefusalKind.Unknown, (await room.Change(change => Muting.Mute(change, new(99), "no", Mo)))!.Kind);
        Assert.Null(await room.Change(change => Muting.Unmute(change, Ann)));
        Assert.Null(await room.Say(Ann, "thanks"));
        Assert.Equal(RefusalKind.Unknown, (await room.Change(change => Muting.Unmute(change, Ann)))!.Kind);
    }

    [Theory, EachEngine]
    public async Task Late_answers_are_taken_for_a_week_after_the_end(Engine engine)
    {
        using var room = new LiveRoom(engine);
        var ended = room.Clock.Now += 3_600_000;
        await room.Change(Hour.End);
        room.Clock.Now = ended + Week - 1;
        Assert.Null(await room.Say(Ann, "late", question: room.Questions[0].Id));
        room.Clock.Now = ended + Week;
        Assert.Equal(RefusalKind.Closed, (await room.Say(Ann, "too late"))!.Kind);
    }
}
