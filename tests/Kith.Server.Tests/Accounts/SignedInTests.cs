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

    // Beside the mark, not among the places: on a phone, too, and however long a name is.
    [Theory]
    [InlineData(390, "Ada Lindqvist")]
    [InlineData(1280, "Ada Lindqvist")]
    [InlineData(1280, "Bartholomew Featherstonehaugh-Cholmondeley")]
    public async Task Sign_out_ends_the_line_of_whoever_is_signed_in(int width, string name)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, "zulip-archive");
        using var ada = site.SignIn(Role.Member, name);
        await using var watched = await chromium.Open(site.Url, width, cookie: ada.Cookie);
        await watched.Page.GotoAsync("/account");
        async Task<double[]> Box(string selector) => await watched.Page.Locator(selector).EvaluateAsync<double[]>(
            "each => { const range = document.createRange(); range.selectNodeContents(each); const { left, right, top, bottom } = range.getBoundingClientRect(); return [left, right, top, bottom]; }");
        var (mark, who, notices, end, places) = (await Box(".wordmark"), await Box(".visitor [href='/account']"), await Box(".visitor [href='/notices']"), await Box(".visitor button"), await Box(".masthead ul"));
        Assert.Equal(1, await watched.Page.GetByText("Sign out", new() { Exact = true }).CountAsync());
        Assert.Equal((Math.Round(who[2]), Math.Round(who[2])), (Math.Round(notices[2]), Math.Round(end[2])));
        Assert.True(mark[1] < who[0] && who[1] + 8 <= notices[0] && notices[1] + 8 <= end[0] && end[3] <= places[2]);
        Assert.Equal(await watched.Page.Locator("main").EvaluateAsync<double>("each => each.getBoundingClientRect().right"), end[1], 1.5);
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
