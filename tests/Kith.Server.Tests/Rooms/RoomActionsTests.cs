using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Gatherings;
using Kith.Rooms;
using Kith.Server.Tests.Accounts;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Rooms;

/// <summary>What may be done in a room, by whom, with JSON and by forms.</summary>
public sealed class RoomActionsTests(Chromium chromium)
{
    private const int Unknown = 404, NotYours = 403, NobodyKnown = 401;

    // What only whoever leads the gathering may do, and what everybody may who speaks there.
    private static (string What, object Body)[] Leading(LiveSite live) =>
    [
        ("open", new { }), ("end", new { }), ("pace", new { seconds = 10 }), ($"questions/{live.Questions[1].Id}/ask", new { }), ($"questions/{live.Questions[0].Id}/close", new { }),
        ("questions/add", new { text = "Mine?" }), ("mute", new { who = live.Cy.Account.Identity.Value, reason = "no" }), ("unmute", new { who = live.Cy.Account.Identity.Value }),
        ("audience/1/ask", new { when = "now" }), ("audience/1/merge", new { into = 2 }), ("audience/1/aside", new { word = "no" }), ("backchannel", new { text = "hello" }),
    ];

    private static (string What, object Body)[] Speaking(LiveSite live) =>
    [
        ($"questions/{live.Questions[0].Id}/vote", new { option = 0 }), ("messages/2/edit", new { text = "other words" }), ("messages/2/remove", new { reason = "no" }),
        ("messages/2/react", new { sign = "thanks" }), ("audience", new { text = "Why?" }), ("audience/1/back", new { }), ("decisions", new { text = "Decided." }),
        ("actions", new { text = "Do it.", who = "Ann Lind" }), ("read", new { seq = 1 }),
    ];

