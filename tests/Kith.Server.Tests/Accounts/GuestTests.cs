using Dapper;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.People;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Accounts;

public sealed class GuestTests
{
    [Theory, EachEngine]
    public async Task A_name_is_enough_to_join_a_gathering_that_takes_guests_and_opens_nothing_else(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var host = site.SignIn(Role.Host, "Hana Ito");
        var (hour, other) = (Hour.Add(site.Database, host.Account.Identity, host.Account.Roles.Keys.Single()), Hour.Add(site.Database, host.Account.Identity, host.Account.Roles.Keys.Single()));
        using var kim = site.Visit();

        Assert.Equal("400", await kim.Led($"/gatherings/{hour}/join-as-guest", ("name", " ")));
        Assert.Equal($"/gatherings/{hour}", await kim.Led($"/gatherings/{hour}/join-as-guest", ("name", "  Kim \t Park ")));

        Assert.Contains("\"name\":\"Kim Park\"", await kim.GetStringAsync("/api/me"));
        Assert.Contains("\"role\":\"guest\"", await kim.GetStringAsync("/api/me"));
        Assert.Contains("Kim Park (guest)", site.Database.Read(PeopleStore.Load).People.Select(person => person.Name));
        Assert.Equal("OK NotFound Forbidden Forbidden", string.Join(" ", await Task.WhenAll(
            Status(kim, $"/gatherings/{hour}"), Status(kim, $"/gatherings/{other}"), Status(kim, "/people"), Status(kim, "/account"))));
    }

    [Theory]
    [InlineData(false, GatheringState.Live)]
    [InlineData(true, GatheringState.Proposed)]
    [InlineData(true, GatheringState.Ended)]
    [InlineData(true, GatheringState.Cancelled)]
    public async Task Nobody_joins_where_no_guests_are_taken_or_not_now(bool guests, GatheringState state)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var host = site.SignIn(Role.Host, "Hana Ito");
        var hour = Hour.Add(site.Database, host.Account.Identity, host.Account.Roles.Keys.Single(), guests, state);
        using var kim = site.Visit();

        Assert.Equal("404", await kim.Led($"/gatherings/{hour}/join-as-guest", ("name", "Kim Park")));
        Assert.Contains("\"role\":\"anyone\"", await kim.GetStringAsync("/api/me"));
    }

    [Theory]
    [InlineData(true, GatheringState.Scheduled, Visibility.Public, true)]
    [InlineData(true, GatheringState.Live, Visibility.Public, true)]
    [InlineData(true, GatheringState.Live, Visibility.Community, true)]
    [InlineData(false, GatheringState.Live, Visibility.Public, false)]
    [InlineData(true, GatheringState.Live, Visibility.Participants, false)]
    public async Task The_page_of_a_gathering_has_a_door_for_guests_where_they_are_taken(bool guests, GatheringState state, Visibility visibility, bool door)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var host = site.SignIn(Role.Host, "Hana Ito");
        var hour = Hour.Add(site.Database, host.Account.Identity, host.Account.Roles.Keys.Single(), guests, state);
        site.Database.Write(transaction => transaction.Connection!.Execute("update conversations set visibility = @visibility where id = @hour", new { visibility = (long)visibility, hour }, transaction));

        var page = await (await site.Http.GetAsync($"/gatherings/{hour}")).Content.ReadAsStringAsync();

        Assert.Equal(door, page.Contains($"action=\"/gatherings/{hour}/join-as-guest\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_guest_who_becomes_a_member_stays_the_same_person()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var host = site.SignIn(Role.Host, "Hana Ito");
        var home = host.Account.Roles.Keys.Single();
        var hour = Hour.Add(site.Database, host.Account.Identity, home);
        using var kim = site.Visit();
        await kim.Led($"/gatherings/{hour}/join-as-guest", ("name", "Kim Park"));
        var secret = site.Database.Write(transaction => Invitations.Make(transaction, home, Role.Member, 1, 1, "", null, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));

        Assert.StartsWith("/account/welcome?community=", await kim.Led($"/join/{secret}", ("name", "Kim Park"), ("email", "kim@example.org"), ("password", "seven grey gulls")));

        Assert.Contains("\"role\":\"member\"", await kim.GetStringAsync("/api/me"));
        var person = site.Database.Read(connection => PeopleStore.Load(connection).Of(AccountStore.Find(connection, "kim@example.org")!.Identity))!;
        Assert.Equal("Kim Park, Kim Park (guest)", string.Join(", ", person.Identities.Select(identity => identity.Name).Order(StringComparer.Ordinal)));
    }

    private static async Task<string> Status(HttpClient http, string path) => (await http.GetAsync(path)).StatusCode.ToString();
}
