using Dapper;
using Kith.Gatherings;
using Kith.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Rooms;

/// <summary>An hour in miniature: a moderator, three members of whom one is on a flaky network and one leaves early, and a guest.</summary>
public sealed class RoomHourTests(Chromium chromium)
{
    [Theory, EachEngine]
    public async Task A_whole_hour_is_played_through(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        await using var mo = await live.Open(chromium, live.Mo);
        await using var bo = await live.Open(chromium, live.Bo);
        await using var cy = await live.Open(chromium, live.Cy, width: 390);
        await using var gus = await live.Open(chromium, live.Gus);
        var ann = await live.Open(chromium, live.Ann);

        await mo.Page.Keyboard.PressAsync("n");
        foreach (var each in (WatchedPage[])[mo, ann, bo, cy, gus])
        {
            await each.Shows("#now", "Introductions");
        }
        await ann.Say("I am Ann.");
        await gus.Say("I am new here.");
        await mo.Sees("I am new here.");
        await mo.Page.FillAsync("#text", "half a sentence");
        await mo.Page.Keyboard.PressAsync("F8");
        await mo.Shows("#now", "What did the tide teach you?");
        Assert.Equal("half a sentence", await mo.Page.InputValueAsync("#text"));
        await ann.Shows("#now", "What did the tide teach you?");
        await ann.Say("To wait.");
        await ann.Sees("To wait.");
        await HasRead(ann, live, readTo: 5);
        await ann.DisposeAsync();

        await bo.Page.Context.SetOfflineAsync(true);
        await bo.Shows("#line", "You are offline");
        await bo.Say("From the boat.");
        await bo.Has("#waiting li", 1);
        await cy.Say("Salt.");
        await mo.Page.FillAsync("#text", "");
        await mo.Page.Locator("h1").ClickAsync();
        await mo.Page.Keyboard.PressAsync("n");
        await cy.Shows("#now", "Where do we go next?");
        await cy.Page.ClickAsync("#now .choices button >> nth=1");
        // The buttons are drawn anew with every vote.
        await gus.Shows("#now", "1 vote");
        await gus.Page.ClickAsync("#now .choices button >> nth=1");
        await mo.Shows("#now", "2 votes");
        Assert.DoesNotContain(live.Entries, entry => entry.Message.Body == "From the boat.");

        await bo.Page.Context.SetOfflineAsync(false);
        await mo.Sees("From the boat.");
        await bo.Has("#waiting li", 0);
        await bo.Shows("#now", "Where do we go next?");
        Assert.Equal(await mo.Log(), await bo.Log());

        await gus.Page.FillAsync("#propose", "How deep is it?");
        await gus.Page.PressAsync("#propose", "Enter");
        await mo.Page.ClickAsync("#audience .decide");
        await mo.Page.FillAsync("dialog[open] input", "a word, not yet a decision");
        await mo.Page.PressAsync("dialog[open] input", "Enter");
        await mo.Page.ClickAsync("dialog[open] >> text=Ask it now");
        await gus.Shows("#now", "How deep is it?");
        await gus.Shows("#audience", "asked as Q4");
        await cy.Say("Two fathoms.");
        await gus.Sees("Two fathoms.");
        await gus.Page.Locator(".entry", new() { HasText = "Two fathoms." }).Locator(".more").ClickAsync();
        await gus.Page.ClickAsync(".tools [aria-label=Thanks]");
        await cy.Shows(".signs", "1");

        await cy.Say("Buy my boat!");
        await mo.Sees("Buy my boat!");
        await mo.Page.Locator(".entry", new() { HasText = "Buy my boat!" }).Locator(".more").ClickAsync();
        await mo.Page.ClickAsync(".tools >> text=Remove");
        await mo.Page.FillAsync("dialog[open] input", "advertising");
        await mo.Page.PressAsync("dialog[open] input", "Enter");
        await gus.Shows(".removed", "removed by Mo Berg: advertising");
        await mo.Page.Locator(".entry", new() { HasText = "Two fathoms." }).Locator(".more").ClickAsync();
        await mo.Page.ClickAsync(".tools >> text=Mute");
        await mo.Page.FillAsync("dialog[open] input", "adverts");
        await mo.Page.PressAsync("dialog[open] input", "Enter");
        await cy.Shows("#muted", "adverts");
        Assert.True(await cy.Page.IsDisabledAsync("#text"));
        await mo.Shows("#mutes", "Cy Okafor is muted: adverts");

        // Some time later: whoever gave no sign for a while has left.
        live.Site.Database.Write(transaction => transaction.Connection!.Execute("update attendances set seen_at = seen_at - 100000 where identity_id = @ann", new { ann = live.Ann.Account.Identity.Value }, transaction));
        await using var back = await live.Open(chromium, live.Ann);
        await back.Shows("#left-note", "You left at Q2. 5 entries came after");
        Assert.Equal("m6", await back.Page.EvaluateAsync<string>("document.querySelector('#left').nextElementSibling.id"));
        await back.Page.ClickAsync("#left-note >> text=see only these");
        await back.Page.IsAt("**?after=5");
        Assert.Equal(["m6", "m7", "m8", "m9", "m10", "m11"], (await back.Log()).Select(line => line.Split(' ')[0]));

        await mo.Page.ClickAsync("summary >> text=End the hour");
        await mo.Page.ClickAsync("#end");
        await gus.Shows("#state", "The hour is over.");
        Assert.Equal(GatheringState.Ended, live.Site.Database.Read(connection => GatheringStore.StateOf(connection, new(live.Id))));
        await back.Page.GotoAsync($"{live.Path}/room");
        await back.Say("One more thing.");
        await gus.Sees("One more thing.");
        await gus.Shows(".entry:last-of-type .tag", "late");
        foreach (var each in (WatchedPage[])[mo, cy, gus, back])
        {
            Assert.Empty(each.Complaints);
        }
    }

    // How far somebody read is told a moment after it was in sight.
    private static async Task HasRead(WatchedPage who, LiveSite live, long readTo)
    {
        for (var i = 0; i < 600 && ReadTo() < readTo; i++)
        {
            await who.Page.WaitForTimeoutAsync(100);
        }
        Assert.Equal(readTo, ReadTo());

        long ReadTo() => live.Site.Database.Read(connection => Attendances.Find(connection, new(live.Id), live.Ann.Account.Identity))?.ReadTo ?? 0;
    }
}