    [Fact]
    public async Task After_a_form_one_reads_on_where_it_stood_and_nowhere_that_no_address_can_say()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        foreach (var (to, place) in ((string, string)[])[("%23audience-title", "#audience-title"), ("%23a%0D%0AX-Evil:%20yes", ""), ("%23%C3%BC", ""), ("/elsewhere", ""), ("", "")])
        {
            var answer = await live.Ann.Http.Send($"{live.Path}/audience?to={to}", ("text", "Why?"));
            Assert.Equal((HttpStatusCode.SeeOther, live.Path + place), (answer.StatusCode, answer.Headers.Location?.ToString()));
        }
    }

    // The one is what no text can hold; the other is more than a form may.
    [Fact]
    public async Task A_form_that_cannot_be_read_is_told_so()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        foreach (var fields in ((string, string)[][])[[("text", "a\0b")], [.. Enumerable.Range(0, 2000).Select(i => ($"field{i}", "x"))]])
        {
            var answer = await live.Ann.Http.Send($"{live.Path}/messages", fields);
            Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
            Assert.Contains("What was sent can&#x27;t be read.", await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory, EachEngine]
    public async Task Every_action_is_refused_to_whoever_may_not_do_it(Engine engine)
    {
        await using var live = await LiveSite.Start(engine, Visibility.Community, ConversationKind.Meeting);
        await live.Ask(1);
        await live.Say(live.Ann, "Ann's own words");
        await live.Do(live.Ann, "audience", new { text = "One?" });
        await live.Do(live.Ann, "audience", new { text = "Two?" });
        using var stranger = live.Site.SignIn(Role.Steward, "Sten", "Elsewhere");
        using var otherGuest = live.Site.SignIn(Role.Guest, "Gert", guestOf: live.Another());
        using var visitor = live.Site.Visit();
        var before = Number(live);
        foreach (var (what, body) in Leading(live))
        {
            Assert.Equal((what, NotYours), (what, await live.Do(live.Ann, what, body)));
            Assert.Equal((what, NotYours), (what, await live.Do(live.Gus, what, body)));
        }
        foreach (var (what, body) in (((string What, object Body)[])[.. Leading(live), .. Speaking(live)]))
        {
            Assert.Equal((what, Unknown), (what, await live.Do(stranger, what, body)));
            Assert.Equal((what, Unknown), (what, await live.Do(otherGuest, what, body)));
            Assert.Equal((what, NobodyKnown), (what, (int)(await visitor.PostAsJsonAsync($"/api{live.Path}/{what}", body)).StatusCode));
            Assert.Equal((what, what == "read" ? HttpStatusCode.NotFound : HttpStatusCode.Unauthorized), (what, (await visitor.PostAsync($"{live.Path}/{what}", new FormUrlEncodedContent([]))).StatusCode));
        }
        Assert.Equal(NotYours, await live.Do(live.Bo, "messages/2/edit", new { text = "not mine" }));
        Assert.Equal(NotYours, await live.Do(live.Bo, "messages/2/remove", new { reason = "not mine" }));
        Assert.Equal(NotYours, await live.Do(live.Gus, "decisions", new { text = "Decided." }));
        Assert.Equal(before, Number(live));
    }

    [Theory, EachEngine]
    public async Task Hosts_stewards_and_operators_lead_every_gathering_of_their_community(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        foreach (var role in (Role[])[Role.Host, Role.Steward, Role.Operator])
        {
            using var one = live.Site.SignIn(role, $"One {role}");
            Assert.Equal((role, 204), (role, await live.Do(one, "pace", new { seconds = (int)role })));
            Assert.Equal((role, 204), (role, await live.Do(one, "backchannel", new { text = "I am here." })));
        }
        var backchannel = live.Site.Database.Read(connection => GatheringStore.Find(connection, Reader.Member, new(live.Id)))!.Backchannel!.Value;
        Assert.Equal(3, live.Site.Database.Read(connection => RoomEntries.From(connection, backchannel)).Count);
        Assert.Equal(HttpStatusCode.NotFound, (await live.Ann.Http.GetAsync($"/api/gatherings/{backchannel}/events")).StatusCode);
        Assert.DoesNotContain("I am here.", await live.Ann.Http.GetStringAsync(live.Path));
        Assert.Contains("I am here.", await live.Mo.Http.GetStringAsync(live.Path));
    }

    [Theory, EachEngine]
    public async Task A_meeting_writes_down_decisions_and_actions(Engine engine)
    {
        await using var live = await LiveSite.Start(engine, kind: ConversationKind.Meeting);
        await live.Ask(1);
        await using var ann = await live.Open(chromium, live.Ann);
        await ann.Page.FillAsync("#decision", "We paint it red.");
        await ann.Page.PressAsync("#decision", "Enter");
        await ann.Shows(".decision", "Decision");
        await ann.Page.ClickAsync("text=Somebody is to do something");
        await ann.Page.FillAsync("#action-text", "Buy paint.");
        await ann.Page.FillAsync("#action-who", "Bo Tanaka, mo berg");
        await ann.Page.FillAsync("#action-due", "2027-02-01");
        await ann.Page.PressAsync("#action-text", "Enter");
        await ann.Shows(".action .kind", "Action: Bo Tanaka, Mo Berg, by 1 Feb 2027");
        Assert.Equal([live.Questions[0].Id, live.Questions[0].Id], live.Entries.Skip(1).Select(entry => entry.Message.Question!.Value));
        await Assertions.Expect(ann.Page.Locator("#action-text")).ToHaveValueAsync("");
        await ann.Page.FillAsync("#action-text", "Paint.");
        await ann.Page.FillAsync("#action-who", "Nobody Known");
        await ann.Page.PressAsync("#action-text", "Enter");
        await ann.Shows("#line", "Nobody here is called Nobody Known.");
    }

    [Theory]
    [InlineData("messages/1/react", """{"sign":"skull"}""", 400, "is not a sign of this room")]
    [InlineData("messages/99/react", """{"sign":"thanks"}""", 404, "There is no such message here.")]
    [InlineData("messages/1/edit", """{"text":" "}""", 400, "The text is empty.")]
    [InlineData("messages/1/remove", """{"reason":""}""", 400, "The reason is empty.")]
    [InlineData("pace", """{"seconds":"often"}""", 400, "What was sent can't be read.")]
    [InlineData("pace", """{"seconds":100000}""", 400, "is not possible")]
    [InlineData("pace", "[", 400, "What was sent can't be read.")]
    [InlineData("questions/add", """{"text":"Which?","options":"only one"}""", 400, "A poll needs something to choose from.")]
    [InlineData("questions/9999/ask", "{}", 404, "There is no such question here.")]
    [InlineData("decisions", """{"text":"We did."}""", 409, "This is not a meeting.")]
    public async Task What_can_not_be_done_is_said_in_a_sentence(string what, string body, int status, string sentence)
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await live.Say(live.Ann, "hello");
        var answer = await live.Mo.Http.PostAsync($"/api{live.Path}/{what}", new StringContent(body, System.Text.Encoding.UTF8, "application/json"));
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Contains(sentence, await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task Slow_mode_says_how_long_to_wait()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await live.Do(live.Mo, "pace", new { seconds = 60 });
        await live.Say(live.Ann, "one");
        var answer = await live.Ann.Http.PostAsJsonAsync($"/api{live.Path}/messages", new { key = "two", text = "two" });
        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Theory, EachEngine]
    public async Task Without_script_everything_is_a_form(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        await using var mo = await live.Open(chromium, live.Mo, script: false);
        await using var ann = await live.Open(chromium, live.Ann, width: 390, script: false);
        await mo.Page.ClickAsync("#ask-next");
        await mo.Shows("#now", "Introductions");
        await ann.Page.ReloadAsync();
        await ann.Page.FillAsync("#text", "I am Ann.");
        await ann.Page.ClickAsync("#send");
        await ann.Sees("I am Ann.");
        await mo.Page.ReloadAsync();
        await mo.Page.Locator(".entry", new() { HasText = "I am Ann." }).Locator(".more").ClickAsync();
        await mo.Page.IsAt("**/messages/2*");
        await mo.Page.ClickAsync("text=Thanks");
        await mo.Shows(".signs", "1");
        await mo.Page.Locator(".entry", new() { HasText = "I am Ann." }).Locator(".more").ClickAsync();
        await mo.Page.IsAt("**/messages/2*");
        await mo.Page.FillAsync("#text", "Welcome!");
        await mo.Page.ClickAsync("#send");
        await mo.Shows(".entry:last-of-type .answers", "to Ann Lind: I am Ann.");
        await ann.Page.ReloadAsync();
        await ann.Page.Locator(".entry", new() { HasText = "I am Ann." }).Locator(".more").First.ClickAsync();
        await ann.Page.FillAsync("#edit-text", "I am Ann Lind.");
        await ann.Page.ClickAsync("text=Save");
        await ann.Shows("#m2 .words", "I am Ann Lind.");
        await ann.Shows("#m2 header", "edited");
        await ann.Page.ClickAsync(".ways a");
        await ann.Page.FillAsync("#propose", "Why?");
        await ann.Page.ClickAsync("text=Propose");
        await ann.Shows("#audience", "Why?");
        await mo.Page.ReloadAsync();
        await mo.Page.ClickAsync(".decide");
        await mo.Page.FillAsync("#word", "tomorrow");
        await mo.Page.ClickAsync("text=Set aside");
        await mo.Shows("#audience", "set aside: tomorrow");
        await mo.Page.FillAsync("#whisper", "All well.");
        await mo.Page.ClickAsync("#backchannel button");
        await mo.Shows("#whispers", "All well.");
        await mo.Page.ClickAsync("summary >> text=End the hour");
        await mo.Page.ClickAsync("#end");
        await Assertions.Expect(mo.Page.Locator("#end")).ToHaveCountAsync(0);
        Assert.Equal(GatheringState.Ended, live.Site.Database.Read(connection => GatheringStore.StateOf(connection, new(live.Id))));
        Assert.Equal(["Introductions: who are you, and what brings you here?", "I am Ann Lind.", "Welcome!"], live.Entries.Select(entry => entry.Message.Body));
        // Whoever has no script has read to the end of what they were shown.
        Assert.Equal(3, live.Site.Database.Read(connection => Attendances.Find(connection, new(live.Id), live.Mo.Account.Identity))!.ReadTo);
    }

    // Programs that check links and servers ask for heads alone.
    [Fact]
    public async Task Whoever_asks_for_the_head_of_a_room_was_not_there()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        Attendance? Sat() => live.Site.Database.Read(connection => Attendances.Find(connection, new(live.Id), live.Cy.Account.Identity));
        foreach (var path in (string[])[live.Path, $"{live.Path}/seen/1.svg"])
        {
            using var head = await live.Cy.Http.SendAsync(new(HttpMethod.Head, path));
            Assert.Equal((path, System.Net.HttpStatusCode.OK, null), (path, head.StatusCode, Sat()));
        }
        await live.Cy.Http.GetStringAsync(live.Path);
        Assert.NotNull(Sat());
    }

    [Theory, EachEngine]
    public async Task Guests_are_told_the_names_of_those_who_are_there_and_not_who_else_is_a_member(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        await live.Say(live.Bo, "hello");
        Assert.Equal(["Bo Tanaka", "Gus", "Mo Berg"], await Names(live.Gus));
        // Nor can they find out by naming somebody.
        await live.Say(live.Gus, "@Bo Tanaka, is @Cy Okafor one of you?");
        Assert.Equal([live.Bo.Account.Identity], live.Entries[^1].Message.Addressed.Names.Select(name => name.To));
        await live.Say(live.Ann, "@Cy Okafor is.");
        Assert.Equal([live.Cy.Account.Identity], live.Entries[^1].Message.Addressed.Names.Select(name => name.To));
        Assert.Superset(new HashSet<string> { "Ann Lind", "Bo Tanaka", "Cy Okafor", "Mo Berg" }, (await Names(live.Ann)).ToHashSet());

        async Task<List<string>> Names(SignedIn who) =>
            [.. JsonDocument.Parse(await who.Http.GetStringAsync($"/api{live.Path}/people")).RootElement.EnumerateArray().Select(one => one.GetProperty("name").GetString()!)];
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task What_can_be_done_with_the_latest_entry_is_not_hidden_under_the_composer(int width)
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        foreach (var i in Enumerable.Range(1, 30))
        {
            await live.Say(i % 2 == 0 ? live.Ann : live.Bo, $"Fathom {i}.");
        }
        await using var mo = await live.Open(chromium, live.Mo, width);
        await mo.Page.Locator("#log .entry", new() { HasText = "Fathom 30." }).Locator(".more").ClickAsync();
        await mo.Page.WaitForFunctionAsync("() => document.querySelector('.tools').getBoundingClientRect().bottom <= document.querySelector('#composer').getBoundingClientRect().top");
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Nothing_in_a_room_touches_what_stands_above_it(int width)
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await live.Ask(1);
        await live.Say(live.Ann, "I am Ann.");
        await live.Do(live.Mo, "mute", new { who = live.Cy.Account.Identity.Value, reason = "shouting" });
        await using var mo = await live.Open(chromium, live.Mo, width);
        Assert.Empty(await mo.Page.WhatTouches(".talk"));
        await mo.Page.GotoAsync($"{live.Path}#side");
        Assert.Empty(await mo.Page.WhatTouches("#side"));
        await live.Do(live.Mo, "end");
        foreach (var path in (string[])[live.Path, $"{live.Path}/room", $"{live.Path}/recap/edit", $"{live.Path}/messages/1"])
        {
            await mo.Page.GotoAsync(path);
            Assert.Equal((path, ""), (path, string.Join("; ", await mo.Page.WhatTouches())));
        }
    }

    [Fact]
    public async Task A_visitor_is_told_that_the_audience_has_proposed_nothing_until_it_has()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var visitor = await live.Open(chromium, null);
        await visitor.Shows("#nobody-asked:visible", "Nobody has proposed a question yet.");
        await live.Do(live.Ann, "audience", new { text = "Who has a spare anchor?" });
        await visitor.Shows("#audience", "Who has a spare anchor?");
        await visitor.Has("#nobody-asked:visible", 0);
        await using var ann = await live.Open(chromium, live.Ann);
        await ann.Has("#nobody-asked", 0);
    }

    [Fact]
    public async Task Nothing_is_proposed_to_be_asked_in_an_hour_that_is_over()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        Assert.Contains("Propose a question", await live.Ann.Http.GetStringAsync(live.Path));
        await live.Do(live.Mo, "end");
        var room = await live.Ann.Http.GetStringAsync($"{live.Path}/room");
        Assert.DoesNotContain("Propose a question", room);
        Assert.Contains("Nobody has proposed a question.", room);
        Assert.Contains("Add a late answer", room);
        Assert.Equal(409, await live.Do(live.Ann, "audience", new { text = "Late?" }));
        Assert.Equal(HttpStatusCode.Conflict, (await live.Ann.Http.Send($"{live.Path}/audience", ("text", "Late?"))).StatusCode);
        Assert.Contains("Nobody has proposed a question.", await live.Ann.Http.GetStringAsync($"{live.Path}/room"));
    }

    [Fact]
    public async Task A_visitor_reads_along_and_is_told_how_to_take_part()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var visitor = await live.Open(chromium, null);
        await live.Say(live.Ann, "For everybody.");
        await visitor.Sees("For everybody.");
        await visitor.Shows(".talk > .note:not(.calm)", "Sign in to take part");
        await visitor.Has("#composer, .more:visible, .decide:visible", 0);
        Assert.Empty(visitor.Complaints);
    }

    [Fact]
    public async Task Script_in_any_field_stays_text()
    {
        const string Evil = "<script>window.evil = 1</script><img src=x onerror=\"window.evil = 1\">";
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await live.Open(chromium, live.Ann);
        await live.Do(live.Mo, "questions/add", new { text = Evil, options = $"{Evil}\nother", when = "now" });
        var seq = await live.Say(live.Bo, Evil);
        await live.Say(live.Cy, "to be removed", replyTo: seq);
        await live.Do(live.Mo, "messages/3/remove", new { reason = Evil });
        await live.Do(live.Bo, "audience", new { text = Evil });
        await live.Do(live.Mo, "audience/1/aside", new { word = Evil });
        await live.Do(live.Mo, "mute", new { who = live.Ann.Account.Identity.Value, reason = Evil });
        await ann.Shows("#muted", "<script>");
        await ann.Shows("#audience", "onerror");
        await ann.Page.ReloadAsync();
        await ann.Shows(".removed", "<script>");
        Assert.Equal((false, 0), (await ann.Page.EvaluateAsync<bool>("'evil' in window"), await ann.Page.Locator("#room img, #room script").CountAsync()));
        Assert.Empty(ann.Complaints);
    }

    private static long Number(LiveSite live) => live.Site.Database.Read(connection => ChangeStore.Last(connection, new(live.Id)))!.Value;
}
