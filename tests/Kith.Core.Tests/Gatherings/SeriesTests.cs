using Dapper;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Store;

namespace Kith.Tests.Gatherings;

public sealed class SeriesTests
{
    [Theory, EachEngine]
    public void The_gatherings_of_eight_weeks_are_made_once_each_and_moderated_in_turn(Engine engine)
    {
        using var place = Place.On(engine);
        var series = place.Begin(place.Tuesdays(), place.Ada, place.Bo);
        Assert.Equal(7, place.Make(series).Count);
        Assert.Empty(place.Make(series));
        Assert.Equal(
            ["Scheduled 2026-12-01T16:00 Ada", "Scheduled 2026-12-08T16:00 Bo", "Scheduled 2026-12-15T16:00 Ada"], place.Shown(series)[..3]);
        Assert.Equal(["1 Who are you?", "2 What is new?"], place.Questions(place.In(series)[0].Id));
        Assert.Single(place.Make(series, "2026-11-27T17:00Z"));
        Assert.Equal("Scheduled 2027-01-19T16:00 Bo", place.Shown(series)[7]);
    }

    [Theory, EachEngine]
    public void Of_a_rare_series_the_next_three_are_made_and_without_a_rota_they_wait_for_a_host(Engine engine)
    {
        using var place = Place.On(engine);
        var series = place.Begin(place.Tuesdays("FREQ=MONTHLY;BYDAY=1TU"));
        place.Make(series);
        Assert.Equal(["Proposed 2026-12-01T16:00", "Proposed 2027-01-05T16:00", "Proposed 2027-02-02T16:00"], place.Shown(series));
    }

    // Europe/London leaves summer time on 25 October 2026.
    [Theory, EachEngine]
    public void The_hour_on_the_wall_stays_through_a_change_of_the_clock(Engine engine)
    {
        using var place = Place.On(engine);
        var series = place.Begin(place.Tuesdays(starts: "2026-10-13T16:00"));
        place.Make(series, "2026-10-10T10:00Z");
        Assert.Equal(["Proposed 2026-10-13T15:00", "Proposed 2026-10-20T15:00", "Proposed 2026-10-27T16:00"], place.Shown(series)[..3]);
    }

    [Theory, EachEngine]
    public void One_that_was_moved_or_cancelled_is_not_made_again_and_follows_its_series_no_more(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Begin(place.Tuesdays("FREQ=WEEKLY;BYDAY=TU;COUNT=4"), place.Ada);
        place.Make(id);
        var (moved, cancelled) = (place.In(id)[1], place.In(id)[2]);
        place.Database.Write(transaction =>
        {
            Planning.Change(transaction, moved, Planning.PlanOf(moved) with { StartsAt = Place.At("2026-12-09T18:00Z") }, Place.At("2026-11-21T10:00Z"));
            Planning.Cancel(transaction, cancelled.Id, Place.At("2026-11-21T10:00Z"));
        });
        Assert.Empty(place.Make(id));
        Assert.Equal("2026-12-08T16:00", place.Find(moved.Id).Occurrence);
        Change(place, id, plan => plan with { Title = "Another name", Starts = "2026-12-01T17:00" });
        Assert.Empty(place.Make(id));
        Assert.Equal(
            ["Scheduled 2026-12-01T17:00 Ada", "Scheduled 2026-12-09T18:00 Ada", "Cancelled 2026-12-15T16:00 Ada", "Scheduled 2026-12-22T17:00 Ada"], place.Shown(id));
        Assert.Equal(("Tuesday chat", "Another name"), (place.Find(moved.Id).Title, place.In(id)[0].Title));
    }

    [Theory, EachEngine]
    public void A_series_that_moves_takes_along_what_is_planned_with_its_address_and_who_is_coming(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Begin(place.Tuesdays(), place.Ada, place.Bo);
        place.Make(id);
        var first = place.In(id)[0].Id;
        var moved = Change(place, id, plan => plan with { Rule = "FREQ=WEEKLY;BYDAY=WE", Starts = "2026-12-02T16:00" });
        Assert.Equal(7, moved.Count);
        Assert.Equal((first, "Scheduled 2026-12-02T16:00 Ada"), (place.In(id)[0].Id, place.Shown(id)[0]));
        Assert.Empty(place.Make(id));
    }

    [Theory, EachEngine]
    public void What_is_past_stays_as_it_was_when_the_series_changes(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Begin(place.Tuesdays(), place.Ada);
        place.Make(id);
        Change(place, id, plan => plan with { Title = "Another name", Starts = "2026-12-01T17:00" }, "2026-12-05T10:00Z");
        Assert.Equal(("Tuesday chat", "Another name"), (place.In(id)[0].Title, place.In(id)[1].Title));
        Assert.Equal(["Scheduled 2026-12-01T16:00 Ada", "Scheduled 2026-12-08T17:00 Ada"], place.Shown(id)[..2]);
    }

