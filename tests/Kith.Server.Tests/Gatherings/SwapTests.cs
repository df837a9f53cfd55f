using System.Net;
using System.Text.Json;
using Kith.Accounts;
using Kith.Gatherings;
using Kith.Server.Tests.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Gatherings;

public sealed class SwapTests(Chromium chromium)
{
    [Theory, EachEngine]
    public async Task A_date_changes_hands_when_whoever_has_it_says_yes(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, new(), new SetClock("2026-11-20T10:00Z"));
        using var ada = site.SignIn(Role.Host, "Ada Lindqvist");
        using var bo = site.SignIn(Role.Member, "Bo Tanaka");
        using var cleo = site.SignIn(Role.Host, "Cleo Marsh");
        using var far = site.SignIn(Role.Steward, "Finn Voss", "Elsewhere");
        var series = await Begin(ada);
        var (first, second) = ((await Dates(ada, series))[0].Id, (await Dates(ada, series))[1].Id);

        Assert.Equal("403", await cleo.Http.Led($"/gatherings/{first}/swap", ("with", $"{second}")));
        Assert.Equal(series, await ada.Http.Led($"/gatherings/{first}/swap", ("with", $"{second}")));
        Assert.Equal("Ada Lindqvist", (await Dates(ada, series))[0].By);
        Assert.Equal("Ada Lindqvist asks you to swap: you would moderate \"Lamp hour\" on 1 December 2026, 16:00 (Europe/London) instead of 8 December 2026, 16:00 (Europe/London).",
            site.Database.Read(connection => Notices.Of(connection, [bo.Account.Identity]))[0].Text);
        Assert.Equal((true, false), await Asked(bo, series));
        Assert.Equal((false, true), await Asked(ada, series));
        foreach (var (who, status) in ((SignedIn, string)[])[(ada, "403"), (cleo, "403"), (far, "404")])
        {
            Assert.Equal(status, await who.Http.Led("/swaps/1/accept"));
        }
        Assert.Equal(HttpStatusCode.BadRequest, (await bo.Http.PostAsync("/api/swaps/1/please", null)).StatusCode);
        Assert.Equal(series, await bo.Http.Led("/swaps/1/accept"));
        Assert.Equal(["Bo Tanaka", "Ada Lindqvist"], (await Dates(ada, series)).Take(2).Select(date => date.By));
        Assert.Equal("404", await bo.Http.Led("/swaps/1/accept"));
        Assert.StartsWith("Swapped: you moderate \"Lamp hour\" on 8 December 2026", site.Database.Read(connection => Notices.Of(connection, [ada.Account.Identity]))[0].Text, StringComparison.Ordinal);

        Assert.Equal(series, await ada.Http.Led($"/gatherings/{second}/swap", ("with", $"{first}")));
        Assert.Equal(series, await ada.Http.Led("/swaps/2/withdraw"));
        Assert.Equal("404", await bo.Http.Led("/swaps/2/accept"));
    }

    [Fact]
    public async Task Who_moderates_with_them_stays_and_is_told()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new(), new SetClock("2026-11-20T10:00Z"));
        using var ada = site.SignIn(Role.Host, "Ada Lindqvist");
        using var bo = site.SignIn(Role.Member, "Bo Tanaka");
        using var cleo = site.SignIn(Role.Member, "Cleo Marsh");
        var series = await Begin(ada);
        var (first, second) = ((await Dates(ada, series))[0].Id, (await Dates(ada, series))[1].Id);
        site.Database.Write(transaction => ModeratorStore.Set(transaction, new(first), [ada.Account.Identity, cleo.Account.Identity]));
        await ada.Http.Led($"/gatherings/{first}/swap", ("with", $"{second}"));
        await bo.Http.Led("/swaps/1/accept");
        Assert.Equal([bo.Account.Identity, cleo.Account.Identity], site.Database.Read(connection => ModeratorStore.Of(connection, [new(first)])[new(first)]));
        Assert.Equal(["The moderators of \"Lamp hour\" on 1 December 2026, 16:00 (Europe/London), which you moderate, have changed."],
            site.Database.Read(connection => Notices.Of(connection, [cleo.Account.Identity])).Select(notice => notice.Text));
    }

    [Fact]
    public async Task Without_script_somebody_asks_and_the_other_one_declines()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new(), new SetClock("2026-11-20T10:00Z"));
        using var ada = site.SignIn(Role.Host, "Ada Lindqvist");
        using var bo = site.SignIn(Role.Member, "Bo Tanaka");
        var series = await Begin(ada);
        await using var asking = await chromium.Open(site.Url, 390, script: false, cookie: ada.Cookie);
        await asking.Page.GotoAsync(series);
        await asking.Page.ClickAsync("text=Ask for a swap");
        await asking.Page.ClickAsync(".swap button");
        await Assertions.Expect(asking.Page.Locator("main")).ToContainTextAsync("Ada Lindqvist would like to swap: Bo Tanaka would moderate on Tue 1 Dec, 16:00, and Ada Lindqvist on Tue 8 Dec, 16:00.");
        await using var asked = await chromium.Open(site.Url, 390, script: false, cookie: bo.Cookie);
        await asked.Page.GotoAsync(series);
        await asked.Page.ClickAsync(".swap-asked button.quiet");
        await Assertions.Expect(asked.Page.Locator("main")).Not.ToContainTextAsync("would like to swap");
        Assert.Equal(["Ada Lindqvist", "Bo Tanaka"], (await Dates(ada, series)).Take(2).Select(date => date.By));
        Assert.Contains("Bo Tanaka can't swap", await ada.Http.GetAsync("/notices").Said());
    }

    private static async Task<string> Begin(SignedIn host) => (await host.Http.PostAsync("/series/new", GatheringPagesTests.Form(
        ("Title", "Lamp hour"), ("When", "2026-12-01T16:00"), ("Minutes", "60"), ("Zone", "Europe/London"), ("Moderators", "Ada Lindqvist, Bo Tanaka")))).Headers.Location!.ToString();

    private static async Task<IReadOnlyList<(long Id, string By)>> Dates(SignedIn who, string series)
    {
        using var answer = JsonDocument.Parse(await who.Http.GetStringAsync("/api" + series));
        return [.. answer.RootElement.GetProperty("next").EnumerateArray().Select(each => (long.Parse(each.GetProperty("url").GetString()!.Split('/')[^1]), each.GetProperty("moderators")[0].GetProperty("person").GetString()!))];
    }

    private static async Task<(bool MayAnswer, bool Mine)> Asked(SignedIn who, string series)
    {
        using var answer = JsonDocument.Parse(await who.Http.GetStringAsync("/api" + series));
        var swap = answer.RootElement.GetProperty("swaps")[0];
        return (swap.GetProperty("may_answer").GetBoolean(), swap.GetProperty("mine").GetBoolean());
    }
}
