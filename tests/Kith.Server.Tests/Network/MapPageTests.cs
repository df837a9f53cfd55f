using Kith.Server.Tests.Shared;
using Kith.Store;

namespace Kith.Server.Tests.Network;

public sealed class MapPageTests(Chromium chromium)
{
    [Fact]
    public async Task The_map_draws_everybody_in_the_table_beside_it()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, "zulip-archive", "mbox/harbour.mbox");
        await using var watched = await chromium.Open(site.Url);
        await watched.Page.GotoAsync("/map");
        var drawn = watched.Page.Locator("#map[data-drawn]");
        await drawn.WaitForAsync();
        Assert.Equal(await watched.Page.Locator(".map-table tbody tr").CountAsync(), int.Parse((await drawn.GetAttributeAsync("data-drawn"))!));
        Assert.NotEqual(0, await Painted(watched));
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task The_keyboard_goes_from_person_to_person_and_opens_their_page()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, "zulip-archive", "mbox/harbour.mbox");
        await using var watched = await chromium.Open(site.Url);
        var page = watched.Page;
        await page.GotoAsync("/map");
        await page.Locator("#map[data-drawn]").FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");
        var strongest = await page.Locator(".map-table tbody a").First.TextContentAsync();
        Assert.Equal(strongest, await page.Locator("#map-card strong").TextContentAsync());
        Assert.StartsWith(strongest + ": ", await page.Locator("#map-said").TextContentAsync());
        await page.Keyboard.PressAsync("Enter");
        await page.WaitForURLAsync("**/people/*");
        Assert.Equal(strongest, await page.Locator("h1").TextContentAsync());
    }

    [Fact]
    public async Task Searching_shows_the_person_on_the_map()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, "zulip-archive", "mbox/harbour.mbox");
        await using var watched = await chromium.Open(site.Url);
        var page = watched.Page;
        await page.GotoAsync("/map");
        await page.Locator("#map[data-drawn]").WaitForAsync();
        var last = (await page.Locator(".map-table tbody a").Last.TextContentAsync())!;
        await page.FillAsync("#who", last.ToUpperInvariant());
        await page.Keyboard.PressAsync("Enter");
        Assert.Equal(last, await page.Locator("#map-card strong").TextContentAsync());
    }

    // Pixels that are not the ground, on all layers of the drawing.
    private static Task<int> Painted(WatchedPage watched) => watched.Page.EvaluateAsync<int>(
        """
        () => new Promise(done => requestAnimationFrame(() => {
          const sheet = new OffscreenCanvas(300, 200).getContext('2d');
          for (const layer of document.querySelectorAll('#map canvas')) sheet.drawImage(layer, 0, 0, 300, 200);
          done(sheet.getImageData(0, 0, 300, 200).data.filter((value, i) => i % 4 === 3 && value > 0).length);
        }))
        """);
}