    [Theory, EachEngine]
    public void A_series_that_ends_cancels_what_is_planned_and_makes_no_more(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Begin(place.Tuesdays(), place.Ada);
        place.Make(id);
        var cancelled = place.Database.Write(transaction => Occurrences.End(transaction, place.Find(id), Place.At("2026-12-05T10:00Z")));
        Assert.Equal(6, cancelled.Count);
        Assert.Empty(place.Make(id, "2027-06-01T10:00Z"));
        Assert.Equal(["Scheduled 2026-12-01T16:00 Ada", "Cancelled 2026-12-08T16:00 Ada"], place.Shown(id)[..2]);
    }

    [Theory]
    [InlineData("a b c", "a b c", "0 1 2")]
    [InlineData("a b c", "d e f", "0 1 2")]
    [InlineData("a b c", "a x b c", "0 2 3")]
    [InlineData("a b", "b c", "1 0")]
    [InlineData("a b c", "x", "0 - -")]
    public void Gatherings_keep_their_date_if_the_rule_still_gives_it(string own, string dates, string places) => Assert.Equal(places,
        string.Join(' ', Occurrences.Match(own.Split(' '), dates.Split(' ')).Select(place => place?.ToString() ?? "-")));

    [Theory, EachEngine]
    public void Moderators_swap_step_down_and_take_on_and_the_rota_leaves_them(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Begin(place.Tuesdays("FREQ=WEEKLY;COUNT=4"), place.Ada, place.Bo);
        place.Make(id);
        var all = place.In(id);
        place.Database.Write(transaction => Rota.Swap(transaction, all[0], place.Ada, all[1], place.Bo));
        place.Database.Write(transaction => Rota.StepDown(transaction, all[2], [place.Ada], 1));
        Assert.Equal(["Scheduled 2026-12-01T16:00 Bo", "Scheduled 2026-12-08T16:00 Ada", "Proposed 2026-12-15T16:00", "Scheduled 2026-12-22T16:00 Bo"], place.Shown(id));
        place.Database.Write(transaction => Rota.Host(transaction, all[2].Id, place.Cleo, 2));
        place.Database.Write(transaction =>
        {
            SeriesStore.SetRota(transaction, id, [place.Cleo, place.Ada]);
            Occurrences.FollowRota(transaction, SeriesStore.Find(transaction.Connection!, place.Everything, id)!, Place.At("2026-11-20T10:00Z"));
        });
        Assert.Equal(["Scheduled 2026-12-01T16:00 Bo", "Scheduled 2026-12-08T16:00 Ada", "Scheduled 2026-12-15T16:00 Cleo", "Scheduled 2026-12-22T16:00 Cleo"], place.Shown(id));
        Assert.Equal("Somebody hosts it already.", Assert.Throws<InvalidInputException>(() => place.Database.Write(transaction => Rota.Host(transaction, all[2].Id, place.Bo, 3))).Message);
        Assert.Throws<InvalidInputException>(() => place.Database.Write(transaction => Rota.StepDown(transaction, place.Find(all[2].Id), [place.Bo], 3)));
    }

    [Theory, EachEngine]
    public void A_swap_is_asked_for_and_counts_once_it_is_accepted(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Begin(place.Tuesdays("FREQ=WEEKLY;COUNT=4"), place.Ada, place.Bo);
        place.Make(id);
        var all = place.In(id);
        void Ask(int one, int other, Kith.People.IdentityId by) => place.Database.Write(transaction => Swaps.Ask(transaction, place.Find(all[one].Id), place.Find(all[other].Id), [by], 1));
        IReadOnlyList<Swap> Waiting() => place.Database.Read(connection => Swaps.Of(connection, id));
        Ask(0, 1, place.Ada);
        Ask(0, 1, place.Ada);
        Ask(3, 0, place.Bo);
        Ask(2, 3, place.Ada);
        Assert.Equal([(all[0].Id, all[1].Id, place.Ada), (all[3].Id, all[0].Id, place.Bo), (all[2].Id, all[3].Id, place.Ada)], Waiting().Select(swap => (swap.Gathering, swap.Other, swap.AskedBy)));
        Assert.Throws<InvalidInputException>(() => Ask(0, 1, place.Cleo));
        Assert.Equal(["Scheduled 2026-12-01T16:00 Ada", "Scheduled 2026-12-08T16:00 Bo"], place.Shown(id)[..2]);

        var first = Waiting()[0];
        place.Database.Write(transaction => Swaps.Accept(transaction, first, place.Find(first.Gathering), place.Find(first.Other), place.Bo, 2));
        Assert.Equal(["Scheduled 2026-12-01T16:00 Bo", "Scheduled 2026-12-08T16:00 Ada", "Scheduled 2026-12-15T16:00 Ada", "Scheduled 2026-12-22T16:00 Bo"], place.Shown(id));
        // What they asked about one of the two is overtaken; the third still asks, until its asker moderates it no more.
        Assert.Equal([(all[2].Id, all[3].Id)], Waiting().Select(swap => (swap.Gathering, swap.Other)));
        Assert.Throws<InvalidInputException>(() => place.Database.Write(transaction => Swaps.Decline(transaction, first, 3)));
        place.Database.Write(transaction => ModeratorStore.Set(transaction, all[2].Id, [place.Cleo]));
        Assert.Empty(Waiting());
    }

