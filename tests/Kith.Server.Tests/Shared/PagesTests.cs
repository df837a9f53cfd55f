using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Kith.Accounts;
using Kith.Conversations;
using Kith.Importing;
using Kith.Store;
using Kith.Tests;
using Kith.Tests.Importing;
using Microsoft.Playwright;

namespace Kith.Server.Tests.Shared;

/// <summary>What holds for every page.</summary>
public sealed class PagesTests(Chromium chromium, ReadSites sites)
{
    private static readonly string[] Everywhere =
        ["/", "/gatherings", "/find", "/find?q=lens", "/people", "/people/1", "/people/1?from=2", "/people/duplicates", "/conversations", "/conversations/2", "/map", "/map?person=1&topic=lens&at=2024", "/import", "/issues", "/nowhere"];

    [Theory, EachEngine]
    public async Task Every_page_answers_with_data_and_without(Engine engine)
    {
        await using var full = await RunningSite.Start(engine, "zulip-archive", "mbox/harbour.mbox");
        await using var empty = await RunningSite.Start(engine);
        foreach (var path in Everywhere)
        {
            var answer = await full.Http.GetAsync(path);
            Assert.Equal((path, path == "/nowhere" ? HttpStatusCode.NotFound : HttpStatusCode.OK), (path, answer.StatusCode));
        }
        foreach (var path in Everywhere.Where(path => !path.Contains('1') && !path.Contains('2')))
        {
            Assert.Contains(path is "/import" or "/nowhere" ? "<h1>" : path == "/" ? "Nothing is here yet" : "class=\"empty\"", await empty.Http.GetStringOrError(path));
        }
    }

