using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kith.Accounts;
using Kith.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Recaps;

public sealed class CorrectionPageTests(Chromium chromium)
{
    [Theory, EachEngine]
    public async Task Those_concerned_agree_whose_words_they_are_and_everything_follows(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        var (bo, hana, chidi) = (hour.As("Bo Tanaka").Http, hour.As("Hana Suzuki").Http, hour.As("Chidi Okafor").Http);
        var message = $"/conversations/{hour.Id}/2";
        Assert.Equal("Bo Tanaka", Author());
        Assert.Equal(HttpStatusCode.Forbidden, (await chidi.PostAsJsonAsync($"/api{message}/author", new { who = "Hana Suzuki" })).StatusCode);
        var asked = await bo.PostAsJsonAsync($"/api{message}/author", new { who = "Hana Suzuki" });
        var id = JsonDocument.Parse(await asked.Content.ReadAsStringAsync()).RootElement.GetProperty("id").GetInt64();
        Assert.Contains(site.Database.Read(connection => Notices.Of(connection, [hour.Who("Hana Suzuki")])), notice => notice.Url == $"{message}/author");
        foreach (var other in (HttpClient[])[bo, chidi])
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await other.PostAsync($"/api/corrections/{id}/accept", null)).StatusCode);
        }
        Assert.Contains("It is blowing hard", await hana.GetStringAsync("/corrections"));
        Assert.DoesNotContain("It is blowing hard", await chidi.GetStringAsync("/corrections"));
        Assert.Contains("It is blowing hard", await hour.As("Ada Lindqvist").Http.GetStringAsync("/corrections"));
        Assert.Equal(HttpStatusCode.OK, (await hana.PostAsync($"/api/corrections/{id}/accept", null)).StatusCode);
        Assert.Equal("Hana Suzuki", Author());
        Assert.Contains("author corrected", await site.Http.GetStringAsync(hour.Path));
        Assert.Contains("blowing hard", await hana.GetStringAsync("/me/words.txt"));
        Assert.Equal(HttpStatusCode.Forbidden, (await chidi.PostAsync($"/api/corrections/{id}/undo", null)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await bo.PostAsync($"/api/corrections/{id}/undo", null)).StatusCode);
        Assert.Equal("Bo Tanaka", Author());

        string Author() => site.Database.Read(connection => RoomEntries.Find(connection, hour.Id, 2))!.Message.Author is var author
            && author == hour.Who("Bo Tanaka") ? "Bo Tanaka" : author == hour.Who("Hana Suzuki") ? "Hana Suzuki" : "somebody else";
    }

    [Fact]
    public async Task Who_does_not_know_whose_words_stand_under_their_name_says_that_and_the_moderators_decide()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        var message = $"/conversations/{hour.Id}/2";
        Assert.Equal(HttpStatusCode.Forbidden, (await hour.As("Chidi Okafor").Http.PostAsJsonAsync($"/api{message}/author", new { unknown = true })).StatusCode);
        await using var watched = await chromium.Open(site.Url, 390, script: false, cookie: hour.As("Bo Tanaka").Cookie);
        await watched.Page.GotoAsync($"{message}/author");
        await watched.Page.ClickAsync("text=don’t know who did");
        await Assertions.Expect(watched.Page.Locator("main")).ToContainTextAsync("Somebody unknown said it, not Bo Tanaka. Nobody has said yet whether that is so.");
        Assert.Contains(site.Database.Read(connection => Notices.Of(connection, [hour.Who("Ada Lindqvist")])), notice => notice.Text == "Bo Tanaka says not to have said something that stands under the name of Bo Tanaka: is that so?");
        Assert.Equal(HttpStatusCode.OK, (await hour.As("Ada Lindqvist").Http.PostAsync("/api/corrections/1/accept", null)).StatusCode);
        await watched.Page.GotoAsync(hour.Path);
        Assert.Equal("Somebody unknown", await watched.Page.InnerTextAsync("#m2 .author"));
    }

    [Fact]
    public async Task Notices_say_for_whose_answer_a_correction_waits_and_lead_there()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        Assert.Equal(HttpStatusCode.OK, (await hour.As("Bo Tanaka").Http.PostAsJsonAsync($"/api/conversations/{hour.Id}/2/author", new { who = "Hana Suzuki" })).StatusCode);
        string[] people = ["Hana Suzuki", "Bo Tanaka", "Chidi Okafor", "Ada Lindqvist"];
        Assert.Equal(
        [
            "1 correction of who said what waits for your answer.",
            "1 correction of who said what waits for the answer of somebody else.",
            "No correction of who said what waits for an answer.",
            "1 correction of who said what waits for your answer.",
        ], await Task.WhenAll(people.Select(Told)));

        await using var asked = await chromium.Open(site.Url, script: false, cookie: hour.As("Hana Suzuki").Cookie);
        await asked.Page.GotoAsync("/notices");
        await Assertions.Expect(asked.Page.Locator(".notices li")).ToContainTextAsync("Waits for your answer.");
        await asked.Page.ClickAsync(".waiting a");
        await asked.Page.ClickAsync("text=Yes, that is so");
        await asked.Page.GotoAsync("/notices");
        Assert.Equal(0, await asked.Page.Locator(".waiting, .notices :text('Waits')").CountAsync());

        async Task<string> Told(string who)
        {
            await using var watched = await chromium.Open(site.Url, script: false, cookie: hour.As(who).Cookie);
            await watched.Page.GotoAsync("/notices");
            return await watched.Page.Locator("main h1 + p").InnerTextAsync();
        }
    }

    [Fact]
    public async Task Without_script_somebody_claims_an_entry_and_the_other_one_agrees()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var hour = await HarbourHour.Hold(site);
        await hour.End();
        await using var claimer = await chromium.Open(site.Url, script: false, cookie: hour.As("Hana Suzuki").Cookie);
        await claimer.Page.GotoAsync(hour.Path);
        await claimer.Page.Locator("#m2 .fix").FocusAsync();
        await claimer.Page.Keyboard.PressAsync("Enter");
        await claimer.Page.ClickAsync("text=I said this");
        await Assertions.Expect(claimer.Page.Locator("main")).ToContainTextAsync("Nobody has said yet");
        await using var author = await chromium.Open(site.Url, script: false, cookie: hour.As("Bo Tanaka").Cookie);
        await author.Page.GotoAsync("/corrections");
        await author.Page.ClickAsync("text=Yes, that is so");
        await Assertions.Expect(author.Page.Locator("main")).ToContainTextAsync("Accepted by Bo Tanaka");
        await author.Page.GotoAsync(hour.Path);
        Assert.Equal("Hana Suzuki", await author.Page.InnerTextAsync("#m2 .author"));
    }
}