    [Theory, EachEngine]
    public void Who_moderates_beside_those_who_swap_stays_and_so_does_what_they_asked(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Begin(place.Tuesdays("FREQ=WEEKLY;COUNT=3"), place.Ada, place.Bo);
        var made = place.Make(id);
        place.Database.Write(transaction => ModeratorStore.Set(transaction, made[0], [place.Ada, place.Cleo]));
        var all = place.In(id);
        place.Database.Write(transaction =>
        {
            Swaps.Ask(transaction, all[0], all[1], [place.Ada], 1);
            Swaps.Ask(transaction, all[0], all[2], [place.Cleo], 1);
        });
        var first = place.Database.Read(connection => Swaps.Of(connection, id))[0];
        place.Database.Write(transaction => Swaps.Accept(transaction, first, place.Find(all[0].Id), place.Find(all[1].Id), place.Bo, 2));
        Assert.Equal(["Scheduled 2026-12-01T16:00 Bo+Cleo", "Scheduled 2026-12-08T16:00 Ada", "Scheduled 2026-12-15T16:00 Ada"], place.Shown(id));
        Assert.Equal([(all[0].Id, all[2].Id, place.Cleo)], place.Database.Read(connection => Swaps.Of(connection, id)).Select(swap => (swap.Gathering, swap.Other, swap.AskedBy)));
    }

    [Theory, EachEngine]
    public void A_series_is_seen_by_whom_its_visibility_lets(Engine engine)
    {
        using var place = Place.On(engine);
        place.Begin(place.Tuesdays());
        place.Begin(place.Tuesdays() with { Title = "Open", Visibility = Visibility.Public });
        string[] Seen(Reader reader) => [.. place.Database.Read(connection => SeriesStore.All(connection, reader)).Select(each => each.Plan.Title)];
        Assert.Equal(["Open"], Seen(Reader.Anyone));
        Assert.Equal(["Open", "Tuesday chat"], Seen(Reader.Member));
        Assert.Equal(["Open"], Seen(new Reader(null, [place.Ada], [place.Community.Value + 1])));
        Assert.Throws<InvalidInputException>(() => place.Begin(place.Tuesdays() with { Visibility = Visibility.Participants }));
        Assert.Throws<InvalidInputException>(() => place.Begin(place.Tuesdays() with { Rule = "FREQ=HOURLY" }));
    }

    private static IReadOnlyList<ConversationId> Change(Place place, SeriesId id, Func<SeriesPlan, SeriesPlan> change, string now = "2026-11-21T10:00Z") => place.Database.Write(transaction =>
    {
        SeriesStore.Change(transaction, id, change(place.Find(id).Plan), Place.At(now));
        return Occurrences.Follow(transaction, SeriesStore.Find(transaction.Connection!, place.Everything, id)!, Place.At(now));
    });

    [Theory, EachEngine]
    public void Nobody_counts_on_whoever_left(Engine engine)
    {
        using var place = Place.On(engine);
        var series = place.Begin(place.Tuesdays(), place.Ada, place.Bo);
        var dates = place.Make(series);
        var alone = place.Hold(place.Plan());
        var elsewhere = new Kith.Accounts.CommunityId(place.Community.Value + 1);
        place.Database.Write(transaction => Departure.Take(transaction, place.Ada, elsewhere, Place.At("2026-11-21T10:00Z")));
        Assert.Equal([place.Ada, place.Bo], place.Find(series).Rota);

        place.Database.Write(transaction => Departure.Take(transaction, place.Ada, place.Community, Place.At("2026-11-21T10:00Z")));
        Assert.Equal([place.Bo], place.Find(series).Rota);
        Assert.Equal(["Proposed 2026-12-01T16:00", "Scheduled 2026-12-08T16:00 Bo"], place.Shown(series).Take(2));
        Assert.Equal((GatheringState.Proposed, 0), (place.Find(alone).State, place.Find(alone).Moderators.Count));
        Assert.DoesNotContain(place.Ada.Value, place.Database.Read(connection => connection.Query<long>("select identity_id from participants")));
        Assert.Equal(dates.Count, place.In(series).Count);
    }
}
