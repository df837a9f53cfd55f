using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kith.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Recaps;

public sealed class RecapPageTests(Chromium chromium)
{
    [Theory, EachEngine]
    public async Task A_recap_is_drafted_published_and_commented_and_tells_those_whom_it_names(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        var ada = hour.As("Ada Lindqvist").Http;
        var desk = await ada.GetStringAsync($"{hour.Path}/recap/edit");
        Assert.Contains("@Dilys Morgan, [", WebUtility.HtmlDecode(desk));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync($"{hour.Path}/recap")).StatusCode);

        var published = await ada.PostAsync($"{hour.Path}/recap", Form(("text", "Thanks to @Dilys Morgan for the fan. See [her words](/gatherings/1#m14). \\@Bo Tanaka is only quoted."), ("version", "0"), ("then", "publish")));
        Assert.Equal((HttpStatusCode.SeeOther, $"{hour.Path}/recap"), (published.StatusCode, published.Headers.Location?.ToString()));
        var page = await site.Http.GetStringAsync($"{hour.Path}/recap");
        Assert.Contains("class=\"mention\"", page);
        Assert.Contains("href=\"/gatherings/1#m14\"", page);
        Assert.Contains("Read the recap", await site.Http.GetStringAsync(hour.Path));
        Assert.EndsWith(" in the recap of \"Salt on the glass\".", Assert.Single(NoticesOf("Dilys Morgan"), notice => notice.Url == $"{hour.Path}/recap").Text);
        Assert.Empty(NoticesOf("Bo Tanaka"));

        var dilys = hour.As("Dilys Morgan").Http;
        var comment = await dilys.PostAsJsonAsync($"/api{hour.Path}/recap/comments", new { text = "It is a herb dryer, really.", key = "one" });
        var again = await dilys.PostAsJsonAsync($"/api{hour.Path}/recap/comments", new { text = "It is a herb dryer, really.", key = "one" });
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (comment.StatusCode, again.StatusCode));
        var another = await hour.As("Emre Kaya").Http.PostAsJsonAsync($"/api{hour.Path}/recap/comments", new { text = "Mine hums.", key = "one", reply_to = 2 });
        Assert.Equal(HttpStatusCode.Created, another.StatusCode);
        Assert.Contains("Mine hums.", await site.Http.GetStringAsync($"{hour.Path}/recap"));
        Assert.Equal(HttpStatusCode.BadRequest, (await dilys.PostAsJsonAsync($"/api{hour.Path}/recap/comments", new { text = "To whom?", reply_to = 99 })).StatusCode);
        Assert.Contains("herb dryer", await site.Http.GetStringAsync($"{hour.Path}/recap"));
        using var told = JsonDocument.Parse(await dilys.GetStringAsync("/api/people/1/ties"));
        Assert.Contains(told.RootElement.EnumerateArray(), tie => tie.GetProperty("person").GetString() == "Dilys Morgan");

        await ada.PostAsync($"{hour.Path}/recap", Form(("text", "Thanks to @Dilys Morgan and @Hana Suzuki."), ("version", await Version(ada)), ("then", "publish")));
        Assert.Single(NoticesOf("Dilys Morgan"));
        Assert.Single(NoticesOf("Hana Suzuki"));
        Assert.Contains("What it said before", await site.Http.GetStringAsync($"{hour.Path}/recap"));
        Assert.Contains("It is a herb dryer", await site.Http.GetStringAsync($"{hour.Path}/recap.md"));

        IReadOnlyList<Notice> NoticesOf(string name) => site.Database.Read(connection => Notices.Of(connection, [hour.Who(name)]));

        async Task<string> Version(HttpClient http) => System.Text.RegularExpressions.Regex.Match(await http.GetStringAsync($"{hour.Path}/recap/edit"), "name=\"version\" value=\"(\\d+)\"").Groups[1].Value;
    }

    [Theory, EachEngine]
    public async Task Several_who_publish_at_once_tell_each_of_those_named_once(Engine engine)
    {
        await using var desk = await Desk.After(engine);
        var (site, hour, ada, host) = desk;
        // A client gets its token with its first request; the others may come at once.
        await host.Http.PostAsJsonAsync($"/api{hour.Path}/read", new { seq = 1 });
        var version = 0L;
        foreach (var text in (string[])["Thanks to @Dilys Morgan.", "Thanks to everybody.", "Thanks to @Dilys Morgan and @Hana Suzuki.", "Thanks to @Hana Suzuki and @Bo Tanaka."])
        {
            using var saved = JsonDocument.Parse(await (await ada.PostAsJsonAsync($"/api{hour.Path}/recap/draft", new { text, version })).Content.ReadAsStringAsync());
            version = saved.RootElement.GetProperty("version").GetInt64();
            var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => (i % 2 == 0 ? ada : host.Http).PostAsJsonAsync($"/api{hour.Path}/recap/publish", new { })));
            Assert.Equal(Enumerable.Repeat(HttpStatusCode.OK, 8), answers.Select(answer => answer.StatusCode));
            Assert.Contains(text, await ada.GetStringAsync($"{hour.Path}/recap.md"));
        }
        var told = site.Database.Read(connection => ((string[])["Dilys Morgan", "Hana Suzuki", "Bo Tanaka"]).Select(name => Notices.Of(connection, [hour.Who(name)]).Count(notice => notice.Url == $"{hour.Path}/recap")).ToList());
        Assert.Equal([1, 1, 1], told);
    }

    [Theory, EachEngine]
    public async Task Who_writes_at_the_same_time_loses_nothing(Engine engine)
    {
        await using var desk = await Desk.After(engine);
        var (site, hour, ada, host) = desk;
        Assert.Equal(HttpStatusCode.OK, (await ada.PostAsJsonAsync($"/api{hour.Path}/recap/draft", new { text = "Ada's words", version = 0 })).StatusCode);
        var late = await host.Http.PostAsJsonAsync($"/api{hour.Path}/recap/draft", new { text = "Ines's words", version = 0 });
        Assert.Equal(HttpStatusCode.Conflict, late.StatusCode);
        Assert.Contains("Ada Lindqvist has saved the recap meanwhile", await late.Content.ReadAsStringAsync());
        var form = await host.Http.PostAsync($"{hour.Path}/recap", Form(("text", "Ines's words"), ("version", "0")));
        var both = WebUtility.HtmlDecode(await form.Content.ReadAsStringAsync());
        Assert.Equal(HttpStatusCode.Conflict, form.StatusCode);
        Assert.Contains("Ines's words", both);
        Assert.Contains("Ada's words", both);
    }

    [Theory, EachEngine]
    public async Task Only_those_who_lead_a_gathering_write_its_recap_and_only_when_it_is_over(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var hour = await HarbourHour.Hold(site);
        var (ada, bo) = (hour.As("Ada Lindqvist").Http, hour.As("Bo Tanaka").Http);
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.GetAsync($"{hour.Path}/recap/edit")).StatusCode);
        await hour.End();
        foreach (var answer in (HttpResponseMessage[])
        [
            await bo.GetAsync($"{hour.Path}/recap/edit"), await bo.PostAsync($"{hour.Path}/recap", Form(("text", "Mine"), ("version", "0"))), await bo.PostAsync($"{hour.Path}/recap/regenerate", null),
            await bo.PostAsJsonAsync($"/api{hour.Path}/recap/draft", new { text = "Mine" }), await bo.PostAsync($"/api{hour.Path}/recap/publish", null),
        ])
        {
            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        }
        Assert.Equal(HttpStatusCode.Redirect, (await site.Http.GetAsync($"{hour.Path}/recap/edit")).StatusCode);
        Assert.DoesNotContain("recap/edit", await bo.GetStringAsync(hour.Path));
    }

    [Fact]
    public async Task What_is_typed_is_saved_by_itself_and_shown_and_names_are_completed()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        await using var watched = await chromium.Open(site.Url, cookie: hour.As("Ada Lindqvist").Cookie);
        var page = watched.Page;
        await page.GotoAsync($"{hour.Path}/recap/edit");
        await page.FillAsync("#recap-text", "");
        await page.Locator("#recap-text").PressSequentiallyAsync("With thanks to @dil");
        await page.WaitForSelectorAsync("#people [role=option]:not([hidden])");
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal("With thanks to @Dilys Morgan ", await page.InputValueAsync("#recap-text"));
        await page.WaitForSelectorAsync("#preview:has-text('With thanks to @Dilys Morgan')");
        await page.ReloadAsync();
        Assert.Equal("With thanks to @Dilys Morgan", (await page.InputValueAsync("#recap-text")).Trim());
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task Whoever_publishes_while_the_draft_is_being_saved_publishes_what_they_wrote()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        await using var watched = await chromium.Open(site.Url, cookie: hour.As("Ada Lindqvist").Cookie);
        var page = watched.Page;
        var (saving, go) = (new TaskCompletionSource(), new TaskCompletionSource());
        await page.RouteAsync("**/recap/draft", async route =>
        {
            var answer = await route.FetchAsync();
            saving.TrySetResult();
            await go.Task;
            await route.FulfillAsync(new() { Response = answer });
        });
        await page.GotoAsync($"{hour.Path}/recap/edit");
        await page.FillAsync("#recap-text", "A good hour.");
        await saving.Task;
        await page.FillAsync("#recap-text", "A good hour, and windy.");
        await page.ClickAsync(".desk button >> text=Publish");
        go.SetResult();
        await page.IsAt($"**{hour.Path}/recap");
        await Assertions.Expect(page.Locator("#comment")).ToBeVisibleAsync();
        Assert.Contains("A good hour, and windy.", await site.Http.GetStringAsync($"{hour.Path}/recap"));
    }

    [Fact]
    public async Task Without_script_a_recap_is_written_looked_at_and_published()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        await using var watched = await chromium.Open(site.Url, script: false, cookie: hour.As("Ada Lindqvist").Cookie);
        var page = watched.Page;
        await page.GotoAsync(hour.Path);
        await page.ClickAsync("text=Write the recap");
        await page.IsAt("**/recap/edit");
        await page.FillAsync("#recap-text", "## A good hour\n\nThanks, @Dilys Morgan.");
        await page.ClickAsync("text=Save and look");
        await Assertions.Expect(page.Locator("#preview h2")).ToHaveTextAsync("A good hour");
        await page.ClickAsync(".desk button >> text=Publish");
        await page.IsAt($"**{hour.Path}/recap");
        await page.FillAsync("#comment", "Well written.");
        await page.ClickAsync("text=Comment >> nth=-1");
        await Assertions.Expect(page.Locator("article.message .words")).ToHaveTextAsync("Well written.");
    }

    // An hour that is over, and two who may write its recap: Ada moderated it, Ines is a host.
    private sealed record Desk(RunningSite Site, HarbourHour Hour, HttpClient Ada, SignedIn Host) : IAsyncDisposable
    {
        public static async Task<Desk> After(Engine engine)
        {
            var site = await RunningSite.Start(engine);
            var hour = await HarbourHour.Hold(site);
            await hour.End();
            return new Desk(site, hour, hour.As("Ada Lindqvist").Http, site.SignIn(Role.Host, "Ines Sol"));
        }

        public async ValueTask DisposeAsync()
        {
            Host.Dispose();
            Hour.Dispose();
            await Site.DisposeAsync();
        }
    }

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
