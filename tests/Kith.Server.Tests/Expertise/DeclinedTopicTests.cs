using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kith.Rooms;
using Kith.Server.Shared;
using Kith.Server.Tests.Rooms;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Extensions.DependencyInjection;

namespace Kith.Server.Tests.Expertise;

/// <summary>People can decline a topic: then nobody who asks about it is sent to them.</summary>
public sealed class DeclinedTopicTests(Chromium chromium)
{
    [Theory, EachEngine]
    public async Task Who_declines_a_topic_is_not_found_for_it_until_they_take_that_back(Engine engine)
    {
        await using var live = await Talking(engine);
        Assert.Equal("found, on the map, talks about it", await Seen(live, live.Bo));

        Assert.Equal("[\"Sourdough\"]", await Say(live.Ann, "declined"));
        Assert.Equal("", await Seen(live, live.Bo));
        Assert.Equal("", await Seen(live, live.Ann));
        // For something else they are found as before, and what they said stays.
        Assert.Contains("Ann Lind", await live.Bo.Http.GetStringAsync("/api/find?q=rye"));
        Assert.Contains("sourdough", await live.Bo.Http.GetStringAsync(live.Path));
        // Nobody else is told what somebody declines.
        Assert.Equal("[]", await live.Bo.Http.GetStringAsync("/api/me/declined"));
        Assert.DoesNotContain("Sourdough", await live.Bo.Http.GetStringAsync(PageOf(live)));
        Assert.Contains("\"declined_topics\":[\"Sourdough\"]", await live.Ann.Http.GetStringAsync("/account/data"));

        Assert.Equal("[]", await Say(live.Ann, "declined/back"));
        Assert.Equal("found, on the map, talks about it", await Seen(live, live.Bo));
    }

    [Theory, EachEngine]
    public async Task On_ones_own_page_it_is_a_click_also_without_script(Engine engine)
    {
        await using var live = await Talking(engine);
        await using var ann = await chromium.Open(live.Site.Url, script: false, cookie: live.Ann.Cookie);
        await ann.Page.GotoAsync(PageOf(live));
        await ann.Page.ClickAsync(".topics li:has-text('sourdough') button");
        await ann.Shows(".declined li", "sourdough");
        Assert.Equal("", await Seen(live, live.Bo));
        await ann.Page.ClickAsync(".declined li button");
        await ann.Has(".declined li", 0);
        await ann.Page.ClickAsync(".declined summary");
        await ann.Page.FillAsync("#declined", "rye bread");
        await ann.Page.PressAsync("#declined", "Enter");
        await ann.Shows(".declined li", "rye bread");
        Assert.Equal("found, on the map, talks about it", await Seen(live, live.Bo));
        Assert.Contains("Bo Tanaka", await live.Bo.Http.GetStringAsync("/api/find?q=bread"));
        Assert.DoesNotContain("Ann Lind", await live.Bo.Http.GetStringAsync("/api/find?q=bread+of+rye"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" . ")]
    [InlineData("a very long topic that goes on and on and on and on and on and on and on and on and on and on and on and on")]
    public async Task What_is_no_topic_is_refused_in_a_sentence(string topic)
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        var answer = await live.Ann.Http.PostAsJsonAsync("/api/me/declined", new { topic });
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("That is no topic.", await answer.Content.ReadAsStringAsync());
    }

    // Ann talks about sourdough in two conversations, Bo about other things.
    private static async Task<LiveSite> Talking(Engine engine)
    {
        var live = await LiveSite.Start(engine);
        var other = live.Another();
        await live.Site.Services.GetRequiredService<RoomLog>().Change(new(other), Hour.Open);
        foreach (var id in (long[])[live.Id, other])
        {
            foreach (var text in (string[])["My sourdough is of rye", "Feed the sourdough at night", "Then the sourdough rises"])
            {
                await Say(live.Ann, id, text);
                await Say(live.Bo, id, "Good morning, we have bread and nets and boats");
            }
        }
        return live;
    }

    private static async Task<string> Say(SignedIn who, string what) =>
        await (await who.Http.PostAsJsonAsync($"/api/me/{what}", new { topic = "Sourdough" })).Content.ReadAsStringAsync();

    private static async Task Say(SignedIn who, long id, string text) =>
        (await who.Http.PostAsJsonAsync($"/api/gatherings/{id}/messages", new { key = Guid.NewGuid().ToString("N"), text })).EnsureSuccessStatusCode();

    private static string PageOf(LiveSite live) => $"/people/{live.Site.Services.GetRequiredService<Present>().Network.Everyone.Of(live.Ann.Account.Identity)!.Id}";

    // Where Ann is told of for sourdough, to somebody.
    private static async Task<string> Seen(LiveSite live, SignedIn reader)
    {
        var ann = PageOf(live)["/people/".Length..];
        var found = await reader.Http.GetStringAsync("/api/find?q=sourdough");
        using var map = JsonDocument.Parse(await reader.Http.GetStringAsync("/api/map/topic?q=sourdough"));
        using var person = JsonDocument.Parse(await reader.Http.GetStringAsync($"/api/people/{ann}"));
        return string.Join(", ", new (string, bool)[]
        {
            ("found", found.Contains("Ann Lind", StringComparison.Ordinal)),
            ("on the map", map.RootElement.GetProperty("ids").EnumerateArray().Any(id => $"{id}" == ann)),
            ("talks about it", person.RootElement.GetProperty("topics").EnumerateArray().Any(topic => topic.GetProperty("topic").GetString() == "sourdough")),
        }.Where(each => each.Item2).Select(each => each.Item1));
    }
}
