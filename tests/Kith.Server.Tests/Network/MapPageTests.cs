using System.Text.RegularExpressions;
using System.Xml.Linq;
using Kith.Conversations;
using Kith.Importing;
using Kith.Server.Tests.Shared;
using Kith.Store;
using Kith.Tests;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Network;

/// <summary>The map in a browser, by its controls, and the same without script.</summary>
public sealed partial class MapPageTests(Chromium chromium, ReadSites sites) : IAsyncLifetime
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    private WatchedPage watched = null!;

    private IPage Page => watched.Page;

    public async ValueTask InitializeAsync() => watched = await chromium.Open(sites.Full.Url);

    public async ValueTask DisposeAsync()
    {
        Assert.Empty(watched.Complaints);
        await watched.DisposeAsync();
    }

    [Fact]
    public async Task The_map_draws_everybody_in_the_table_beside_it()
    {
        await Open("/map");
        Assert.Equal(await Page.Locator(".map-table tbody tr").CountAsync(), await Drawn());
        await Painted();
    }

    [Fact]
    public async Task The_keyboard_goes_from_person_to_person_and_opens_their_page()
    {
        await Open("/map");
        await Page.Locator("#map").FocusAsync();
        await Page.Keyboard.PressAsync("ArrowRight");
        var strongest = await Page.Locator(".map-table tbody a").First.TextContentAsync();
        Assert.Equal(strongest, await Page.Locator("#map-card strong").TextContentAsync());
        Assert.StartsWith(strongest + ": ", await Page.Locator("#map-said").TextContentAsync());
        await Page.Keyboard.PressAsync("Enter");
        await Page.IsAt("**/people/*");
        Assert.Equal(strongest, await Page.Locator("h1").TextContentAsync());
    }

    [Fact]
    public async Task A_name_shows_that_person_and_whom_they_know()
    {
        await Open("/map");
        var last = await Page.Locator(".map-table tbody tr").Last.EvaluateAsync<string[]>("row => [row.cells[0].textContent, row.cells[2].textContent, row.querySelector('a').href.split('/').pop()]");
        await Page.FillAsync("#who", last[0].ToUpperInvariant());
        await Page.Keyboard.PressAsync("Enter");
        await Said($" near {last[0]}");
        Assert.Equal(last[0], await Page.Locator("#map-card strong").TextContentAsync());
        Assert.Equal(int.Parse(last[1]) + 1, await Drawn());
        await Page.IsAt($"**/map?person={last[2]}");

        await Page.SelectOptionAsync("#steps", "2");
        await Said($" within two ties of {last[0]}");
        Assert.InRange(await Drawn(), int.Parse(last[1]) + 1, int.MaxValue);
        await Page.ClickAsync("#map-all");
        await Said("ties.");
        await Page.IsAt("**/map");
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_said_to_be_nobodys()
    {
        await Open("/map");
        await Page.FillAsync("#who", "Nobody Of This Name");
        await Page.Keyboard.PressAsync("Enter");
        Assert.Equal("Nobody on the map is called that.", await Page.Locator("#who").EvaluateAsync<string>("field => field.validationMessage"));
    }

    [Fact]
    public async Task A_topic_leaves_those_who_talk_about_it_with_script_and_without()
    {
        await Open("/map");
        var all = await Drawn();
        await Page.FillAsync("#topic", "lens");
        await Page.Keyboard.PressAsync("Enter");
        await Said(" who talk about lens");
        Assert.InRange(await Drawn(), 1, all - 1);
        await Page.IsAt("**/map?topic=lens");
        Assert.Equal(await Drawn(), Rows().Count(await sites.Full.Http.GetStringAsync("/map?topic=lens")));
    }

    [Fact]
    public async Task Back_from_nobody_to_everybody_leads_the_same_way_with_script_and_without()
    {
        const string Path = "/map?topic=xyzzy&colour=topic&backbone=40";
        await Open(Path);
        var link = Page.Locator("#map-lists .empty a");
        Assert.Equal("/map?colour=topic", await link.GetAttributeAsync("href"));
        Assert.Contains("href=\"/map?colour=topic\">Everybody</a>", await sites.Full.Http.GetStringAsync(Path));

        // Nor where the script asked for the lists.
        await Open("/map?colour=topic&backbone=40");
        await Page.FillAsync("#topic", "xyzzy");
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(link).ToHaveAttributeAsync("href", "/map?colour=topic");
    }

    [Theory, EachEngine]
    public async Task From_page_to_page_of_the_table_the_picture_stays_as_it_was(Engine engine)
    {
        await using var site = await RunningSite.Start(engine);
        new Import(site.Database, TimeProvider.System).Run("given", "pier",
        [
            new ConversationEntry("pier", "Pier", ConversationKind.Topic, Visibility.Community),
            .. Enumerable.Range(0, 130).Select(i => new MessageEntry("pier", $"m{i}", $"P{i}", 1_700_000_000_000 + i * 60_000, "Which lamp hangs at the pier?")),
        ], "Harbour");
        await using var own = await chromium.Open(site.Url);
        Task<string> First() => own.Page.Locator(".map-table tbody a").First.InnerTextAsync();
        await own.Page.GotoAsync("/map");
        await own.Page.Locator("#map[data-drawn]").WaitForAsync();
        var best = await First();
        await own.Page.SelectOptionAsync("#colour", "topic");
        await own.Page.IsAt("**/map?colour=topic");
        await own.Page.Locator("#backbone").FillAsync("40");
        await own.Page.IsAt("**/map?colour=topic&backbone=40");
        await own.Page.ClickAsync("a[rel=next]");
        await own.Page.IsAt("**/map?page=2&colour=topic&backbone=40#table");
        await own.Page.Locator("#map[data-drawn]").WaitForAsync();
        Assert.Equal(("topic", "40", false), (await own.Page.InputValueAsync("#colour"), await own.Page.InputValueAsync("#backbone"), best == await First()));

        // The same people in other colours are on the same page.
        await own.Page.SelectOptionAsync("#colour", "group");
        await own.Page.IsAt("**/map?backbone=40&page=2");
        Assert.Equal("/map?backbone=40#table", await own.Page.GetAttributeAsync("a[rel=prev]", "href"));
        await own.Page.FillAsync("#who", best);
        await own.Page.Keyboard.PressAsync("Enter");
        await own.Page.IsAt("**/map?person=*&backbone=40");
        await Assertions.Expect(own.Page.Locator("a[rel=prev]")).ToHaveCountAsync(0);
        Assert.Empty(own.Complaints);
    }

    [Fact]
    public async Task What_is_asked_for_while_something_else_is_fetched_is_shown_with_it()
    {
        var go = new TaskCompletionSource();
        await Page.RouteAsync("**/api/map/topic?*", async route =>
        {
            await go.Task;
            await route.ContinueAsync();
        });
        await Open("/map");
        await Page.FillAsync("#topic", "lens");
        await Page.RunAndWaitForRequestAsync(() => Page.Keyboard.PressAsync("Enter"), "**/api/map/topic?*");
        await Page.SelectOptionAsync("#colour", "topic");
        go.SetResult();
        await Page.IsAt("**/map?topic=lens&colour=topic");
    }

    [Fact]
    public async Task Who_stops_the_past_before_it_has_come_stops_it()
    {
        var go = new TaskCompletionSource();
        await Page.RouteAsync("**/api/map/course?*", async route =>
        {
            await go.Task;
            await route.ContinueAsync();
        });
        await Open("/map");
        await Page.RunAndWaitForRequestAsync(() => Page.ClickAsync("#play"), "**/api/map/course?*");
        await Page.ClickAsync("#play");
        await Assertions.Expect(Page.Locator("#play")).ToHaveTextAsync("Play");
        go.SetResult();
        await Page.IsAt("**/map?at=*");
        await Assertions.Expect(Page.Locator("#play")).ToHaveTextAsync("Play");
    }

    [Fact]
    public async Task The_warmest_way_is_shown_and_listed()
    {
        await Open("/map");
        var names = await Page.Locator(".map-table tbody a").AllTextContentsAsync();
        await Page.FillAsync("#from", names[0]);
        await Page.FillAsync("#to", names[1]);
        await Page.Keyboard.PressAsync("Enter");
        await Said($" from {names[0]} to {names[1]}");
        await Page.IsAt(new Regex(@"/map\?from=\d+&to=\d+$"));
        Assert.Contains($"The warmest ways from {names[0]} to {names[1]}", await sites.Full.Http.GetStringAsync(new Uri(Page.Url).PathAndQuery));
    }

    [Fact]
    public async Task The_lists_say_the_same_as_the_picture_whatever_it_shows()
    {
        await Open("/map");
        var rows = Page.Locator(".map-table tbody tr");
        var all = await Drawn();
        Assert.Equal(all, await rows.CountAsync());
        var names = await Page.Locator(".map-table tbody a").AllTextContentsAsync();
        await Page.FillAsync("#topic", "lens");
        await Page.Keyboard.PressAsync("Enter");
        await Said(" who talk about lens");
        await Assertions.Expect(rows).ToHaveCountAsync(await Drawn());
        await Page.FillAsync("#topic", "");
        await Page.FillAsync("#from", names[0]);
        await Page.FillAsync("#to", names[1]);
        await Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(Page.Locator("#ways")).ToHaveTextAsync($"The warmest ways from {names[0]} to {names[1]}");
        await Assertions.Expect(rows).ToHaveCountAsync(await Drawn());
        Assert.Equal($"No way from {names[0]} to {names[1]} was found in three steps.", await Page.Locator("#map-lead").TextContentAsync());
        await Page.ClickAsync("#map-all");
        await Assertions.Expect(rows).ToHaveCountAsync(all);
        await Assertions.Expect(Page.Locator("#ways")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Where_nobody_is_left_it_is_said_so_with_script_and_without()
    {
        const string Said = "Nobody who talks about zyzzyva has a tie.";
        await Open("/map?topic=zyzzyva");
        await Assertions.Expect(Page.Locator("#map-lead")).ToHaveTextAsync(Said);
        Assert.Contains($"id=\"map-lead\">{Said}</p>", await sites.Full.Http.GetStringAsync("/map?topic=zyzzyva"));
    }

    [Fact]
    public async Task A_way_to_nobody_is_asked_for_the_other_end()
    {
        await Open("/map");
        await Page.FillAsync("#from", (await Page.Locator(".map-table tbody a").First.TextContentAsync())!);
        await Page.Keyboard.PressAsync("Enter");
        Assert.Equal("To whom?", await Page.Locator("#to").EvaluateAsync<string>("field => field.validationMessage"));
    }

    [Fact]
    public async Task Colours_say_groups_or_topics_and_the_legend_says_which()
    {
        await Open("/map");
        Assert.StartsWith("around ", await Page.Locator("#map-colours li").First.TextContentAsync());
        await Page.SelectOptionAsync("#colour", "topic");
        await Page.IsAt("**/map?colour=topic");
        var keys = await Page.Locator("#map-colours li").AllTextContentsAsync();
        Assert.DoesNotContain(keys, key => key.StartsWith("around ", StringComparison.Ordinal));
        Assert.Equal(await Drawn(), keys.Sum(key => int.Parse(Number().Match(key).Value)));
    }

    [Fact]
    public async Task Who_was_only_written_to_is_said_to_speak_in_no_community()
    {
        var map = System.Text.Json.JsonDocument.Parse(await sites.Full.Http.GetStringAsync("/api/map"));
        var ids = map.RootElement.GetProperty("people").GetProperty("ids").EnumerateArray().Select(id => id.GetInt64()).Take(3).ToArray();
        await Page.RouteAsync("**/api/map/communities", route => route.FulfillAsync(new() { Json = new { names = (string[])["North", "South"], ids, of = (int[])[0, 0, 1] } }));
        await Open("/map?colour=community");
        var keys = Page.Locator("#map-colours li");
        await Assertions.Expect(keys).ToContainTextAsync(["North 2", "South 1", "spoke in none"]);
    }

    [Fact]
    public async Task Fewer_lines_leave_the_frame_that_holds_everybody_together()
    {
        await Open("/map");
        var (ties, people) = (await Lines(), await Drawn());
        await Page.FocusAsync("#backbone");
        await Page.Keyboard.PressAsync("Home");
        await Page.IsAt("**/map?backbone=0");
        Assert.InRange(await Lines(), 1, Math.Min(ties - 1, people - 1));
        Assert.Equal($"{await Lines()} of {ties} ties", await Page.Locator("output[for=backbone]").TextContentAsync());
    }

    [Fact]
    public async Task Time_goes_back_to_the_first_ties_and_plays_until_now()
    {
        await Open("/map");
        var all = await Drawn();
        await Page.FocusAsync("#moment");
        await Page.Keyboard.PressAsync("Home");
        await Page.IsAt(new Regex(@"/map\?at=\d{4}"));
        Assert.InRange(await Drawn(), 1, all - 1);
        Assert.Contains(", as of ", await Page.Locator("#map-lead").TextContentAsync());
        await Page.Keyboard.PressAsync("End");
        await Page.IsAt("**/map");
        await Page.Keyboard.PressAsync("ArrowLeft");
        await Page.IsAt("**/map?at=*");
        await Page.ClickAsync("#play");
        await Page.IsAt("**/map");
        await Assertions.Expect(Page.Locator("#play")).ToHaveTextAsync("Play");
        Assert.Equal(all, await Drawn());
    }

    [Theory]
    [InlineData("?person=2&steps=2&colour=topic&backbone=40")]
    [InlineData("?topic=lens&at=2024")]
    [InlineData("?from=1&to=2")]
    public async Task Every_view_can_be_linked_and_comes_back_when_one_goes_back(string query)
    {
        await Open("/map" + query);
        var shown = (await Page.Locator("#map-lead").TextContentAsync(), await Drawn(), await Lines());
        await Page.ClickAsync("#map-all");
        await Page.WaitForFunctionAsync("lead => document.querySelector('#map-lead').textContent !== lead", shown.Item1);
        await Page.GoBackAsync();
        await Page.WaitForFunctionAsync("lead => document.querySelector('#map-lead').textContent === lead", shown.Item1);
        Assert.Equal(shown, (await Page.Locator("#map-lead").TextContentAsync(), await Drawn(), await Lines()));
        await Page.ReloadAsync();
        await Page.Locator("#map[data-drawn]").WaitForAsync();
        Assert.Equal(shown, (await Page.Locator("#map-lead").TextContentAsync(), await Drawn(), await Lines()));
    }

    [Fact]
    public async Task The_picture_is_saved_as_vectors_with_names_and_legend()
    {
        await Open("/map");
        var svg = await SavedSvg();
        var words = svg.Descendants(Svg + "text").Select(text => text.Value).ToList();
        Assert.Contains(await Page.Locator(".map-table tbody a").First.TextContentAsync(), words);
        Assert.Contains(await Page.Locator("#map-lead").TextContentAsync(), words);
        Assert.Contains(words, word => word.StartsWith("around ", StringComparison.Ordinal));
        Assert.Equal(await Lines(), svg.Descendants(Svg + "path").Count());
        Assert.Equal(await Drawn() + await Page.Locator("#map-colours li").CountAsync(), svg.Descendants(Svg + "circle").Count());
    }

    [Fact]
    public async Task A_long_name_has_room_in_the_legend_of_a_saved_picture()
    {
        const string Name = "Wilhelmina Featherstonehaugh";
        await Page.RouteAsync("**/api/map", async route =>
            await route.FulfillAsync(new() { ContentType = "application/json", Body = Around().Replace(await (await route.FetchAsync()).TextAsync(), $"\"around\":\"{Name}\"") }));
        await Open("/map");
        var keys = (await SavedSvg()).Descendants(Svg + "text").Where(text => text.Value.StartsWith("around ", StringComparison.Ordinal)).ToList();
        Assert.All(keys, key => Assert.Equal($"around {Name}", key.Value));
        var row = keys.Where(key => (string?)key.Attribute("y") == (string?)keys[0].Attribute("y")).Select(key => (double)key.Attribute("x")!).ToList();
        Assert.All(row.Zip(row.Skip(1)), next => Assert.InRange(next.Second - next.First, Name.Length * 7, double.MaxValue));
    }

    [Fact]
    public async Task A_long_name_leaves_the_number_beside_it_in_the_legend_whole()
    {
        await Page.RouteAsync("**/api/map", async route => await route.FulfillAsync(new()
        {
            ContentType = "application/json",
            Body = Around().Replace(await (await route.FetchAsync()).TextAsync(), "\"around\":\"Wilhelmina Featherstonehaugh-Cholmondeley of Harbour Street\""),
        }));
        await Open("/map");
        Assert.All(await Page.Locator("#map-colours .soft").EvaluateAllAsync<int[]>(
            "all => all.map(number => (number.textContent = '1,508', number)).map(number => Math.round(number.getBoundingClientRect().height / parseFloat(getComputedStyle(number).lineHeight)))"), lines => Assert.Equal(1, lines));
    }

    [Fact]
    public async Task The_picture_is_as_tall_as_what_stands_beside_it()
    {
        await Open("/map");
        var (picture, time, panel) = (await Page.Locator("#map").BoundingBoxAsync(), await Page.Locator("#map-time").BoundingBoxAsync(), await Page.Locator("#map-panel").BoundingBoxAsync());
        Assert.Equal(panel!.Y, picture!.Y, 1.0);
        Assert.InRange(time!.Y + time.Height, panel.Y + panel.Height - 1, double.MaxValue);
    }

    [Fact]
    public async Task Two_names_in_a_row_are_more_than_a_blank_apart()
    {
        await Page.RouteAsync("**/api/map", route => route.FulfillAsync(new() { ContentType = "application/json", Body = Circle(20, 40) }));
        await Open("/map");
        var boxes = await Page.EvaluateAsync<double[][]>(
            """
            text => {
              const svg = document.body.appendChild(document.importNode(new DOMParser().parseFromString(text, 'image/svg+xml').documentElement, true));
              return [...svg.querySelectorAll('text')].filter(name => /^P\d+$/.test(name.textContent)).map(name => name.getBBox()).map(box => [box.x, box.y, box.x + box.width]);
            }
            """, (await SavedSvg()).ToString());
        var rows = boxes.SelectMany(one => boxes.Where(other => one != other && other[0] >= one[0] && Math.Abs(one[1] - other[1]) < 10).Select(other => other[0] - one[2])).ToList();
        Assert.NotEmpty(rows);
        Assert.All(rows, apart => Assert.InRange(apart, 6, double.MaxValue));
    }

    // Twenty groups of five in a circle, each with ties to the next.
    [Fact]
    public async Task Of_more_groups_than_colours_those_side_by_side_differ_and_the_legend_names_them_and_lets_one_stand_out()
    {
        await Page.RouteAsync("**/api/map", route => route.FulfillAsync(new() { ContentType = "application/json", Body = Circle(20, 5) }));
        await Open("/map");
        var legend = Page.Locator("#map-colours button.key");
        var keys = await legend.EvaluateAllAsync<string[][]>("keys => keys.map(key => [key.textContent, key.querySelector('.dot').style.getPropertyValue('--dot')])");
        Assert.Equal(20, keys.Length);
        Assert.Equal("8 smaller groups in the same colours, 40 people", await Page.Locator("#map-colours summary").InnerTextAsync());
        Assert.Contains("a colour may stand for several", await Page.Locator("#map-says").InnerTextAsync());
        var colours = keys.OrderBy(key => int.Parse(Number().Match(key[0]).Value)).Select(key => key[1]).ToList();
        Assert.Equal(8, colours.Distinct().Count());
        Assert.All(colours.Select((colour, group) => (colour, next: colours[(group + 1) % 20])), pair => Assert.NotEqual(pair.colour, pair.next));
        Assert.Equal(Enumerable.Range(0, 20).SelectMany(group => Enumerable.Repeat(colours[group], 5)).Order(), (await Dots(await SavedSvg())).Order());
        Assert.Equal(13, (await SavedSvg()).Descendants(Svg + "text").Count(text => text.Value.StartsWith("around ", StringComparison.Ordinal) || text.Value.StartsWith("8 smaller", StringComparison.Ordinal)));

        await legend.Nth(3).FocusAsync();
        Assert.Equal("around 3", await Page.Locator("#map").GetAttributeAsync("data-lit"));
        await Page.Locator("#who").FocusAsync();
        Assert.Equal("", await Page.Locator("#map").GetAttributeAsync("data-lit"));
        await legend.Nth(3).ClickAsync();
        Assert.Equal("true", await legend.Nth(3).GetAttributeAsync("aria-pressed"));
        var dots = await Dots(await SavedSvg());
        Assert.Equal((5, 2), (dots.Count(dot => dot == keys[3][1]), dots.Distinct().Count()));

        // Whoever is near one person, here also of groups far apart that share a colour: now each has one of its own.
        await Page.RouteAsync("**/api/map", route => route.FulfillAsync(new() { ContentType = "application/json", Body = Circle(20, 5, (0, 5 * 5), (0, 13 * 5)) }));
        await Open("/map?person=1");
        var near = await legend.EvaluateAllAsync<string[]>("keys => keys.map(key => key.querySelector('.dot').style.getPropertyValue('--dot'))");
        Assert.Equal(5, near.Length);
        Assert.Equal(near.Length, near.Distinct().Count());
        Assert.DoesNotContain("a colour may stand for several", await Page.Locator("#map-says").InnerTextAsync());
    }

    // Those of people, not of the legend below them.
    private async Task<List<string>> Dots(XDocument svg)
    {
        var height = await Page.Locator("#map").EvaluateAsync<double>("map => map.clientHeight");
        return [.. svg.Descendants(Svg + "circle").Where(dot => (double)dot.Attribute("cy")! < height).Select(dot => (string)dot.Attribute("fill")!)];
    }

    private static string Circle(int groups, int each, params IEnumerable<(int a, int b)> more)
    {
        var people = groups * each;
        var all = Enumerable.Range(0, people).ToList();
        int At(int person, Func<double, double> of, int inner) => (int)(9000 * of(2 * Math.PI * (person / each) / groups) + 300 * of(2 * Math.PI * inner / each));
        var within = all.SelectMany(a => all.Where(b => a < b && a / each == b / each).Select(b => (a, b)));
        var ties = within.Concat(Enumerable.Range(0, groups).Select(group => (a: group * each, b: (group + 1) % groups * each))).Concat(more).ToList();
        return System.Text.Json.JsonSerializer.Serialize(new
        {
            version = 1,
            people = new
            {
                ids = all.Select(person => person + 1), names = all.Select(person => $"P{person}"), groups = all.Select(person => person / each),
                x = all.Select(person => At(person, Math.Cos, person % each)), y = all.Select(person => At(person, Math.Sin, person % each)),
            },
            ties = new { from = ties.Select(tie => tie.a), to = ties.Select(tie => tie.b), strengths = ties.Select(_ => 500) },
            frame = people - 1, telling = ties.Count, groups = Enumerable.Range(0, groups).Select(group => new { around = $"{group}", people = each }),
            time = new { step = "month", ends = new[] { "2024-03-31" } },
        });
    }

    [Fact]
    public async Task The_picture_is_saved_as_pixels()
    {
        await Open("/map");
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], (await Saved("png"))[..4]);
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task No_name_covers_another_or_is_cut(int width)
    {
        await Page.SetViewportSizeAsync(width, 844);
        await Open("/map");
        if (width == 390)
        {
            await Page.ClickAsync("#map-panel summary");
        }
        var svg = System.Text.Encoding.UTF8.GetString(await Saved("svg"));
        var boxes = await Page.EvaluateAsync<double[][]>(
            """
            svg => {
              document.body.innerHTML = svg;
              return [...document.querySelectorAll('svg text[paint-order]')].map(text => text.getBBox()).map(box => [box.x, box.y, box.x + box.width, box.y + box.height, document.querySelector('svg').width.baseVal.value]);
            }
            """, svg);
        Assert.NotEmpty(boxes);
        Assert.All(boxes, box => Assert.True(box[0] >= 0 && box[1] >= 0 && box[2] <= box[4], $"{string.Join(' ', box)} is cut."));
        // A pixel less each way: boxes of letters hold room above and below.
        foreach (var (one, i) in boxes.Select((box, i) => (box, i)))
        {
            Assert.All(boxes.Skip(i + 1), other => Assert.False(one[0] < other[2] && other[0] < one[2] && one[1] + 1 < other[3] - 1 && other[1] + 1 < one[3] - 1, $"{string.Join(' ', one)} and {string.Join(' ', other)}"));
        }
    }

    // On a slow machine, where a picture takes several frames, a place that was narrow for a moment showed one dot all over.
    [Fact]
    public async Task A_picture_from_when_the_place_was_narrow_is_not_stretched_all_over_it()
    {
        await Page.AddInitScriptAsync(
            """
            // A frame has time for 12 ms of drawing at most: by the page's clock each piece takes longer, so that no picture is done in the frame that begins it.
            const [now, read] = [performance.now.bind(performance), WebGL2RenderingContext.prototype.readPixels];
            let slower = 0;
            performance.now = () => now() + slower;
            WebGL2RenderingContext.prototype.readPixels = function (...all) {
              read.apply(this, all);
              slower += 20;
            };
            addEventListener('DOMContentLoaded', () => {
              window.hung = [];
              new MutationObserver(() => {
                const sheet = document.querySelector('#map canvas'), stretched = Number(/scale\((.+)\)/.exec(sheet?.style.transform ?? '')?.[1] ?? 1);
                window.hung.push([stretched, sheet?.style.visibility === 'hidden' ? 0 : 1]);
              }).observe(document.querySelector('#map'), { subtree: true, attributeFilter: ['style'] });
            });
            """);
        await Open("/map");
        async Task Wide(string width) => await Page.Locator("#map").EvaluateAsync("(map, width) => { map.style.width = width; }", width);
        await Wide("60px");
        await Page.WaitForFunctionAsync("() => document.querySelector('#map canvas').width < 90");
        await Wide("");
        await Page.WaitForFunctionAsync("() => document.querySelector('#map canvas').width > 700 && document.querySelector('#map canvas').style.transform === ''");
        var hung = await Page.EvaluateAsync<double[][]>("() => window.hung");
        Assert.Contains(hung, each => each[0] > 8);
        Assert.DoesNotContain(hung, each => each[0] > 8 && each[1] > 0);
        Assert.Equal("", await Page.Locator("#map canvas").First.EvaluateAsync<string>("sheet => sheet.style.visibility"));
        await Painted();
    }

    // The picture and the names are moved with the pointer, and drawn anew when it rests.
    [Fact]
    public async Task What_is_dragged_follows_and_is_drawn_anew_where_it_comes_to_rest()
    {
        await Page.Clock.InstallAsync();
        await Open("/map");
        var before = await Dots();
        var box = (await Page.Locator("#map").BoundingBoxAsync())!;
        await Page.Mouse.MoveAsync(box.X + 40, box.Y + box.Height - 40);
        await Page.Mouse.DownAsync();
        await StandStill();
        await Page.Mouse.MoveAsync(box.X + 140, box.Y + box.Height - 90, new() { Steps = 10 });
        Assert.Equal("translate(100px, -50px) scale(1)", (await Hung(after: 20)).Names);
        Assert.Equal(("", ""), await Hung(after: 2000));
        await Page.Mouse.UpAsync();
        await Page.Clock.ResumeAsync();
        await Painted();
        var after = await Dots();
        var still = before.Select(dot => (X: dot.X + 100, Y: dot.Y - 50)).Where(dot => dot.X < box.Width - 20 && dot.Y > 20).ToList();
        Assert.NotEmpty(still);
        Assert.All(still, dot => Assert.Contains(after, other => Math.Abs(dot.X - other.X) < .2 && Math.Abs(dot.Y - other.Y) < .2));
    }

    [Fact]
    public async Task No_name_stands_under_the_buttons_on_the_picture()
    {
        await Page.SetViewportSizeAsync(390, 844);
        await Page.Clock.InstallAsync();
        await Open("/map");
        // The middle of the picture, with most names, to where the buttons are.
        var (map, zoom) = ((await Page.Locator("#map").BoundingBoxAsync())!, (await Page.Locator("#map-zoom").BoundingBoxAsync())!);
        await Page.Mouse.MoveAsync(map.X + map.Width / 2, map.Y + map.Height / 2);
        await Page.Mouse.DownAsync();
        await StandStill();
        await Page.Mouse.MoveAsync(zoom.X + zoom.Width / 2, zoom.Y + zoom.Height / 2, new() { Steps = 10 });
        Assert.NotEqual("", (await Hung(after: 20)).Names);
        await Page.Mouse.UpAsync();
        // Away from whoever lies under the pointer: their ties may be drawn anywhere.
        await Page.Mouse.MoveAsync(1, 1);
        Assert.Equal(("", ""), await Hung(after: 2000));
        Assert.Equal(0, await Page.EvaluateAsync<int>(
            """
            () => {
              const [names, zoom] = [document.querySelectorAll('#map canvas')[1], document.querySelector('#map-zoom')];
              const [sheet, buttons] = [names.getBoundingClientRect(), zoom.getBoundingClientRect()];
              const fine = names.width / sheet.width;
              return names.getContext('2d').getImageData((buttons.left - sheet.left) * fine, (buttons.top - sheet.top) * fine, buttons.width * fine, buttons.height * fine).data.filter((value, i) => i % 4 === 3 && value > 0).length;
            }
            """));
    }

    // A full-page screenshot does so for a moment, and so may a window that is folded away.
    [Fact]
    public async Task A_map_that_was_squeezed_to_nothing_comes_back()
    {
        await Page.SetViewportSizeAsync(390, 844);
        await Open("/map");
        await Page.ClickAsync("#map-panel summary");
        var before = await Dots();
        foreach (var width in (int[])[74, 40, 390])
        {
            await Page.Locator("#map").EvaluateAsync("(map, width) => { map.style.width = width < 390 ? `${width}px` : ''; return new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))); }", width);
        }
        Assert.Equal(before, await Dots(), (a, b) => Math.Abs(a.X - b.X) < .2 && Math.Abs(a.Y - b.Y) < .2);
    }

    [Fact]
    public async Task On_a_phone_the_controls_wait_below_the_picture()
    {
        await Page.SetViewportSizeAsync(390, 844);
        await Open("/map");
        Assert.False(await Page.Locator("#who").IsVisibleAsync());
        await Page.Locator("#map-panel summary").PressAsync("Enter");
        Assert.True(await Page.Locator("#who").IsVisibleAsync());
    }

    [Fact]
    public async Task On_a_phone_what_was_asked_for_comes_into_sight()
    {
        await Page.SetViewportSizeAsync(390, 844);
        await Open("/map");
        await Page.ClickAsync("#map-panel summary");
        await Page.FillAsync("#who", (await Page.Locator(".map-table tbody a").First.TextContentAsync())!);
        await Page.ClickAsync("#atlas button:has-text('Show')");
        await Page.IsAt("**/map?person=*");
        await Assertions.Expect(Page.Locator("#map-lead")).ToBeInViewportAsync(new() { Ratio = 1 });
        await Assertions.Expect(Page.Locator("#map")).ToBeInViewportAsync(new() { Ratio = 1 });
    }

    private async Task Open(string path)
    {
        await Page.GotoAsync(path);
        await Page.Locator("#map[data-drawn]").WaitForAsync();
    }

    private Task Said(string words) => Page.WaitForFunctionAsync("words => document.querySelector('#map-said').textContent.includes(words)", words);

    // The page's time goes on only as it is told to, and so do its frames: a slow machine must not seem to rest while it moves.
    private async Task StandStill()
    {
        await Page.Clock.PauseAtAsync(TimeProvider.System.GetUtcNow().AddMinutes(1).UtcDateTime);
        Assert.Equal(("", ""), await Hung(after: 2000));
    }

    // By how much the sheets of the picture are moved, so many milliseconds later.
    private async Task<(string Picture, string Names)> Hung(int after)
    {
        await Page.Clock.RunForAsync(after);
        var sheets = await Page.EvaluateAsync<string[]>("[...document.querySelectorAll('#map canvas')].map(sheet => sheet.style.transform)");
        return (sheets[0], sheets[1]);
    }

    private async Task<int> Drawn() => int.Parse((await Page.Locator("#map").GetAttributeAsync("data-drawn"))!);

    private async Task<int> Lines() => int.Parse((await Page.Locator("#map").GetAttributeAsync("data-ties"))!);

    private async Task<XDocument> SavedSvg() => XDocument.Parse(System.Text.Encoding.UTF8.GetString(await Saved("svg")));

    // Where people are drawn, in pixels; the legend, below the picture, is left out.
    private async Task<List<(double X, double Y)>> Dots()
    {
        var height = (await Page.Locator("#map").BoundingBoxAsync())!.Height;
        return [.. (await SavedSvg()).Descendants(Svg + "circle").Select(dot => (X: (double)dot.Attribute("cx")!, Y: (double)dot.Attribute("cy")!)).Where(dot => dot.Y < height - 2)];
    }

    private async Task<byte[]> Saved(string kind)
    {
        var download = await Page.RunAndWaitForDownloadAsync(() => Page.ClickAsync($"[data-save={kind}]"));
        Assert.Equal($"map.{kind}", download.SuggestedFilename);
        await using var stream = await download.CreateReadStreamAsync();
        using var bytes = new MemoryStream();
        await stream.CopyToAsync(bytes);
        return bytes.ToArray();
    }

    // Waits for pixels that are not the ground, on both sheets: pictures are made in pieces, a frame each.
    private Task Painted() => Page.WaitForFunctionAsync(
        """
        () => [...document.querySelectorAll('#map canvas')].every(layer => {
          const sheet = new OffscreenCanvas(300, 200).getContext('2d');
          sheet.drawImage(layer, 0, 0, 300, 200);
          return sheet.getImageData(0, 0, 300, 200).data.some((value, i) => i % 4 === 3 && value > 0);
        })
        """);

    [GeneratedRegex(@"""around"":\s*""[^""]*""")]
    private static partial Regex Around();

    [GeneratedRegex("""<td class="soft">around """)]
    private static partial Regex Rows();

    [GeneratedRegex(@"\d+$")]
    private static partial Regex Number();
}
