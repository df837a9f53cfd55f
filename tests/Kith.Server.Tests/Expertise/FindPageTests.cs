using System.Net;
using System.Text.Json;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Expertise;

public sealed class FindPageTests(Chromium chromium, ReadSites sites)
{
    [Fact]
    public async Task Another_spelling_is_one_click_away()
    {
        await using var watched = await chromium.Open(sites.Full.Url);
        await watched.Page.GotoAsync("/find?q=the+lampp&since=2001-01-01");
        Assert.Equal("Did you mean the lamp?", await watched.Page.Locator(".meant").InnerTextAsync());
        await watched.Page.Locator(".meant a").ClickAsync();
        await watched.Page.IsAt("**/find?q=the%20lamp&since=2001-01-01");
        Assert.NotEqual(0, await watched.Page.Locator(".found > li").CountAsync());
        Assert.Equal(0, await watched.Page.Locator(".meant").CountAsync());
    }

    [Fact]
    public async Task Where_nobody_said_it_word_for_word_the_words_alone_are_offered()
    {
        var page = WebUtility.HtmlDecode(await sites.Full.Http.GetStringAsync("/find?q=%22lamp+the+lens%22"));
        Assert.Contains("Nobody said that word for word", page, StringComparison.Ordinal);
        Assert.Contains("href=\"/find?q=lamp%20the%20lens\"", page, StringComparison.Ordinal);
    }

    [Theory, EachEngine]
    public async Task What_else_to_look_for_is_told_as_JSON(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "zulip-archive");
        using var words = JsonDocument.Parse(await site.Http.GetStringAsync("/api/find/words?q=lampp"));
        Assert.Equal("did_you_mean loosely unsaid related otherwise", string.Join(' ', words.RootElement.EnumerateObject().Select(member => member.Name)));
        Assert.Equal("lamp", words.RootElement.GetProperty("did_you_mean").GetString());
        Assert.Equal(JsonValueKind.Array, words.RootElement.GetProperty("related").ValueKind);
        using var enough = JsonDocument.Parse(await site.Http.GetStringAsync("/api/find/words?q=polishing"));
        var otherwise = enough.RootElement.GetProperty("otherwise");
        Assert.Equal("polish", otherwise.GetProperty("words")[0].GetString());
        Assert.Contains("polish", otherwise.GetProperty("people")[0].GetProperty("evidence")[0].GetProperty("text").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Where_nobody_uses_the_word_people_found_with_words_of_its_stem_stand_apart()
    {
        await using var watched = await chromium.Open(sites.Full.Url);
        await watched.Page.GotoAsync("/find?q=polishing");
        Assert.Contains("Nobody has talked about that", await watched.Page.Locator(".empty").InnerTextAsync(), StringComparison.Ordinal);
        Assert.Equal("With other words: polish", await watched.Page.Locator("#otherwise").InnerTextAsync());
        Assert.NotEqual(0, await watched.Page.Locator(".otherwise .found > li mark").CountAsync());
        await watched.Page.Locator("#otherwise a").ClickAsync();
        await watched.Page.IsAt("**/find?q=polish");
        Assert.NotEqual(0, await watched.Page.Locator(".found > li").CountAsync());
        Assert.Equal(0, await watched.Page.Locator(".otherwise .found > li").CountAsync());
    }

    [Fact]
    public async Task A_word_that_nobody_wrote_is_told_and_one_of_its_stem_is_one_click_away()
    {
        await using var watched = await chromium.Open(sites.Full.Url);
        await watched.Page.GotoAsync("/find?q=polishing+the+lamp&since=2001-01-01");
        Assert.Equal("Nobody wrote “polishing” where you may read: these people are found by the rest of the question.", await watched.Page.Locator(".unsaid").First.InnerTextAsync());
        await watched.Page.Locator(".unsaid a", new() { HasTextString = "polish" }).ClickAsync();
        await watched.Page.IsAt("**/find?q=polish%20the%20lamp&since=2001-01-01");
        Assert.NotEqual(0, await watched.Page.Locator(".found > li").CountAsync());
        Assert.Equal(0, await watched.Page.Locator(".unsaid").CountAsync());
        using var words = JsonDocument.Parse(await sites.Full.Http.GetStringAsync("/api/find/words?q=polishing+the+lamp"));
        Assert.Equal("""[{"word":"polishing","by_others":false,"instead":["polish"]}]""", words.RootElement.GetProperty("unsaid").GetRawText());
    }

    // The one word that nobody wrote is the beginning of the other.
    [Fact]
    public async Task A_word_of_the_same_stem_stands_for_a_whole_word_and_for_no_part_of_another()
    {
        var page = WebUtility.HtmlDecode(await sites.Full.Http.GetStringAsync("/find?q=Polishing+the+polishings+lamp"));
        Assert.Contains("href=\"/find?q=polish%20the%20polishings%20lamp\"", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_line_beside_a_share_is_as_long_as_the_share()
    {
        await using var watched = await chromium.Open(sites.Full.Url, script: false);
        await watched.Page.GotoAsync("/find?q=lamp");
        var shares = await watched.Page.Locator(".share").AllAsync();
        Assert.NotEmpty(shares);
        foreach (var share in shares)
        {
            var said = double.Parse((await share.InnerTextAsync()).Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
            Assert.Equal(said, double.Parse((await share.Locator("rect").GetAttributeAsync("width"))!, System.Globalization.CultureInfo.InvariantCulture), .51);
        }
    }
}
