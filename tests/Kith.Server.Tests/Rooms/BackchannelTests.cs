using System.Net;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Rooms;

/// <summary>The backchannel is for those who lead the gathering, for as long as they do.</summary>
public sealed class BackchannelTests(Chromium chromium)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory, EachEngine]
    public async Task A_host_who_is_made_a_member_hears_nothing_that_is_said_there_from_then_on(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        using var host = live.Site.SignIn(Role.Host, "Hanna Host");
        using var steward = live.Site.SignIn(Role.Steward, "Sten Steward");
        await Loses(live, host, () => steward.Http.PostAsync($"/members/{host.Account.Id}/role", new FormUrlEncodedContent(
            [new("community", $"{Home(live)}"), new("role", "Member")])));
        Assert.Equal(Role.Member, live.Site.Database.Read(connection => AccountStore.Find(connection, host.Account.Id))!.In(Home(live)));
    }

    [Theory, EachEngine]
    public async Task A_moderator_whose_place_another_takes_hears_nothing_that_is_said_there_from_then_on(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        live.Site.Database.Write(transaction => ModeratorStore.Set(transaction, new(live.Id), [live.Mo.Account.Identity, live.Bo.Account.Identity]));
        await Loses(live, live.Bo, () =>
        {
            live.Site.Database.Write(transaction => ModeratorStore.Set(transaction, new(live.Id), [live.Mo.Account.Identity, live.Cy.Account.Identity]));
            return Task.CompletedTask;
        });
    }

    [Theory, EachEngine]
    public async Task Hosts_stay_when_moderators_change_and_moderators_when_they_are_hosts_no_more(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        using var host = live.Site.SignIn(Role.Host, "Hanna Host");
        await host.Http.GetStringAsync(live.Path);
        live.Site.Database.Write(transaction =>
        {
            ModeratorStore.Set(transaction, new(live.Id), [live.Bo.Account.Identity]);
            AccountStore.Join(transaction, live.Bo.Account.Id, Home(live), Role.Member, 0);
            ModeratorStore.Dismiss(transaction, [live.Bo.Account.Identity]);
        });
        var channel = Channel(live);
        Assert.Equal([HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.OK], await Task.WhenAll(((SignedIn[])[live.Mo, live.Bo, host]).Select(async who =>
        {
            using var answer = await who.Http.GetAsync($"/api/gatherings/{channel}/events", HttpCompletionOption.ResponseHeadersRead);
            return answer.StatusCode;
        })));
    }

    [Fact]
    public async Task On_an_open_page_it_goes_away_with_the_right_to_read_it()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        live.Site.Database.Write(transaction => ModeratorStore.Set(transaction, new(live.Id), [live.Mo.Account.Identity, live.Bo.Account.Identity]));
        await live.Do(live.Mo, "backchannel", new { text = "Between us." });
        await using var bo = await live.Open(chromium, live.Bo);
        await bo.Shows("#whispers", "Between us.");
        live.Site.Database.Write(transaction => ModeratorStore.Set(transaction, new(live.Id), [live.Mo.Account.Identity]));
        await live.Do(live.Mo, "backchannel", new { text = "Without him." });
        await bo.Has("#backchannel", 0);
        Assert.DoesNotContain("Without him.", await bo.Page.ContentAsync());
        await live.Say(live.Ann, "For everybody.");
        await bo.Sees("For everybody.");
    }

    // Follows, hears something, loses the right, and neither hears nor reads what is said then.
    private static async Task Loses(LiveSite live, SignedIn who, Func<Task> lose)
    {
        await who.Http.GetStringAsync(live.Path);
        var channel = Channel(live);
        using var patience = new CancellationTokenSource(Patience);
        using var stream = await who.Http.GetAsync($"/api/gatherings/{channel}/events?after=0", HttpCompletionOption.ResponseHeadersRead, patience.Token);
        using var reader = new StreamReader(await stream.Content.ReadAsStreamAsync(patience.Token));
        var heard = "";
        await live.Do(live.Mo, "backchannel", new { text = "Between us." });
        while (!heard.Contains("Between us.", StringComparison.Ordinal))
        {
            heard += await reader.ReadLineAsync(patience.Token);
        }
        await lose();
        await live.Do(live.Mo, "backchannel", new { text = "Without you." });
        heard += await reader.ReadToEndAsync(patience.Token);
        Assert.DoesNotContain("Without you.", heard);
        Assert.Equal(HttpStatusCode.NotFound, (await who.Http.GetAsync($"/api/gatherings/{channel}/events")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await who.Http.GetAsync($"/api/conversations/{channel}")).StatusCode);
        Assert.DoesNotContain("Between us.", await who.Http.GetStringAsync(live.Path));
        Assert.Contains("Without you.", await live.Mo.Http.GetStringAsync(live.Path));
    }

    private static CommunityId Home(LiveSite live) => live.Mo.Account.Roles.Keys.Single();

    private static ConversationId Channel(LiveSite live) => live.Site.Database.Read(connection => GatheringStore.Find(connection, Reader.Member, new(live.Id)))!.Backchannel!.Value;
}
