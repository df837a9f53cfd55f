using Kith.Server.Tests.Gatherings;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Rooms;

/// <summary>Bad networks: what is written goes out once, what was missed is found again.</summary>
public sealed class RoomNetworkTests(Chromium chromium)
{
    // The server took it, and the answer was lost on the way: the hardest case.
    [Theory, EachEngine]
    public async Task A_message_whose_answer_was_lost_is_said_once(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        await using var ann = await live.Open(chromium, live.Ann);
        var tries = 0;
        await ann.Page.RouteAsync("**/messages", async route =>
        {
            if (++tries <= 2)
            {
                await route.FetchAsync();
                await route.AbortAsync();
                return;
            }
            await route.ContinueAsync();
        });
        await ann.Say("Once.");
        await ann.Sees("Once.");
        await ann.Has("#waiting li", 0);
        Assert.Equal((3, 1), (tries, live.Entries.Count));
    }

    // The line died without a word: nothing comes back, and nothing says that nothing will.
    [Fact]
    public async Task A_message_that_gets_no_answer_is_sent_again()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await chromium.Open(live.Site.Url, cookie: live.Ann.Cookie);
        await ann.Page.Clock.InstallAsync();
        await ann.Page.GotoAsync(live.Path);
        var (tries, first) = (0, new TaskCompletionSource());
        await ann.Page.RouteAsync("**/messages", route =>
        {
            if (++tries > 1)
            {
                return route.ContinueAsync();
            }
            first.SetResult();
            return Task.CompletedTask;
        });
        await ann.Say("Once.");
        await first.Task;
        await ann.Page.Clock.FastForwardAsync(20_000);
        await ann.Sees("Once.");
        await ann.Has("#waiting li", 0);
        Assert.Equal((2, 1), (tries, live.Entries.Count));
    }

    // Tabs send one at a time: between the last answer and the end of a turn somebody may write on.
    [Fact]
    public async Task What_is_written_while_the_turn_is_given_back_goes_out_too()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await chromium.Open(live.Site.Url, cookie: live.Ann.Cookie);
        await ann.Page.AddInitScriptAsync(
            """
            navigator.locks.request = async (name, work) => {
              await work();
              await new Promise(resolve => { window.giveBack = resolve; });
            };
            """);
        await ann.Page.GotoAsync(live.Path);
        await ann.Page.EvaluateAsync("giveBack()");
        await ann.Say("One.");
        await ann.Sees("One.");
        await ann.Has("#waiting li", 0);
        await ann.Say("Two.");
        await ann.Page.EvaluateAsync("giveBack()");
        await ann.Sees("Two.");
    }

    [Fact]
    public async Task A_browser_that_keeps_nothing_sends_all_the_same()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await chromium.Open(live.Site.Url, cookie: live.Ann.Cookie);
        await ann.Page.AddInitScriptAsync("Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('The operation is insecure.', 'SecurityError'); } })");
        await ann.Page.GotoAsync(live.Path);
        await ann.Say("One.");
        await ann.Sees("One.");
        await ann.Has("#waiting li", 0);
        Assert.Empty(ann.Complaints);
    }

    [Fact]
    public async Task What_was_written_offline_survives_the_page_and_goes_out_in_order()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await live.Open(chromium, live.Ann);
        await ann.Page.Context.SetOfflineAsync(true);
        await ann.Say("One.");
        await ann.Say("Two.");
        await ann.Page.FillAsync("#text", "a draft");
        await ann.Has("#waiting li", 2);
        await ann.Page.GotoAsync("about:blank");
        await ann.Page.Context.SetOfflineAsync(false);
        await ann.Page.GotoAsync(live.Path);
        await ann.Sees("Two.");
        await ann.Has("#waiting li", 0);
        Assert.Equal("a draft", await ann.Page.InputValueAsync("#text"));
        Assert.Equal(["One.", "Two."], live.Entries.Select(entry => entry.Message.Body));
    }

    [Fact]
    public async Task Two_windows_show_the_same_and_send_each_message_once()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var one = await live.Open(chromium, live.Ann);
        var other = await one.Page.Context.NewPageAsync();
        await other.GotoAsync(live.Path);
        await one.Page.Context.SetOfflineAsync(true);
        await one.Say("One.");
        await other.FillAsync("#text", "Two.");
        await other.PressAsync("#text", "Enter");
        await Assertions.Expect(other.Locator("#waiting li")).ToHaveCountAsync(2);
        await one.Has("#waiting li", 2);
        await one.Page.Context.SetOfflineAsync(false);
        await one.Has("#log .entry", 2);
        await Assertions.Expect(other.Locator("#log .entry")).ToHaveCountAsync(2);
        await one.Has("#waiting li", 0);
        Assert.Equal(["One.", "Two."], live.Entries.Select(entry => entry.Message.Body).Order());
    }

    [Fact]
    public async Task What_the_server_refuses_comes_back_with_the_reason()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await live.Open(chromium, live.Ann);
        await ann.Page.RouteAsync("**/read", route => route.AbortAsync());
        await live.Do(live.Mo, "mute", new { who = live.Ann.Account.Identity.Value, reason = "shouting" });
        await ann.Say("Let me in.");
        await ann.Shows("#waiting .refused", "Not sent: The moderators have muted you");
        await ann.Page.FocusAsync("#waiting >> text=Edit");
        await live.Say(live.Bo, "Meanwhile.");
        await ann.Sees("Meanwhile.");
        await Assertions.Expect(ann.Page.Locator("#waiting >> text=Edit")).ToBeFocusedAsync();
        await ann.Page.ClickAsync("#waiting >> text=Edit");
        Assert.Equal("Let me in.", await ann.Page.InputValueAsync("#text"));
        await ann.Has("#waiting li", 0);
    }

    [Fact]
    public async Task In_slow_mode_a_message_waits_until_it_may_go_out()
    {
        // The server's time stands still until it was seen to wait: a slow machine is not taken for a slow writer.
        var began = TimeProvider.System.GetUtcNow();
        var time = new SetClock($"{began:O}");
        await using var live = await LiveSite.Start(Engine.Sqlite, time: time);
        await live.Do(live.Mo, "pace", new { seconds = 3 });
        await using var ann = await live.Open(chromium, live.Ann);
        await ann.Say("One.");
        await ann.Sees("One.");
        await ann.Say("Two.");
        await ann.Shows("#waiting", "waits");
        time.Set($"{began.AddSeconds(3):O}");
        await ann.Sees("Two.");
        Assert.True(live.Entries[1].Message.At - live.Entries[0].Message.At >= 3000);
    }

    // Events are lost: the page finds the hole by the numbers and reads again.
    [Fact]
    public async Task A_gap_closes_itself()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var watched = await chromium.Open(live.Site.Url, cookie: live.Ann.Cookie);
        await watched.Page.AddInitScriptAsync(
            """
            const Real = EventSource;
            let drop = 2;
            window.EventSource = class extends Real {
              addEventListener(kind, take) {
                super.addEventListener(kind, event => kind === 'message' && drop > 0 ? drop-- : take(event));
              }
            };
            """);
        await watched.Page.GotoAsync(live.Path);
        await Assertions.Expect(watched.Page.Locator("#line[data-line=current]")).ToHaveCountAsync(1);
        foreach (var text in (string[])["One.", "Two.", "Three."])
        {
            await live.Say(live.Bo, text);
        }
        await watched.Has("#log .entry", 3);
        Assert.Equal(["m1 One.", "m2 Two.", "m3 Three."], await watched.Log());
        await Assertions.Expect(watched.Page.Locator("#line[data-line=current]")).ToHaveCountAsync(1);
    }

    // The browser tells a page of a stream neither that it was refused nor why.
    [Fact]
    public async Task A_visitor_for_whom_there_is_no_place_is_told_so_and_comes_in_when_there_is()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite, options: new SiteOptions { PostsPerSecond = 0, VisitorStreams = 1 });
        using var other = live.Site.Visit();
        var following = await other.GetAsync($"/api{live.Path}/events", HttpCompletionOption.ResponseHeadersRead);
        await using var visitor = await chromium.Open(live.Site.Url);
        var asked = 0;
        visitor.Page.Request += (_, request) => asked += request.Url.Contains("/events", StringComparison.Ordinal) ? 1 : 0;
        await visitor.Page.Clock.InstallAsync();
        await visitor.Page.GotoAsync(live.Path);
        await visitor.Shows("#line", "As many visitors follow as there are places for. Members have places of their own: sign in, or try again in a minute. This page stays as it is, and tries again by itself.");
        await visitor.Page.Clock.FastForwardAsync(40_000);
        // Twice: the stream, and why it was refused. A minute is a minute.
        Assert.Equal(2, asked);

        following.Dispose();
        await live.Say(live.Bo, "Meanwhile.");
        using (var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15)))
        {
            for (var isFree = false; !isFree;)
            {
                using var head = await other.SendAsync(new(HttpMethod.Head, $"/api{live.Path}/events"), patience.Token);
                isFree = head.IsSuccessStatusCode;
            }
        }
        await visitor.Page.Clock.FastForwardAsync(25_000);
        await visitor.Sees("Meanwhile.");
        await Assertions.Expect(visitor.Page.Locator("#line[data-line=current]")).ToHaveCountAsync(1);
        Assert.Equal(3, asked);
    }

    // Whoever waits longer misses the hour, whatever a server says; what gives no reason is a proxy that does not reach it.
    [Theory]
    [InlineData("""{"detail": "As many visitors follow as there are places for."}""", 60, 63)]
    [InlineData("<h1>Too many requests</h1>", 0, 20)]
    public async Task A_room_that_is_refused_asks_again_within_minutes_however_long_it_is_told_to_wait(string answer, int notBefore, int thenWithin)
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await chromium.Open(live.Site.Url, cookie: live.Ann.Cookie);
        var (asked, refused) = (0, true);
        await ann.Page.RouteAsync("**/events*", route =>
        {
            Interlocked.Increment(ref asked);
            return refused
                ? route.FulfillAsync(new() { Status = 429, Headers = new Dictionary<string, string> { ["Retry-After"] = "86400" }, ContentType = answer.StartsWith('{') ? "application/problem+json" : "text/html", Body = answer })
                : route.ContinueAsync();
        });
        await ann.Page.Clock.InstallAsync();
        await ann.Page.GotoAsync(live.Path);
        await Assertions.Expect(ann.Page.Locator($"#line[data-line={(notBefore > 0 ? "refused" : "reconnecting")}]")).ToHaveCountAsync(1);
        // From here on no time passes but what is let pass: what was waited for would count, too.
        await ann.Page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddSeconds(1).UtcDateTime);
        await ann.Page.Clock.RunForAsync(notBefore * 1000);
        Assert.True(notBefore == 0 || asked == 2, $"It was asked {asked} times, not twice: the stream, and why it was refused.");
        refused = false;
        await ann.Page.Clock.RunForAsync(thenWithin * 1000);
        await Assertions.Expect(ann.Page.Locator("#line[data-line=current]")).ToHaveCountAsync(1);
    }

    // One markup: what grew live is what is loaded.
    [Theory, EachEngine]
    public async Task A_page_that_grew_is_the_page_that_is_loaded(Engine engine)
    {
        await using var live = await LiveSite.Start(engine);
        await using var grown = await live.Open(chromium, live.Ann);
        await live.Ask(1);
        var said = await live.Say(live.Bo, "I am **Bo**, <b>hello</b> @Ann Lind", live.Questions[0].Id);
        await live.Say(live.Bo, "and more", live.Questions[0].Id);
        await live.Say(live.Gus, "welcome", live.Questions[0].Id, replyTo: said);
        await live.Say(live.Cy, "a mistake");
        await live.Do(live.Ann, $"messages/{said}/react", new { sign = "thanks" });
        await live.Do(live.Bo, $"messages/{said}/edit", new { text = "I am Bo" });
        await live.Do(live.Mo, "messages/5/remove", new { reason = "spam <i>" });
        await live.Ask(2);
        await live.Ask(3);
        // Which option is one's own, the page knows that it was chosen on.
        await grown.Page.ClickAsync("#now .option[value='1']");
        await Assertions.Expect(grown.Page.Locator("#now .option[value='1']")).ToHaveAttributeAsync("aria-pressed", "true");
        await live.Do(live.Bo, "audience", new { text = "Why?" });
        await live.Do(live.Gus, "audience", new { text = "Why not?" });
        await live.Do(live.Ann, "audience/2/back");
        await live.Do(live.Mo, "audience/1/ask", new { when = "next" });
        await live.Do(live.Mo, "pace", new { seconds = 10 });
        await grown.Shows("#state", "slow mode");
        await using var loaded = await live.Open(chromium, live.Ann);
        foreach (var part in (string[])["#log", "#questions", "#audience", "#now .prompt", "#state .tag", "#question"])
        {
            Assert.Equal(await Html(loaded, part), await Html(grown, part));
        }
    }

    // An answer that was under way while a later one came is of what was.
    [Fact]
    public async Task What_a_moderator_has_at_hand_is_as_it_is_now_whichever_answer_comes_last()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var mo = await Delayed(live, live.Mo, "/lead");
        await live.Do(live.Mo, "pace", new { seconds = 10 });
        await mo.Page.WaitForFunctionAsync("() => window.late");
        await live.Do(live.Mo, "pace", new { seconds = 60 });
        await Assertions.Expect(mo.Page.Locator("#pace")).ToHaveValueAsync("60");
        await mo.Page.EvaluateAsync(Arrive);
        Assert.Equal("60", await mo.Page.InputValueAsync("#pace"));
    }

    [Fact]
    public async Task Whoever_was_muted_stays_so_when_an_answer_of_before_comes_late()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await Delayed(live, live.Ann, "/read");
        await ann.Page.WaitForFunctionAsync("() => window.late");
        await live.Do(live.Mo, "mute", new { who = live.Ann.Account.Identity.Value, reason = "shouting" });
        await ann.Shows("#muted", "shouting");
        await Assertions.Expect(ann.Page.Locator("#text")).ToBeDisabledAsync();
        // Not for a moment: the next look would end it again.
        await ann.Page.EvaluateAsync(
            "() => new MutationObserver(() => { window.opened ||= !text.disabled }).observe(text, { attributes: true })");
        await ann.Page.EvaluateAsync(Arrive);
        Assert.False(await ann.Page.EvaluateAsync<bool>("() => window.opened ?? false"));
    }

    [Fact]
    public async Task A_form_goes_out_once_and_keeps_what_is_written_before_the_answer()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await Delayed(live, live.Ann, "/audience");
        await ann.Page.FillAsync("#propose", "Why?");
        await ann.Page.PressAsync("#propose", "Enter");
        await ann.Page.WaitForFunctionAsync("() => window.late");
        await ann.Page.PressAsync("#propose", "Enter");
        await ann.Page.FillAsync("#propose", "Why not?");
        await ann.Page.EvaluateAsync(Arrive);
        Assert.Equal("Why not?", await ann.Page.InputValueAsync("#propose"));
        await ann.Page.PressAsync("#propose", "Enter");
        await Assertions.Expect(ann.Page.Locator("#propose")).ToHaveValueAsync("");
        await ann.Has("#audience > li", 2);
    }

    [Fact]
    public async Task Names_that_could_not_be_had_are_asked_for_again()
    {
        await using var live = await LiveSite.Start(Engine.Sqlite);
        await using var ann = await live.Open(chromium, live.Ann);
        var failing = true;
        await ann.Page.RouteAsync("**/people", route => failing ? route.FulfillAsync(new() { Status = 503 }) : route.ContinueAsync());
        await ann.Page.RunAndWaitForResponseAsync(() => ann.Page.Locator("#text").PressSequentiallyAsync("@"), "**/people");
        failing = false;
        await ann.Page.Locator("#text").PressSequentiallyAsync("Bo");
        await ann.Shows("#names", "Bo Tanaka");
    }

    // Lets what was held come, and whatever follows from it happen.
    private const string Arrive = "late().then(() => new Promise(resolve => setTimeout(resolve, 100)))";

    // A room in which the first answer from an address is read, and held until it is let come.
    private async Task<WatchedPage> Delayed(LiveSite live, SignedIn who, string address)
    {
        var watched = await chromium.Open(live.Site.Url, cookie: who.Cookie);
        await watched.Page.AddInitScriptAsync(
            $$"""
            const real = fetch;
            window.fetch = async (url, options) => {
              const answer = await real(url, options);
              if (!window.late && String(url).endsWith('{{address}}')) {
                const [words, { status, headers }] = [await answer.text(), answer];
                await new Promise(resolve => { window.late = async () => resolve(); });
                return new Response(words || null, { status, headers });
              }
              return answer;
            };
            """);
        await watched.Page.GotoAsync(live.Path);
        await Assertions.Expect(watched.Page.Locator("#line[data-line=current]")).ToHaveCountAsync(1);
        return watched;
    }

    private static Task<string> Html(WatchedPage on, string selector) => on.Page.EvaluateAsync<string>(
        "selector => document.querySelector(selector).innerHTML.replace(/<!--.*?-->/g, '').replace(/\\s+/g, ' ').replaceAll(' selected=\"\"', '').replace(/> </g, '><').trim()", selector);
}
