using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Server.Tests.Gatherings;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Accounts;

public sealed class MemberTests
{
    private static Account? Now(RunningSite site, SignedIn who) => site.Database.Read(connection => AccountStore.Find(connection, who.Account.Id));

    [Theory, EachEngine]
    public async Task A_steward_changes_roles_up_to_their_own_and_takes_members_out(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var rut = site.SignIn(Role.Steward, "Rut Vega");
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        var home = ada.Account.Roles.Keys.Single();
        var list = $"/members?community={home}";
        Task<string> As(SignedIn who, SignedIn whom, string role) => who.Http.Led($"/members/{whom.Account.Id}/role", ("community", $"{home}"), ("role", role));

        Assert.Equal(list, await As(rut, ada, "Host"));
        Assert.Equal(Role.Host, Now(site, ada)!.In(home));
        Assert.Contains("You are a host now.", await ada.Http.GetAsync("/notices").Said());
        Assert.Equal(("400", "400", "400", "403"), (await As(rut, ada, "Operator"), await As(rut, rut, "Member"), await As(rut, olga, "Member"), await As(ada, rut, "Member")));

        var held = new ConversationId(await GatheringPagesTests.Hold(ada));
        Assert.Equal(list, await rut.Http.Led($"/members/{ada.Account.Id}/end", ("community", $"{home}")));
        Assert.Equal(GatheringState.Proposed, site.Database.Read(connection => GatheringStore.StateOf(connection, held)));
        Assert.Null(Now(site, ada));
        Assert.Contains("\"role\":\"anyone\"", await ada.Http.GetStringAsync("/api/me"));
    }

    [Fact]
    public async Task A_steward_has_no_say_in_another_community()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var far = site.SignIn(Role.Steward, "Far Away", "Elsewhere");
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        var (home, elsewhere) = (ada.Account.Roles.Keys.Single(), far.Account.Roles.Keys.Single());

        foreach (var community in (CommunityId[])[home, elsewhere])
        {
            Assert.Equal("400", await far.Http.Led($"/members/{ada.Account.Id}/role", ("community", $"{community}"), ("role", "Steward")));
            Assert.Equal("400", await far.Http.Led($"/members/{ada.Account.Id}/end", ("community", $"{community}")));
        }
        Assert.Equal("400", await far.Http.Led($"/communities/{home}/sign-up", ("open", "on")));
        Assert.Equal("400", await far.Http.Led("/invitations", ("community", $"{home}"), ("role", "Member")));
        Assert.DoesNotContain("Ada Lindqvist", await far.Http.GetStringAsync($"/members?community={home}"));
        Assert.Equal(Role.Member, Now(site, ada)!.In(home));
    }

    [Fact]
    public async Task Who_may_not_see_a_page_is_told_for_whom_it_is_and_led_on()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        var said = await (await ada.Http.GetAsync("/members")).Content.ReadAsStringAsync();
        Assert.Contains("<h1>For stewards only</h1>", said);
        Assert.Contains("<a href=\"/\">Start page</a>", said);
    }

    [Fact]
    public async Task A_host_invites_members_and_no_more()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hana = site.SignIn(Role.Host, "Hana Ito");
        using var visitor = site.Visit();
        var home = $"{hana.Account.Roles.Keys.Single()}";

        Assert.Equal("400", await hana.Http.Led("/invitations", ("community", home), ("role", "Host")));
        var page = await (await hana.Http.Send("/invitations", ("community", home), ("role", "Member"), ("uses", "3"), ("days", "2"), ("note", "for the keepers"))).Content.ReadAsStringAsync();
        var link = System.Text.RegularExpressions.Regex.Match(page, "value=\"http://[^/]+(/join/[^\"]+)\"").Groups[1].Value;

        Assert.Contains("Join Harbour", await visitor.GetAsync(link).Said());
        Assert.Contains("for the keepers", await hana.Http.GetAsync("/invitations").Said());
    }

    [Fact]
    public async Task The_last_operator_cannot_leave()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");

        Assert.Contains("There is no other operator.", await olga.Http.Send("/account/end", ("sure", "Olga Berg")).Said());

        using var rut = site.SignIn(Role.Operator, "Rut Vega");
        Assert.Equal("/", await olga.Http.Led("/account/end", ("sure", "Olga Berg")));
        Assert.Null(Now(site, olga));
    }

    [Fact]
    public async Task An_operator_makes_a_link_to_a_new_password()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var olga = site.SignIn(Role.Operator, "Olga Berg");
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        using var visitor = site.Visit();

        var page = await (await olga.Http.Send($"/members/{ada.Account.Id}/password-link", ("community", "1"))).Content.ReadAsStringAsync();
        var link = System.Text.RegularExpressions.Regex.Match(page, "value=\"http://[^/]+(/password/[^\"]+)\"").Groups[1].Value;

        Assert.Equal("/", await visitor.Led(link, ("password", "seven grey gulls")));
        Assert.Contains("\"name\":\"Ada Lindqvist\"", await visitor.GetStringAsync("/api/me"));
        Assert.Contains("\"role\":\"anyone\"", await ada.Http.GetStringAsync("/api/me"));
    }
}
