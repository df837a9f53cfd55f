using Kith.Gatherings;
using Kith.Store;

namespace Kith.Tests.Gatherings;

public sealed class ClockTests
{
    private const long Minute = 60_000, Start = 1_000 * Minute, End = 1_060 * Minute;

    [Theory]
    [InlineData(GatheringState.Scheduled, 999, null, null)]
    [InlineData(GatheringState.Scheduled, 1_000, null, GatheringStep.Open)]
    [InlineData(GatheringState.Scheduled, 1_059, null, GatheringStep.Open)]
    [InlineData(GatheringState.Scheduled, 1_060, null, GatheringStep.Cancel)]
    [InlineData(GatheringState.Proposed, 1_000, null, null)]
    [InlineData(GatheringState.Proposed, 1_060, null, GatheringStep.Cancel)]
    [InlineData(GatheringState.Live, 1_119, null, null)]
    [InlineData(GatheringState.Live, 1_120, null, GatheringStep.End)]
    [InlineData(GatheringState.Live, 1_120, 1_050, GatheringStep.End)]
    [InlineData(GatheringState.Live, 1_120, 1_070, null)]
    [InlineData(GatheringState.Live, 1_130, 1_070, GatheringStep.End)]
    [InlineData(GatheringState.Ended, 9_999, null, null)]
    [InlineData(GatheringState.Cancelled, 9_999, null, null)]
    public void Time_opens_ends_and_cancels(GatheringState state, int minute, int? lastSaid, GatheringStep? due) =>
        Assert.Equal(due, GatheringClock.Due(state, Start, End, lastSaid * Minute, minute * Minute));

    [Theory]
    [InlineData("2026-11-24T15:59Z", null)]
    [InlineData("2026-11-24T16:00Z", 10_080)]
    [InlineData("2026-11-30T15:59Z", 10_080)]
    [InlineData("2026-11-30T16:00Z", 1_440)]
    [InlineData("2026-12-01T15:00Z", 60)]
    [InlineData("2026-12-01T16:00Z", null)]
    public void Moderators_are_reminded_a_week_a_day_and_an_hour_before(string now, int? minutes) =>
        Assert.Equal(minutes, GatheringClock.Reminder(Place.At("2026-12-01T16:00Z"), 0, Place.At(now)));

    [Fact]
    public void Whoever_has_just_set_it_up_needs_no_reminder() =>
        Assert.Null(GatheringClock.Reminder(Place.At("2026-12-01T16:00Z"), Place.At("2026-11-28T16:00Z"), Place.At("2026-11-28T16:01Z")));

    [Theory, EachEngine]
    public void A_reminder_is_sent_once_and_again_only_if_the_gathering_moves(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Hold(place.Plan());
        int Remind(string now) => ClockStore.Remind(place.Database, Place.At(now));
        Assert.Equal([0, 1, 0, 1, 1, 0, 0], new[]
        {
            "2026-11-23T16:00Z", "2026-11-24T16:00Z", "2026-11-24T16:01Z", "2026-11-30T17:00Z", "2026-12-01T15:01Z", "2026-12-01T15:30Z", "2026-12-01T16:30Z",
        }.Select(Remind));
        Assert.Equal(
            [
                "You moderate \"Lamps\" in a week: 1 December 2026, 16:00 (Europe/London).",
                "You moderate \"Lamps\" tomorrow: 1 December 2026, 16:00 (Europe/London).",
                "You moderate \"Lamps\" in an hour: 1 December 2026, 16:00 (Europe/London).",
            ], place.Told(place.Ada));
        place.Database.Write(transaction => Planning.Change(transaction, place.Find(id), Planning.PlanOf(place.Find(id)) with { StartsAt = Place.At("2026-12-02T16:00Z") }, Place.At("2026-12-01T15:40Z")));
        Assert.Equal([1, 0], new[] { "2026-12-01T16:00Z", "2026-12-01T16:10Z" }.Select(Remind));
    }

    [Theory, EachEngine]
    public void What_is_due_is_found_and_series_are_carried_on(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Hold(place.Plan());
        place.Begin(place.Tuesdays("FREQ=WEEKLY;COUNT=2", starts: "2026-12-08T16:00"));
        Assert.Equal([2, 0], new[] { 1, 2 }.Select(_ => ClockStore.Make(place.Database, Place.At("2026-11-20T10:00Z"))));
        Assert.Equal([(id, GatheringStep.Open)], place.Database.Read(connection => ClockStore.Due(connection, Place.At("2026-12-01T16:00Z"))));
        Assert.Empty(place.Database.Read(connection => ClockStore.Due(connection, Place.At("2026-12-01T15:59Z"))));
    }

    [Theory, EachEngine]
    public void Those_who_are_coming_are_told_when_it_moves_or_is_cancelled_and_who_did_it_is_not(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Hold(place.Plan());
        place.Database.Write(transaction =>
        {
            Rsvps.Say(transaction, id, place.Bo, Coming.Maybe, 1);
            Rsvps.Say(transaction, id, place.Cleo, Coming.No, 1);
            Tidings.Moved(transaction, id, place.Ada, 2);
            Tidings.Cancelled(transaction, id, place.Bo, 3);
        });
        Assert.Equal(["\"Lamps\" was moved to 1 December 2026, 16:00 (Europe/London)."], place.Told(place.Bo));
        Assert.Equal(["\"Lamps\" on 1 December 2026, 16:00 (Europe/London) was cancelled."], place.Told(place.Ada));
        Assert.Empty(place.Told(place.Cleo));
    }
}
