using System.Net;
using Kith.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Accounts;

public sealed class SignedInTests(Chromium chromium)
{
    [Theory, EachEngine]
    public async Task A_session_is_somebody_until_it_is_ended(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "zulip-archive");
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");

        Assert.Equal(HttpStatusCode.OK, (await ada.Http.GetAsync("/people")).StatusCode);
        Assert.Contains("Ada Lindqvist</a>", await ada.Http.GetStringAsync("/"));
        Assert.Equal(HttpStatusCode.Found, (await site.Http.GetAsync("/people")).StatusCode);

        var answer = await ada.Http.PostAsync("/sign-out", null);

        Assert.Equal(("/", HttpStatusCode.Found), (answer.Headers.Location?.ToString(), answer.StatusCode));
        Assert.Equal(HttpStatusCode.Found, (await ada.Http.GetAsync("/people")).StatusCode);
    }

    [Fact]
    public async Task A_browser_with_the_cookie_is_signed_in()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, "zulip-archive");
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        await using var watched = await chromium.Open(site.Url, cookie: ada.Cookie);

        await watched.Page.GotoAsync("/");
        await watched.Page.GetByText("Sign out").ClickAsync();
        await watched.Page.GetByText("Sign in", new() { Exact = true }).WaitForAsync();

        Assert.Empty(watched.Complaints);
    }
}
