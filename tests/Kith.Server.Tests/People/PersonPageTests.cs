using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.People;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;

namespace Kith.Server.Tests.People;

public sealed class PersonPageTests(Chromium chromium)
{
    private const long Year = 31_557_600_000;

    [Theory, EachEngine]
    public async Task Why_names_are_one_person_is_said_to_its_end(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        Take(site, "one", "Ada Lind", "ada@example.org");
        Take(site, "other", "A. Lind", "ada@example.org");
        Take(site, "third", "adal", null);
        var page = await site.Http.GetStringAsync("/people/1");
        Assert.Contains("because they have the same mail address.</p>", page);
        Assert.DoesNotContain("somebody said so", page);
        var third = site.Database.Read(PeopleStore.Identities).Single(identity => identity.Name == "adal").Id;
        site.Database.Write(transaction => PeopleStore.Decide(transaction, 0, PersonDecisionKind.Merge, new(1), third, "she told me"));
        page = await site.Http.GetStringAsync("/people/1");
        Assert.Contains("or because somebody said so:</p>", page);
        Assert.Contains("two were made one (she told me)", page);
    }

    [Theory, EachEngine]
    public async Task The_way_to_somebody_begins_with_whoever_asks_and_nobody_is_introduced_to_themselves(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "zulip-archive");
        using var mia = site.SignIn(Role.Member, "Mia Member");
        var other = await mia.Http.GetStringAsync("/people/2");
        Assert.Contains("Who can introduce you?", other);
        Assert.Contains("name=\"from\" value=\"Mia Member\"", other);
        Assert.DoesNotContain("Who can introduce you?", await mia.Http.GetStringAsync($"/people/{mia.Account.Identity}"));
        Assert.Contains("name=\"from\" value=\"nobody at all\"", await mia.Http.GetStringAsync("/people/2?from=nobody+at+all"));
    }

    [Theory, EachEngine]
    public async Task All_ties_and_a_way_that_was_asked_for_are_shown_together(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        new Import(site.Database, TimeProvider.System).Run("given", "pier",
        [
            new ConversationEntry("pier", "Pier", ConversationKind.Topic, Visibility.Community),
            .. Enumerable.Range(0, 24).Select(i => new MessageEntry("pier", $"m{i}", i % 2 == 0 ? "Ada" : $"P{i}", 1_700_000_000_000 + i * 60_000, "Which lamp hangs at the pier?")),
        ], "Harbour");
        Assert.Contains("href=\"/people/1?ties=all&amp;from=3#ties\"", await site.Http.GetStringAsync("/people/1?from=P3"));
        Assert.Contains("href=\"/people/1?ties=all#ties\"", await site.Http.GetStringAsync("/people/1"));
        var all = await site.Http.GetStringAsync("/people/1?ties=all&from=P3");
        Assert.Contains("href=\"/people/1?from=3#ties\"", all);
        Assert.Contains("<input type=\"hidden\" name=\"ties\" value=\"all\">", all);
    }

    // Of an archive that ended years ago there was only the line on which months stand.
    [Theory, EachEngine]
    public async Task Months_are_drawn_where_there_was_contact_in_any(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        Talk(site, "old", "Ada", "Bo", now - 5 * Year);
        Talk(site, "new", "Cy", "Dee", now - Year / 50);
        foreach (var (name, isDrawn) in (IEnumerable<(string, bool)>)[("Ada", false), ("Cy", true)])
        {
            var page = await site.Http.GetStringAsync($"/people/{site.Database.Read(PeopleStore.Identities).Single(identity => identity.Name == name).Id}");
            Assert.Contains("class=\"measure\"", page);
            Assert.Equal((name, isDrawn), (name, page.Contains("class=\"months\"", StringComparison.Ordinal)));
        }
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Ways_stand_one_below_the_other_as_wide_as_their_list(int width)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        foreach (var (i, (one, other)) in (IEnumerable<(int, (string, string))>)[(1, ("Ada", "Bo")), (2, ("Bo", "Cy")), (3, ("Ada", "Cy")), (4, ("Dee", "Eve"))])
        {
            Talk(site, $"talk{i}", one, other, now - Year / 50 - i);
        }
        await using var watched = await chromium.Open(site.Url, width);
        var ids = site.Database.Read(PeopleStore.Identities).ToDictionary(identity => identity.Name, identity => identity.Id);
        foreach (var (path, lead) in (IEnumerable<(string, string)>)[($"/people/{ids["Cy"]}?from=Ada", ""), ($"/map?from={ids["Ada"]}&to={ids["Cy"]}", "3 people and 3 ties. 2 ways from Ada to Cy; the warmest is drawn through.")])
        {
            await watched.Page.GotoAsync(path);
            var wide = await watched.Page.Locator("ol.ways > li").EvaluateAllAsync<double[]>("ways => ways.map(way => way.getBoundingClientRect().width / way.parentElement.getBoundingClientRect().width)");
            Assert.Equal([1, 1], wide.Select(share => Math.Round(share, 3)));
            if (lead.Length > 0)
            {
                await Microsoft.Playwright.Assertions.Expect(watched.Page.Locator("#map-lead")).ToHaveTextAsync(lead);
                Assert.Equal(3, await watched.Page.Locator(".map-table tbody tr").CountAsync());
            }
        }
        Assert.Empty(watched.Complaints);
    }

    private static void Take(RunningSite site, string source, string name, string? mail) => new Import(site.Database, TimeProvider.System).Run(source, source,
        [new PersonEntry(name, name, mail), new ConversationEntry("talk", "Talk", ConversationKind.Topic, Visibility.Community), new MessageEntry("talk", "m", name, 1_700_000_000_000, "The kale is up.")], "Harbour");

    private static void Talk(RunningSite site, string source, string one, string other, long at) => new Import(site.Database, TimeProvider.System).Run("given", "talk",
        [
            new ConversationEntry(source, source, ConversationKind.Topic, Visibility.Community), new MessageEntry(source, $"{source}1", one, at, "Is the kale up?"),
            new MessageEntry(source, $"{source}2", other, at + 60_000, "It is.") { ReplyTo = $"{source}1" }, new MessageEntry(source, $"{source}3", one, at + 120_000, "Thank you.") { ReplyTo = $"{source}2" },
        ], "Harbour");
}
