using Kith.Server.Tests.Shared;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Rooms;

/// <summary>What people do on the page of a room, and what they see there.</summary>
internal static class RoomBrowser
{
    /// <summary>Writes and sends, by keyboard.</summary>
    public static async Task Say(this WatchedPage on, string text)
    {
        await on.Page.FillAsync("#text", text);
        await on.Page.PressAsync("#text", "Enter");
    }

    /// <summary>Waits until an entry says this.</summary>
    public static Task Sees(this WatchedPage on, string text) => Assertions.Expect(on.Page.Locator("#log .entry", new() { HasText = text })).ToHaveCountAsync(1);

    /// <summary>Waits until an element says this.</summary>
    public static Task Shows(this WatchedPage on, string selector, string text) => Assertions.Expect(on.Page.Locator(selector)).ToContainTextAsync(text);

    /// <summary>Waits until there are so many.</summary>
    public static Task Has(this WatchedPage on, string selector, int count) => Assertions.Expect(on.Page.Locator(selector)).ToHaveCountAsync(count);

    /// <summary>The words of the log, in order.</summary>
    public static Task<string[]> Log(this WatchedPage on) =>
        on.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#log .entry')].map(entry => entry.id + ' ' + (entry.querySelector('.words') ?? entry).textContent.trim().replace(/\\s+/g, ' '))");

    /// <summary>What a screen reader was told, in order; from when this is called on.</summary>
    public static Task Listen(this WatchedPage on) => on.Page.EvaluateAsync(
        "window.told = []; new MutationObserver(() => told.push(document.querySelector('#news').textContent)).observe(document.querySelector('#news'), { childList: true, characterData: true, subtree: true })");

    /// <summary>Waits until <see cref="Listen"/> has heard this; returns all that it heard, in order.</summary>
    public static async Task<string[]> Hears(this WatchedPage on, string text)
    {
        await on.Page.WaitForFunctionAsync("text => window.told.some(told => told.includes(text))", text);
        return await on.Page.EvaluateAsync<string[]>("window.told");
    }
}
