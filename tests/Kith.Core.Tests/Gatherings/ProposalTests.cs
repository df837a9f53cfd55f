using Dapper;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Store;

namespace Kith.Tests.Gatherings;

public sealed class ProposalTests
{
    [Theory, EachEngine]
    public void A_proposal_is_backed_and_whoever_hosts_it_finds_its_backers_counted_and_told(Engine engine)
    {
        using var place = Place.On(engine);
        var id = place.Database.Write(transaction => Proposals.Add(transaction, place.Community, "Fog signals", "They rust.", place.Ada, 1));
        var other = place.Database.Write(transaction => Proposals.Add(transaction, place.Community, "Paint", null, place.Cleo, 2));
        bool Back(Kith.People.IdentityId who) => place.Database.Write(transaction => Proposals.Back(transaction, id, who, 3));
        Assert.Equal([true, true, false, true], new[] { place.Bo, place.Cleo, place.Cleo, place.Cleo }.Select(Back));
        IReadOnlyList<Proposal> Open(Reader reader) => place.Database.Read(connection => Proposals.Open(connection, reader));
        Assert.Equal([("Fog signals", 3), ("Paint", 1)], Open(Reader.Member).Select(each => (each.Title, each.Backers.Count)));
        Assert.Empty(Open(Reader.Anyone));
        Assert.Empty(Open(new Reader(null, [place.Ada], [place.Community.Value + 1])));
        var held = place.Hold(place.Plan("Fog signals") with { CreatedBy = place.Bo, Moderators = [place.Bo] });
        var proposal = Open(Reader.Member)[0];
        place.Database.Write(transaction => Proposals.Host(transaction, proposal, held, place.Bo, 4));
        Assert.Equal([(place.Ada, Coming.Maybe), (place.Cleo, Coming.Maybe)], place.Database.Read(connection => Rsvps.Of(connection, held)));
        Assert.Equal(["\"Fog signals\", which you backed, is held on 1 December 2026, 16:00 (Europe/London)."], place.Told(place.Ada));
        Assert.Empty(place.Told(place.Bo));
        Assert.Throws<InvalidInputException>(() => place.Database.Write(transaction => Proposals.Host(transaction, proposal, held, place.Cleo, 5)));
        place.Database.Write(transaction => Proposals.Withdraw(transaction, other, 6));
        Assert.Empty(Open(Reader.Member));
    }

    // Its backers would be told of what they may not read, and nobody could host it for them any more.
    [Theory, EachEngine]
    public void A_proposal_is_held_in_its_own_community(Engine engine)
    {
        using var place = Place.On(engine);
        var elsewhere = place.Database.Write(transaction => Kith.Accounts.CommunityStore.Named(transaction, "Elsewhere"));
        var id = place.Database.Write(transaction => Proposals.Add(transaction, place.Community, "Fog signals", "They rust.", place.Ada, 1));
        var held = place.Hold(place.Plan("Fog signals") with { Community = elsewhere, CreatedBy = place.Bo, Moderators = [place.Bo] });
        Proposal Found() => place.Database.Read(connection => Proposals.Find(connection, Reader.Member, id))!;

        Assert.Equal("The topic was proposed in another community.",
            Assert.Throws<InvalidInputException>(() => place.Database.Write(transaction => Proposals.Host(transaction, Found(), held, place.Bo, 4))).Message);
        Assert.True(Found().IsOpen);
        Assert.Empty(place.Told(place.Ada));
    }

    // SQLite lets one write at a time. Here the second click waits at the row that the first has written and not yet committed.
    [Fact]
    public async Task A_proposal_backed_twice_at_once_by_one_person_is_backed()
    {
        using var place = Place.On(Engine.Postgres);
        var id = place.Database.Write(transaction => Proposals.Add(transaction, place.Community, "Fog signals", null, place.Ada, 1));
        using var connection = place.Database.Connect();
        using var first = connection.BeginTransaction();
        Assert.True(Proposals.Back(first, id, place.Bo, 2));
        var second = Task.Run(() => place.Database.Write(transaction => Proposals.Back(transaction, id, place.Bo, 3)), TestContext.Current.CancellationToken);
        while (!second.IsCompleted && place.Database.Read(reading => reading.ExecuteScalar<long>("select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'")) == 0)
        {
            await Task.Delay(10, TestContext.Current.CancellationToken);
        }
        first.Commit();
        Assert.True(await second);
        Assert.Equal([place.Ada, place.Bo], place.Database.Read(reading => Proposals.Open(reading, Reader.Member)).Single().Backers);
    }

    [Theory, EachEngine]
    public void A_proposal_without_a_title_is_refused(Engine engine)
    {
        using var place = Place.On(engine);
        Assert.Throws<InvalidInputException>(() => place.Database.Write(transaction => Proposals.Add(transaction, place.Community, " ", "Why", place.Ada, 1)));
    }
}
