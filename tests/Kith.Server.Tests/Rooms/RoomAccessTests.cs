using Kith.Server.Tests.Shared;
using Kith.Store;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Rooms;

/// <summary>The room by keyboard, by ear, on a phone, and calmly.</summary>
public sealed class RoomAccessTests(Chromium chromium)
{
    [Fact]
    public async Task What_is_new_is_told_in_short_and_the_log_is_never_read_again()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await live.Say(live.Bo, "from before");
        await using var ann = await chromium.Open(live.Site.Url, cookie: live.Ann.Cookie);
        await ann.Page.Clock.InstallAsync();
        await ann.Page.GotoAsync(live.Path);
        await ann.Listen();
        await live.Ask(1);
        await live.Say(live.Bo, "hello **there**");
        await ann.Sees("hello there");
        await ann.Hears("Bo Tanaka: hello there");
        // The page's time stands still while they talk: however slow the machine is, it is fast to them.
        await ann.Page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddMinutes(1).UtcDateTime);
        foreach (var i in Enumerable.Range(1, 6))
        {
            await live.Say(i % 2 == 0 ? live.Bo : live.Cy, $"fast {i}");
        }
        await ann.Sees("fast 6");
        await ann.Page.Clock.ResumeAsync();
        await ann.Hears("6 new entries, from");
        await live.Say(live.Bo, "@Ann Lind look");
        var told = await ann.Hears("Bo Tanaka: @Ann Lind look");
        Assert.Contains(told, text => text.StartsWith("Q1: Introductions", StringComparison.Ordinal));
        Assert.DoesNotContain(told, text => text.Contains("from before", StringComparison.Ordinal));
        Assert.Equal(0, await ann.Page.Locator("[aria-live] .entry, [role=log], [role=status] .entry").CountAsync());
    }

    [Fact]
    public async Task Nothing_takes_the_keyboard_away_from_whoever_types_or_chooses()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        var seq = await live.Say(live.Bo, "one");
        await live.Do(live.Cy, $"messages/{seq}/react", new { sign = "heart" });
        await using var ann = await live.Open(chromium, live.Ann);
        await ann.Page.FocusAsync("#text");
        await live.Ask(1);
        await ann.Shows("#now", "Introductions");
        Assert.Equal("text", await ann.Page.EvaluateAsync<string>("document.activeElement.id"));
        await ann.Page.FocusAsync("#m1 .sign");
        await live.Do(live.Gus, $"messages/{seq}/react", new { sign = "heart" });
        await ann.Shows("#m1 .sign", "2");
        Assert.True(await ann.Page.EvaluateAsync<bool>("document.activeElement.matches('#m1 .sign')"));
    }

    [Fact]
    public async Task The_keyboard_alone_is_enough()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await live.Open(chromium, live.Ann);
        await live.Say(live.Bo, "one");
        await ann.Sees("one");
        await ann.Page.Keyboard.PressAsync("?");
        await Assertions.Expect(ann.Page.Locator("dialog[open]")).ToContainTextAsync("go to the end");
        await ann.Page.Keyboard.PressAsync("Escape");
        await ann.Has("dialog[open]", 0);
        await ann.Page.Keyboard.PressAsync("c");
        await ann.Page.Keyboard.TypeAsync("hello @bo");
        await ann.Has("#names [role=option]", 1);
        Assert.Equal("name-0", await ann.Page.GetAttributeAsync("#text", "aria-activedescendant"));
        await ann.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("hello @Bo Tanaka ", await ann.Page.InputValueAsync("#text"));
        await ann.Page.Keyboard.TypeAsync("n?");
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Sees("hello @Bo Tanaka n?");
        Assert.Equal($"m{live.Bo.Account.Identity}", live.Entries[1].Message.Addressed.Stored);
        await ann.Page.FocusAsync("#m1 .more");
        await ann.Page.Keyboard.PressAsync("Enter");
        Assert.Equal("Reply", await ann.Page.EvaluateAsync<string>("document.activeElement.textContent"));
        await ann.Page.Keyboard.PressAsync("Escape");
        Assert.True(await ann.Page.EvaluateAsync<bool>("document.activeElement.matches('#m1 .more')"));
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Page.Keyboard.TypeAsync("a reply");
        await ann.Page.Keyboard.PressAsync("Enter");
        await ann.Shows("#m3 .answers", "to Bo Tanaka: one");
    }

    [Fact]
    public async Task Single_keys_can_be_switched_off_and_members_never_ask_by_key()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await live.Open(chromium, live.Ann);
        await ann.Page.Keyboard.PressAsync("n");
        await ann.Page.Keyboard.PressAsync("F8");
        await using var mo = await live.Open(chromium, live.Mo);
        await mo.Page.ClickAsync("text=View");
        await mo.Page.UncheckAsync("dialog[open] input[name=keys]");
        await mo.Page.ClickAsync("dialog[open] >> text=Done");
        await mo.Has("dialog[open]", 0);
        await mo.Page.Keyboard.PressAsync("n");
        await mo.Page.Keyboard.PressAsync("F8");
        await mo.Shows("#now", "Introductions");
        await mo.Shows("#ask-next", "Q2");
        Assert.Single(live.Entries);
    }

    [Fact]
    public async Task A_key_that_is_held_down_asks_one_question()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var mo = await live.Open(chromium, live.Mo);
        await mo.Page.Keyboard.DownAsync("F8");
        await mo.Shows("#ask-next", "Q2");
        await mo.Page.Keyboard.DownAsync("F8");
        await mo.Page.Keyboard.UpAsync("F8");
        await mo.Page.SelectOptionAsync("#pace", "30");
        await mo.Page.ClickAsync("text=Set");
        await mo.Shows("#state", "slow mode");
        Assert.Single(live.Entries);
        // What was chosen stands there after it was set.
        await Assertions.Expect(mo.Page.Locator("#pace option[selected]")).ToHaveTextAsync("30 seconds");
        await Assertions.Expect(mo.Page.Locator("#pace")).ToHaveValueAsync("30");
    }

    [Fact]
    public async Task On_a_phone_the_next_question_is_one_tap_away_and_whoever_looks_aside_finds_back()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var mo = await live.Open(chromium, live.Mo, 390);
        await using var visitor = await live.Open(chromium, null, 390);
        await mo.Page.ClickAsync("#ask-here");
        await visitor.Shows("#now", "Q1");
        await mo.Shows("#ask-here", "Ask Q2");
        await visitor.Page.ClickAsync("text=Questions and people");
        await visitor.Page.ClickAsync("text=Back to what is said");
        await Assertions.Expect(visitor.Page.Locator("#side")).ToBeHiddenAsync();
        await mo.Page.ClickAsync("text=Questions and people");
        await mo.Page.ClickAsync("summary >> text=End the hour");
        await mo.Page.ClickAsync("#end");
        await mo.Shows(".lead-part", "Write the recap");
        Assert.Empty(mo.Complaints);
    }

    [Fact]
    public async Task The_calm_view_pauses_and_shows_only_what_is_wanted_and_is_remembered()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await live.Ask(1);
        await live.Say(live.Bo, "to the first", live.Questions[0].Id);
        await live.Ask(2);
        await using var ann = await live.Open(chromium, live.Ann);
        await ann.Page.Keyboard.PressAsync("p");
        await live.Say(live.Bo, "to the second", live.Questions[1].Id);
        await live.Say(live.Bo, "@Ann Lind hello");
        await ann.Shows(".ways", "Go on: 2 new");
        await ann.Has("#log .entry", 3);
        await ann.Page.Keyboard.PressAsync("p");
        await ann.Has("#log .entry:visible", 5);
        await ann.Page.Keyboard.PressAsync("q");
        await ann.Has("#log .entry:visible", 3);
        await ann.Page.ReloadAsync();
        await ann.Has("#log .entry:visible", 3);
        await ann.Page.Keyboard.PressAsync("q");
        await ann.Page.Keyboard.PressAsync("m");
        await ann.Has("#log .entry:visible", 3);
        await ann.Shows(".calm", "what concerns you; 2 entries are hidden");
        await ann.Page.ClickAsync(".calm button");
        await ann.Has("#log .entry:visible", 5);
    }

    [Fact]
    public async Task The_page_stays_where_its_reader_is_and_says_what_came()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        for (var i = 0; i < 30; i++)
        {
            await live.Say(i % 2 == 0 ? live.Bo : live.Cy, $"line {i}");
        }
        await using var ann = await live.Open(chromium, live.Ann);
        await live.Say(live.Bo, "at the end");
        await Assertions.Expect(ann.Page.Locator("#m31")).ToBeInViewportAsync();
        await ann.Page.EvaluateAsync("scrollTo(0, 0)");
        await live.Say(live.Bo, "below");
        await live.Say(live.Bo, "further below");
        await ann.Shows(".jump", "2 new");
        Assert.Equal(0, await ann.Page.EvaluateAsync<double>("scrollY"));
        await ann.Page.ClickAsync(".jump");
        await Assertions.Expect(ann.Page.Locator("#m33")).ToBeInViewportAsync();
        await Assertions.Expect(ann.Page.Locator(".jump")).ToBeHiddenAsync();
    }

    [Theory]
    [InlineData(390, false)]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    public async Task No_part_of_the_room_is_wider_than_the_window_or_without_a_name(int width, bool dark)
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await live.Ask(1);
        await live.Say(live.Ann, "a-very-long-word-" + new string('x', 300));
        await live.Say(live.Bo, "| a | b |\n|---|---|\n| 1 | 2 |\n\n```\n" + new string('y', 300) + "\n```");
        await live.Do(live.Ann, "audience", new { text = "Why " + new string('z', 200) });
        foreach (var who in (SignedIn?[])[live.Mo, live.Ann, null])
        {
            await using var page = await live.Open(chromium, who, width, dark);
            await page.Sees("a-very-long-word");
            Assert.True(await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0);
            Assert.Equal(1, await page.Page.Locator("h1").CountAsync());
            Assert.Equal(0, await page.Page.EvaluateAsync<int>("[...document.querySelectorAll('input:not([type=hidden]), select, textarea')].filter(field => !field.labels?.length && !field.getAttribute('aria-label')).length"));
            Assert.Equal(0, await page.Page.EvaluateAsync<int>("[...document.querySelectorAll('a, button')].filter(each => !(each.textContent.trim() || each.getAttribute('aria-label'))).length"));
            Assert.Empty(await page.Page.EvaluateAsync<string[]>("[...document.querySelectorAll('[id]')].map(each => each.id).filter((id, i, all) => all.indexOf(id) !== i)"));
            if (width == 390 && who is not null)
            {
                await page.Page.ClickAsync(".ways a");
                await Assertions.Expect(page.Page.Locator("#questions")).ToBeVisibleAsync();
                Assert.True(await page.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0);
                await page.Page.ClickAsync(".back a");
                await Assertions.Expect(page.Page.Locator("#questions")).ToBeHiddenAsync();
            }
            Assert.Empty(page.Complaints);
        }
    }
}
