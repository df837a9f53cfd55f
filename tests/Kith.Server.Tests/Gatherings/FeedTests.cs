using System.Net;
using System.Xml.Linq;
using Kith.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.Gatherings;

public sealed class FeedTests
{
    [Theory, EachEngine]
    public async Task Feeds_show_what_is_public_and_with_a_key_what_its_owner_may_see(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, new(), new SetClock("2026-11-20T10:00Z"));
        using var host = site.SignIn(Role.Host, "Dag Holm");
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        await GatheringPagesTests.Fill(host, ada);
        var key = site.Database.Read(connection => FeedKey.Of(AccountStore.Find(connection, ada.Account.Id)!));
        async Task<string[]> Titles(string path)
        {
            var calendar = Ical.Net.Calendar.Load(await site.Http.GetStringAsync(path))!;
            return [.. calendar.Events.Select(each => each.Summary!).Distinct().Order(StringComparer.Ordinal)];
        }
        Assert.Equal(["Paint that stays"], await Titles("/calendar.ics"));
        Assert.Equal(["Fog, and what to do about it", "Lamp hour", "Open floor", "Paint that stays"], await Titles($"/calendar.ics?key={key}"));
        Assert.Empty(await Titles($"/calendar.ics?key={key}&community=Elsewhere"));
        Assert.Equal(HttpStatusCode.BadRequest, (await site.Http.GetAsync("/calendar.ics?key=1.forged")).StatusCode);
        var answer = await site.Http.GetAsync($"/gatherings.atom?key={key}");
        XNamespace atom = "http://www.w3.org/2005/Atom";
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync()).Root!;
        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Contains("Fog, and what to do about it", feed.Elements(atom + "entry").Select(entry => entry.Element(atom + "title")!.Value));
        Assert.All(feed.Elements(atom + "entry"), entry => Assert.Equal([true, true, true, true], new[] { "id", "updated", "author", "content" }.Select(name => entry.Element(atom + name) is not null)));
        Assert.DoesNotContain(key!, feed.ToString(), StringComparison.Ordinal);
        Assert.Equal(["Paint that stays"], XDocument.Parse(await site.Http.GetStringAsync("/gatherings.atom")).Root!.Elements(atom + "entry").Select(entry => entry.Element(atom + "title")!.Value));
    }

    [Fact]
    public async Task A_gathering_has_a_calendar_file_for_whoever_may_see_it()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        var id = await GatheringPagesTests.Hold(ada);
        var answer = await ada.Http.GetAsync($"/gatherings/{id}/calendar.ics");
        Assert.Equal("text/calendar", answer.Content.Headers.ContentType!.MediaType);
        var read = Assert.Single(Ical.Net.Calendar.Load(await answer.Content.ReadAsStringAsync())!.Events);
        Assert.Equal(("Fog and lamps", $"{site.Url}/gatherings/{id}"), (read.Summary, read.Url!.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, (await site.Http.GetAsync($"/gatherings/{id}/calendar.ics")).StatusCode);
    }
}
