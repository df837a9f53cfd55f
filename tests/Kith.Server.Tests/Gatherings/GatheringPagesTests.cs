using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Gatherings;

/// <summary>Gatherings before they are held, in the browser and as JSON.</summary>
public sealed class GatheringPagesTests(Chromium chromium)
{
    private const string Hostile = "<script>window.ran = true</script>\"'><img src=x onerror=\"window.ran = true\">";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_member_holds_a_gathering_with_one_form(bool script)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        await using var watched = await chromium.Open(site.Url, script: script, cookie: ada.Cookie);
        var page = watched.Page;
        var steps = 0;
        async Task Step(Task step)
        {
            await step;
            steps++;
        }
        await page.GotoAsync("/");
        await Step(page.ClickAsync("nav >> text=Gatherings"));
        await Step(page.ClickAsync("text=Hold a gathering"));
        await page.IsAt("**/gatherings/new");
        await Step(page.FillAsync("#title", "Fog and lamps"));
        await Step(page.FillAsync("#when", "2099-06-01T16:00"));
        await Step(page.FillAsync("#lines", "What is fog? (10)\nWhere next? | Oslo | Rome"));
        if (!script)
        {
            await Step(page.SelectOptionAsync("#zone", "Europe/London"));
        }
        await Step(page.ClickAsync("main form.plan button"));
        // As docs/gatherings.md says.
        Assert.Equal(script ? 6 : 7, steps);
        await page.IsAt(new Regex(@"/gatherings/\d+$"));
        Assert.Equal("Fog and lamps", await page.TextContentAsync("h1"));
        Assert.StartsWith("Monday, 1 June 2099, 16:00–17:00", (await page.TextContentAsync(".when"))!.Trim(), StringComparison.Ordinal);
        Assert.Equal(["Introductions: who are you, and what brings you here?", "What is fog?", "Where next?"], await page.Locator(".agenda li > div > p").AllTextContentsAsync());
        await page.ClickAsync(".rsvp button:has-text('Yes')");
        await Assertions.Expect(page.Locator(".coming > p")).ToHaveTextAsync("1 person will come.");
        await Assertions.Expect(page.Locator(".rsvp button:has-text('Yes')")).ToHaveAttributeAsync("aria-pressed", "true");
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task A_form_that_cannot_be_comes_back_as_it_was_with_the_reason()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        var answer = await ada.Http.PostAsync("/gatherings/new", Form(("Title", "Fog"), ("When", "2099-06-01T16:00"), ("Minutes", "60"), ("Zone", "Europe/London"), ("Moderators", "Nobody Atall"), ("Questions", "Kept?")));
        var html = await answer.Content.ReadAsStringAsync();
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("No member is called &quot;Nobody Atall&quot;.", html, StringComparison.Ordinal);
        Assert.Contains("Kept?</textarea>", html, StringComparison.Ordinal);
        Assert.Empty(site.Database.Read(connection => GatheringStore.Upcoming(connection, Reader.Member)));
    }

    [Fact]
    public async Task A_time_that_has_passed_is_refused_and_the_form_says_where()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new(), new SetClock("2026-11-20T16:30Z"));
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        var answer = await ada.Http.PostAsync("/gatherings/new", Form(("Title", "Fog"), ("When", "2026-11-20T16:00"), ("Minutes", "60"), ("Zone", "Europe/Berlin")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("That time has passed: 20 November 2026, 16:00 in Europe/Berlin. Give a time to come, and look at the time zone.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        // What has begun may still be held, and what is over may still get another title.
        var id = await Hold(ada, ("when", "2026-11-20T16:00"), ("zone", "Europe/London"));
        Assert.Equal(HttpStatusCode.OK, (await ada.Http.PostAsJsonAsync($"/api/gatherings/{id}/edit", Body(("title", "New title"), ("when", "2026-11-20T16:00"), ("zone", "Europe/London")))).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.Http.PostAsJsonAsync($"/api/gatherings/{id}/edit", Body(("when", "2026-11-20T09:00"), ("zone", "Europe/London")))).StatusCode);
    }

    [Fact]
    public async Task Nobody_moderates_what_they_could_not_read()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        using var stranger = site.SignIn(Role.Member, "Finn Voss", "Elsewhere");
        var answer = await ada.Http.PostAsJsonAsync("/api/gatherings", Body(("moderators", "Finn Voss")));
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("Finn Voss is no member of the community.", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Empty(site.Database.Read(connection => GatheringStore.Upcoming(connection, Reader.Member)));
    }

    // Two members of one name: a form whose names nobody touched means whom it meant.
    [Fact]
    public async Task A_change_of_the_title_leaves_the_moderators_whoever_else_has_their_name()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        var id = await Hold(ada);
        using var namesake = site.SignIn(Role.Member, "Ada Lindqvist");
        Assert.Equal(HttpStatusCode.OK, (await ada.Http.PostAsJsonAsync($"/api/gatherings/{id}/edit", Body(("title", "New title"), ("moderators", "Ada Lindqvist")))).StatusCode);
        var gathering = site.Database.Read(connection => GatheringStore.Find(connection, Reader.Member, new(id)))!;
        Assert.Equal(("New title", ada.Account.Identity), (gathering.Title, Assert.Single(gathering.Moderators)));
    }

    // Who may: whoever set it up, its moderators, and hosts and stewards of its community. Nobody else, and without the token of a page nobody.
    [Theory, EachEngine]
    public async Task A_gathering_is_prepared_by_whom_it_concerns_and_by_nobody_else(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        using var creator = site.SignIn(Role.Member, "Ada Lindqvist");
        using var moderator = site.SignIn(Role.Member, "Bo Tanaka");
        using var member = site.SignIn(Role.Member, "Cleo Marsh");
        using var host = site.SignIn(Role.Host, "Dag Holm");
        using var steward = site.SignIn(Role.Steward, "Eva Berg");
        using var other = site.SignIn(Role.Host, "Finn Voss", "Elsewhere");
        using var @operator = site.SignIn(Role.Operator, "Gro Lie");
        var id = await Hold(creator, ("moderators", "Bo Tanaka"));
        using var guest = site.SignIn(Role.Guest, "Guest", guestOf: id);
        async Task<int> Edit(HttpClient http) => (int)(await http.PostAsJsonAsync($"/api/gatherings/{id}/edit", Body(("moderators", "Bo Tanaka")))).StatusCode;
        List<int> answers = [];
        foreach (var http in new[] { creator.Http, moderator.Http, member.Http, host.Http, steward.Http, other.Http, @operator.Http, guest.Http, site.Visit() })
        {
            answers.Add(await Edit(http));
        }
        Assert.Equal([200, 200, 403, 200, 200, 404, 200, 403, 401], answers);
        Assert.Equal(403, (int)(await member.Http.GetAsync($"/gatherings/{id}/edit")).StatusCode);
        Assert.Equal(403, (int)(await member.Http.PostAsync($"/gatherings/{id}/cancel", Form())).StatusCode);
        Assert.Equal(400, (int)(await site.Http.PostAsync($"/gatherings/{id}/cancel", Form())).StatusCode);
        Assert.Equal(GatheringState.Scheduled, site.Database.Read(connection => GatheringStore.StateOf(connection, new(id))));
        Assert.Equal(302, (int)(await moderator.Http.PostAsync($"/gatherings/{id}/cancel", Form())).StatusCode);
        Assert.Equal(GatheringState.Cancelled, site.Database.Read(connection => GatheringStore.StateOf(connection, new(id))));
        Assert.Equal(["You moderate \"Fog and lamps\"."], Told(site, moderator.Account.Identity, "Fog"));
    }

    [Fact]
    public async Task Who_steps_down_leaves_it_to_whoever_will_host()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        using var bo = site.SignIn(Role.Member, "Bo Tanaka");
        var id = await Hold(ada);
        await ada.Http.PostAsync($"/gatherings/{id}/step-down", Form());
        Assert.Contains("Nobody hosts it yet.", await bo.Http.GetStringAsync($"/gatherings/{id}"), StringComparison.Ordinal);
        using var hosted = JsonDocument.Parse(await (await bo.Http.PostAsync($"/api/gatherings/{id}/host", null)).Content.ReadAsStringAsync());
        Assert.Equal(("scheduled", "Bo Tanaka"), (hosted.RootElement.GetProperty("gathering").GetProperty("state").GetString(),
            hosted.RootElement.GetProperty("gathering").GetProperty("moderators")[0].GetProperty("person").GetString()));
    }

    [Fact]
    public async Task A_host_begins_a_series_moves_it_and_ends_it()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new(), new SetClock("2026-11-20T10:00Z"));
        using var host = site.SignIn(Role.Host, "Dag Holm");
        using var member = site.SignIn(Role.Member, "Ada Lindqvist");
        Assert.Equal(403, (int)(await member.Http.GetAsync("/series/new")).StatusCode);
        var begun = await host.Http.PostAsync("/series/new", Form(("Title", "Lamp hour"), ("When", "2026-12-01T16:00"), ("Minutes", "60"), ("Zone", "Europe/London"), ("Repeats", "nth"), ("Moderators", "Dag Holm, Ada Lindqvist"), ("Introductions", "on")));
        var path = begun.Headers.Location!.ToString();
        Assert.Contains("On the first Tuesday of every month at 16:00, Europe/London", await host.Http.GetStringAsync(path), StringComparison.Ordinal);
        async Task<string[]> Next()
        {
            using var answer = JsonDocument.Parse(await host.Http.GetStringAsync("/api" + path));
            return [.. answer.RootElement.GetProperty("next").EnumerateArray().Select(each => $"{each.GetProperty("state").GetString()} {each.GetProperty("starts").GetDateTimeOffset():yyyy-MM-ddTHH:mm} {each.GetProperty("moderators")[0].GetProperty("person").GetString()}")];
        }
        Assert.Equal(["scheduled 2026-12-01T16:00 Dag Holm", "scheduled 2027-01-05T16:00 Ada Lindqvist", "scheduled 2027-02-02T16:00 Dag Holm"], await Next());
        await host.Http.PostAsync(path + "/edit", Form(("Title", "Lamp hour"), ("When", "2026-12-01T18:00"), ("Minutes", "60"), ("Zone", "Europe/London"), ("Repeats", "rule"), ("Rule", "FREQ=MONTHLY;BYDAY=1TU"), ("Moderators", "Dag Holm\nAda Lindqvist")));
        Assert.Equal("scheduled 2026-12-01T18:00 Dag Holm", (await Next())[0]);
        var wrong = await host.Http.PostAsync(path + "/edit", Form(("Title", "Lamp hour"), ("When", "2026-12-01T18:00"), ("Minutes", "60"), ("Zone", "Europe/London"), ("Repeats", "rule"), ("Rule", "FREQ=NOW")));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Contains("The rule can&#x27;t be read", await wrong.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        await host.Http.PostAsync(path + "/end", Form());
        Assert.All(await Next(), each => Assert.StartsWith("cancelled", each, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_topic_is_proposed_backed_and_hosted()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        using var bo = site.SignIn(Role.Member, "Bo Tanaka");
        using var stranger = site.SignIn(Role.Member, "Finn Voss", "Elsewhere");
        await ada.Http.PostAsync("/proposals", Form(("title", "Fog signals"), ("why", "They rust.")));
        await using var watched = await chromium.Open(site.Url, cookie: bo.Cookie);
        await watched.Page.GotoAsync("/gatherings");
        await watched.Page.ClickAsync(".proposals button:has-text('Back it')");
        await Assertions.Expect(watched.Page.Locator(".proposals .row > .small").First).ToHaveTextAsync("2 backers");
        await watched.Page.ClickAsync(".proposals >> text=I will host");
        await watched.Page.IsAt("**/gatherings/new?*");
        Assert.Equal("Fog signals", await watched.Page.InputValueAsync("#title"));
        await watched.Page.ClickAsync("main form.plan button");
        await Assertions.Expect(watched.Page.Locator(".coming > p")).ToHaveTextAsync("1 person may come.");
        Assert.Single(Told(site, ada.Account.Identity, "which you backed"));
        Assert.Equal(404, (int)(await stranger.Http.PostAsync("/api/proposals/1/back", null)).StatusCode);
        Assert.Equal("[]", await bo.Http.GetStringAsync("/api/proposals"));
    }

    [Fact]
    public async Task What_is_typed_anywhere_stays_words()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var host = site.SignIn(Role.Host, "Dag " + Hostile);
        await host.Http.PostAsync("/gatherings/new", Form(("Title", Hostile), ("When", "2099-06-01T16:00"), ("Minutes", "60"), ("Zone", "Europe/London"), ("Framing", Hostile), ("Questions", $"{Hostile}\n{Hostile} | {Hostile}a | b")));
        await host.Http.PostAsync("/series/new", Form(("Title", Hostile), ("When", "2099-06-01T16:00"), ("Minutes", "60"), ("Zone", "Europe/London"), ("Framing", Hostile), ("Questions", Hostile)));
        await host.Http.PostAsync("/proposals", Form(("title", Hostile), ("why", Hostile)));
        await using var watched = await chromium.Open(site.Url, cookie: host.Cookie);
        var id = site.Database.Read(connection => GatheringStore.Upcoming(connection, Reader.Member)).First(each => each.Series is null).Id;
        foreach (var path in new[] { "/", "/gatherings", $"/gatherings/{id}", $"/gatherings/{id}/edit", "/series/1", "/series/1/edit", $"/gatherings/new?copy={id}", "/gatherings/new?proposal=1" })
        {
            await watched.Page.GotoAsync(path);
            Assert.Equal((path, false, 0), (path, await watched.Page.EvaluateAsync<bool>("window.ran === true"), await watched.Page.Locator("main script, main img").CountAsync()));
        }
        Assert.Empty(watched.Complaints);
    }

    [Theory]
    [InlineData(390, false)]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    [InlineData(1280, true)]
    public async Task Every_page_fits_names_its_fields_and_has_one_heading(int width, bool dark)
    {
        await using var site = await RunningSite.Start(Engine.Sqlite, new(), new SetClock("2026-11-20T10:00Z"));
        using var host = site.SignIn(Role.Host, "Dag Holm");
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        await Fill(host, ada);
        var id = site.Database.Read(connection => GatheringStore.Upcoming(connection, Reader.Member)).First(each => each.Series is null).Id;
        await using var watched = await chromium.Open(site.Url, width, dark, cookie: host.Cookie);
        foreach (var path in new[] { "/", "/gatherings", $"/gatherings/{id}", "/gatherings/new", $"/gatherings/{id}/edit", "/series/1", "/series/new", "/series/1/edit" })
        {
            await watched.Page.GotoAsync(path);
            Assert.Equal((path, 0, 1, 0), (path,
                Math.Max(0, await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth")), await watched.Page.Locator("h1").CountAsync(),
                await watched.Page.EvaluateAsync<int>("[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(field => !field.labels?.length && !field.getAttribute('aria-label')).length")));
            Assert.Equal((path, ""), (path, await watched.Page.EvaluateAsync<string>("[...document.querySelectorAll('[id]')].map(each => each.id).filter((id, at, all) => all.indexOf(id) !== at).join()")));
        }
        Assert.Empty(watched.Complaints);
    }

    [Fact]
    public async Task The_form_is_filled_in_with_the_keyboard_alone_and_knows_where_the_reader_is()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var ada = site.SignIn(Role.Member, "Ada Lindqvist");
        await using var watched = await chromium.Open(site.Url, cookie: ada.Cookie);
        var page = watched.Page;
        await page.GotoAsync("/gatherings/new");
        var here = await page.EvaluateAsync<string>("Intl.DateTimeFormat().resolvedOptions().timeZone");
        Assert.Equal(here, await page.InputValueAsync("#zone"));
        await page.FocusAsync("#title");
        await page.Keyboard.TypeAsync("By keyboard");
        await page.FocusAsync("#lines");
        await page.Keyboard.TypeAsync("One (10)");
        Assert.Equal("15 of 60 minutes are planned.", await page.TextContentAsync("#sum"));
        for (var i = 0; i < 20 && !await page.EvaluateAsync<bool>("document.activeElement.matches('form.plan button')"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }
        await page.Keyboard.PressAsync("Enter");
        await page.IsAt(new Regex("/[0-9]+$"));
        Assert.Equal("By keyboard", await page.TextContentAsync("h1"));
    }

    internal static async Task Fill(SignedIn host, SignedIn member)
    {
        await Hold(host, ("title", "Fog, and what to do about it"), ("when", "2026-12-01T16:00"), ("framing", "Half of us have **fog signals** nobody hears. What works?\n\n- bells\n- horns"), ("questions", "What have you tried? (15)\nWhat failed, and why? (20)\nWhich would you keep? | Bells | Horns | Neither (10)"));
        await Hold(member, ("title", "Paint that stays"), ("when", "2026-12-10T18:00"), ("kind", "meeting"), ("visibility", "public"));
        await host.Http.PostAsync("/series/new", Form(("Title", "Lamp hour"), ("When", "2026-12-01T16:00"), ("Minutes", "60"), ("Zone", "Europe/London"), ("Framing", "An hour about lamps, each week."), ("Moderators", "Dag Holm, Ada Lindqvist"), ("Introductions", "on"), ("Questions", "What did you mend this week? (15)")));
        await host.Http.PostAsync("/series/new", Form(("Title", "Open floor"), ("When", "2026-12-04T12:00"), ("Minutes", "45"), ("Zone", "America/New_York"), ("Repeats", "last")));
        await member.Http.PostAsync("/proposals", Form(("title", "Foghorns at night"), ("why", "Our neighbours *complain*.")));
        await host.Http.PostAsync("/proposals", Form(("title", "Batteries")));
    }

    private static string[] Told(RunningSite site, Kith.People.IdentityId who, string word) =>
        [.. site.Database.Read(connection => Notices.Of(connection, [who])).Select(each => each.Text).Where(text => text.Contains(word, StringComparison.Ordinal))];

    internal static async Task<long> Hold(SignedIn who, params (string Name, string Value)[] fields)
    {
        var answer = await who.Http.PostAsJsonAsync("/api/gatherings", Body(fields));
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return long.Parse(answer.Headers.Location!.ToString().Split('/')[^1]);
    }

    private static Dictionary<string, string> Body(params (string Name, string Value)[] fields)
    {
        var body = new Dictionary<string, string> { ["title"] = "Fog and lamps", ["when"] = "2099-06-01T16:00", ["zone"] = "Europe/London", ["questions"] = "What is fog? (10)" };
        foreach (var (name, value) in fields)
        {
            body[name] = value;
        }
        return body;
    }

    internal static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));
}