    // Whoever checks links or whether a server is there.
    [Theory, EachEngine]
    public async Task The_head_of_every_page_can_be_asked_for_alone(Engine engine)
    {
        await using var site = await RunningSite.Start(engine, "zulip-archive", "mbox/harbour.mbox");
        foreach (var path in Everywhere.Append("/api/people").Append("/icon.svg"))
        {
            using var whole = await site.Http.GetAsync(path);
            using var head = await site.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));
            Assert.Equal((path, whole.StatusCode, whole.Content.Headers.ContentType?.ToString()), (path, head.StatusCode, head.Content.Headers.ContentType?.ToString()));
            var (above, below) = await Raw(site, path);
            Assert.StartsWith($"HTTP/1.1 {(int)whole.StatusCode} ", above, StringComparison.Ordinal);
            Assert.Equal((path, ""), (path, below));
        }
    }

    // All that is sent until the line is closed, before and after the first empty line: an HttpClient reads no further than that.
    private static async Task<(string Above, string Below)> Raw(RunningSite site, string path)
    {
        var address = new Uri(site.Url);
        using var line = new TcpClient();
        await line.ConnectAsync(address.Host, address.Port);
        await line.GetStream().WriteAsync(Encoding.ASCII.GetBytes($"HEAD {path} HTTP/1.1\r\nHost: {address.Authority}\r\nConnection: close\r\n\r\n"));
        using var reader = new StreamReader(line.GetStream());
        var parts = (await reader.ReadToEndAsync()).Split("\r\n\r\n", 2);
        return (parts[0], parts[1]);
    }

    [Theory]
    [InlineData(390, false)]
    [InlineData(390, true)]
    [InlineData(1280, false)]
    public async Task No_page_is_wider_than_the_window_or_complains(int width, bool dark)
    {
        await using var watched = await chromium.Open(sites.Full.Url, width, dark);
        foreach (var path in Everywhere.Where(path => path != "/nowhere"))
        {
            await watched.Page.GotoAsync(path);
            var over = await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
            Assert.Equal((path, 0), (path, Math.Max(0, over)));
            Assert.Equal((path, 1), (path, await watched.Page.Locator("h1").CountAsync()));
            Assert.Equal((path, 0), (path, await watched.Page.EvaluateAsync<int>(
                "[...document.querySelectorAll('input:not([type=hidden]), select')].filter(field => !field.labels?.length && !field.getAttribute('aria-label')).length")));
        }
        Assert.Empty(watched.Complaints);
    }

    // As a title of code, or the name of a file.
    [Fact]
    public async Task A_word_without_end_makes_no_list_wider_than_a_phone()
    {
        var word = string.Concat(Enumerable.Repeat("kale_", 16));
        await using var site = await RunningSite.Start(Engine.Sqlite);
        new Import(site.Database, TimeProvider.System).Run("given", word,
            [new ConversationEntry("talk", word, ConversationKind.Topic, Visibility.Community), new MessageEntry("talk", "m", word, 1_700_000_000_000, "The kale is up.")], "Harbour");
        await using var watched = await chromium.Open(site.Url, 390);
        foreach (var path in (string[])["/", "/conversations", "/people", "/import", "/find?q=kale", "/people/1", "/conversations/1"])
        {
            await watched.Page.GotoAsync(path);
            Assert.Contains(word, await watched.Page.ContentAsync());
            Assert.Equal((path, ""), (path, await watched.Page.EvaluateAsync<string>(
                "[...document.querySelectorAll('main *')].filter(each => each.getBoundingClientRect().right > innerWidth).map(each => `${each.tagName}.${each.className}`).join(' ')")));
        }
    }

    [Theory]
    [InlineData(390)]
    [InlineData(1280)]
    public async Task Nothing_touches_what_stands_above_it(int width)
    {
        await using var watched = await chromium.Open(sites.Full.Url, width);
        foreach (var path in (string[])[.. Everywhere, "/map?person=nobody+at+all", "/find?q=zyzzyva", "/find?q=lens&near=nobody+at+all", "/people/2?from=nobody+at+all"])
        {
            await watched.Page.GotoAsync(path);
            Assert.Equal((path, ""), (path, string.Join("; ", await watched.Page.WhatTouches())));
        }
    }

    [Fact]
    public async Task No_date_is_broken_at_the_end_of_a_line()
    {
        await using var watched = await chromium.Open(sites.Full.Url);
        await watched.Page.GotoAsync("/people/2");
        for (var width = 320; width <= 420; width += 10)
        {
            await watched.Page.SetViewportSizeAsync(width, 844);
            Assert.Equal((width, 0), (width, await watched.Page.EvaluateAsync<int>("[...document.querySelectorAll('main time')].filter(each => each.getClientRects().length > 1).length")));
        }
    }

    [Fact]
    public async Task All_places_stand_in_one_row_on_a_phone()
    {
        await using var site = await RunningSite.Start(Engine.Sqlite);
        using var rut = site.SignIn(Role.Steward, "Rut Vega");
        foreach (var width in (int[])[360, 390])
        {
            await using var watched = await chromium.Open(site.Url, width, cookie: rut.Cookie);
            await watched.Page.GotoAsync("/");
            Assert.Equal((6, 1), (await watched.Page.Locator(".masthead li").CountAsync(), await watched.Page.EvaluateAsync<int>("new Set([...document.querySelectorAll('.masthead li')].map(each => each.offsetTop)).size")));
        }
    }

    [Fact]
    public async Task The_line_of_a_tie_begins_beside_its_bar_however_long_it_is()
    {
        await using var watched = await chromium.Open(sites.Full.Url);
        await watched.Page.GotoAsync("/map");
        await watched.Page.GotoAsync((await watched.Page.Locator(".map-table tbody a").First.GetAttributeAsync("href"))!);
        Assert.True(await watched.Page.Locator(".measure").First.EvaluateAsync<bool>(
            """
            line => {
              const [bar, words] = line.children;
              words.textContent = 'very strong, both reach out. '.repeat(9);
              return words.getBoundingClientRect().left > bar.getBoundingClientRect().right;
            }
            """));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Words_stand_out_from_the_ground_as_WCAG_2_2_AA_asks(bool dark)
    {
        await using var watched = await chromium.Open(sites.Full.Url, dark: dark);
        await watched.Page.GotoAsync("/");
        var faint = await watched.Page.EvaluateAsync<string[]>(
            """
            () => {
              const style = getComputedStyle(document.documentElement);
              const light = name => {
                const hex = style.getPropertyValue(name).trim().slice(1);
                const full = hex.length === 3 ? [...hex].map(c => c + c).join('') : hex;
                const [r, g, b] = [0, 2, 4].map(i => parseInt(full.slice(i, i + 2), 16) / 255).map(v => v <= .04045 ? v / 12.92 : ((v + .055) / 1.055) ** 2.4);
                return .2126 * r + .7152 * g + .0722 * b;
              };
              const ratio = (a, b) => (Math.max(light(a), light(b)) + .05) / (Math.min(light(a), light(b)) + .05);
              const words = ['--ink', '--soft', '--accent', '--warn'].flatMap(ink => ['--paper', '--raised', '--sunk', '--accent-ground'].map(ground => [ink, ground, 4.5]));
              return [...words, ['--on-accent', '--accent', 4.5], ['--ink', '--mark', 4.5], ['--edge', '--paper', 3], ['--edge', '--raised', 3]]
                .filter(([ink, ground, least]) => !(ratio(ink, ground) >= least)).map(([ink, ground]) => `${ink} on ${ground}: ${ratio(ink, ground).toFixed(2)}`);
            }
            """);
        Assert.Empty(faint);
    }

    [Fact]
    public async Task Whoever_has_no_script_gets_from_a_question_to_the_message_that_answers_it()
    {
        await using var watched = await chromium.Open(sites.Full.Url, script: false);
        var page = watched.Page;
        await page.GotoAsync("/");
        await page.FillAsync("#q", "lens");
        await page.ClickAsync("form[role=search] button");
        await page.ClickAsync(".found .source >> nth=0");
        await page.IsAt(new Regex(@"/conversations/\d+#m\d+$"));
        await Assertions.Expect(page.Locator("article:target")).ToBeVisibleAsync();
        await page.ClickAsync("article:target .author, article .author >> nth=0");
        await page.IsAt(new Regex(@"/people/\d+$"));
    }

    [Fact]
    public async Task The_keyboard_reaches_the_search_and_its_results()
    {
        await using var watched = await chromium.Open(sites.Full.Url);
        var page = watched.Page;
        await page.GotoAsync("/");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to content", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        await page.Keyboard.PressAsync("Enter");
        await page.Locator("main:target").WaitForAsync();
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync("lens");
        await page.Keyboard.PressAsync("Enter");
        await page.IsAt("**/find?q=lens");
        for (var i = 0; i < 30 && !await page.EvaluateAsync<bool>("document.activeElement.matches('.found .title')"); i++)
        {
            await page.Keyboard.PressAsync("Tab");
        }
        await page.Keyboard.PressAsync("Enter");
        await page.IsAt("**/people/*");
    }

    [Fact]
    public async Task No_script_inside_a_page_ever_runs()
    {
        await using var watched = await chromium.Open(sites.Full.Url);
        await watched.Page.GotoAsync("/");
        await watched.Page.RunAndWaitForConsoleMessageAsync(() => watched.Page.EvaluateAsync(
            "document.body.append(Object.assign(document.createElement('script'), { textContent: 'window.ran = true' }))"));
        Assert.False(await watched.Page.EvaluateAsync<bool>("window.ran === true"));
        Assert.Contains(watched.Complaints, complaint => complaint.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_of_another_site_reaches_nothing_by_a_name_that_leads_here()
    {
        using var asked = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { Host = "evil.example" } };
        Assert.Equal(HttpStatusCode.BadRequest, (await sites.Full.Http.SendAsync(asked)).StatusCode);
    }

    [Fact]
    public async Task Every_page_leads_to_the_same_as_JSON_and_the_description_lists_it()
    {
        using var description = JsonDocument.Parse(await sites.Full.Http.GetStringAsync("/api/openapi.json"));
        var described = description.RootElement.GetProperty("paths").EnumerateObject().Select(path => new Regex("^" + Regex.Replace(path.Name, @"\\?\{[^}]+\}", "[^/]+") + "$")).ToList();
        foreach (var path in Everywhere.Where(path => path != "/nowhere"))
        {
            var link = Regex.Match(await sites.Full.Http.GetStringAsync(path), "href=\"(/api[^\"]*)\">This page as JSON").Groups[1].Value;
            using var answer = JsonDocument.Parse(await sites.Full.Http.GetStringAsync(WebUtility.HtmlDecode(link)));
            Assert.Contains(described, known => known.IsMatch(link.Split('?')[0]));
        }
    }

    [Fact]
    public async Task Every_member_of_what_is_answered_stands_in_the_document_about_JSON()
    {
        var words = Regex.Matches(await File.ReadAllTextAsync(Path.Combine(Samples.Root, "docs/json.md")), "[a-z_]+").Select(word => word.Value).ToHashSet();
        using var description = JsonDocument.Parse(await sites.Full.Http.GetStringAsync("/api/openapi.json"));
        Assert.Empty(
            from schema in description.RootElement.GetProperty("components").GetProperty("schemas").EnumerateObject()
            where schema.Value.TryGetProperty("properties", out _)
            from member in schema.Value.GetProperty("properties").EnumerateObject()
            where !words.Contains(member.Name)
            select $"{schema.Name}.{member.Name}");
    }

    [Theory]
    [InlineData("/api/people/999999", 404, "There is nobody of this number.")]
    [InlineData("/api/find?q=lens&near=nobody-at-all", 400, "There is nobody called")]
    [InlineData("/api/find?q=lens&since=yesterday", 400, "Write it like 2025-03-31.")]
    [InlineData("/api/conversations?count=many", 400, "count")]
    [InlineData("/api/nowhere", 404, "There is nothing at /api/nowhere")]
    public async Task What_goes_wrong_is_said_as_problem_details(string path, int status, string sentence)
    {
        var answer = await sites.Full.Http.GetAsync(path);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        Assert.Equal(((HttpStatusCode)status, "application/problem+json", status), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, problem.RootElement.GetProperty("status").GetInt32()));
        Assert.Contains(sentence, problem.RootElement.GetProperty("detail").GetString());
    }
}
