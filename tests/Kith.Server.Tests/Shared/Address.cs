using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Shared;

/// <summary>Where a page is.</summary>
internal static class Address
{
    /// <summary>Waits until the page has come to an address and is loaded; ** stands for anything, * for anything without a slash.</summary>
    public static Task IsAt(this IPage page, string address) =>
        page.IsAt(new Regex("^" + Regex.Escape(address).Replace(@"\*\*", ".*").Replace(@"\*", "[^/]*") + "$"));

    /// <summary>The same for addresses that match. (WaitForURLAsync can miss the end of loading, if that is just then, and waits for ever.)</summary>
    public static async Task IsAt(this IPage page, Regex address)
    {
        await Assertions.Expect(page).ToHaveURLAsync(address);
        while (await State(page) != "complete")
        {
            await Task.Delay(20);
        }
    }

    private static async Task<string> State(IPage page)
    {
        try
        {
            return await page.EvaluateAsync<string>("document.readyState");
        }
        catch (PlaywrightException left) when (left.Message.Contains("context was destroyed", StringComparison.Ordinal) || left.Message.Contains("navigation", StringComparison.OrdinalIgnoreCase))
        {
            return "left";
        }
    }
}
